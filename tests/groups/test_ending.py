"""A group is deleted by name, comes back within its grace, and ends after it."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from studyapp.groups.models import GRACE, Role, StudyGroup
from studyapp.groups.services import delete_group, purge_group
from studyapp.library.models import Article
from studyapp.studies.models import Study
from tests.factories import join, make_article, make_group, make_invitation, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner(client):
    owner = make_user(display_name="李梅")
    client.force_login(owner)
    return owner


def deleted(group, *, ago: timedelta) -> StudyGroup:
    StudyGroup.objects.filter(pk=group.pk).update(deleted_at=timezone.now() - ago)
    group.refresh_from_db()
    return group


def test_the_name_must_be_typed(client, owner):
    group = make_group(owner=owner, name="茶社")
    response = client.post(reverse("groups:delete", args=[group.pk]), {"typed_name": "茶"})
    assert response.status_code == 422
    assert "请照着写：茶社" in response.content.decode()
    assert StudyGroup.objects.living().exists()


def test_the_typed_name_deletes(client, owner):
    group = make_group(owner=owner, name="茶社")
    response = client.post(reverse("groups:delete", args=[group.pk]), {"typed_name": " 茶社 "})
    assert response.headers["Location"] == reverse("groups:list")
    assert not StudyGroup.objects.living().exists()


def test_the_name_is_compared_as_it_is_seen(client, owner):
    """Staff may have named it with two blanks, which a page shows as one."""
    group = make_group(owner=owner, name="茶社  一组")
    client.post(reverse("groups:delete", args=[group.pk]), {"typed_name": "茶社 一组\u200b"})
    assert not StudyGroup.objects.living().exists()


def test_an_owner_finds_it_with_its_last_day_and_brings_it_back(client, owner):
    group = deleted(make_group(owner=owner, name="茶社"), ago=timedelta(days=29))
    assert "恢复" in client.get(reverse("groups:list")).content.decode()
    client.post(reverse("groups:restore", args=[group.pk]))
    assert StudyGroup.objects.visible_to(owner).exists()


@pytest.mark.parametrize("role", [Role.MEMBER, Role.FACILITATOR])
def test_others_neither_see_nor_restore_it(client, role):
    group = make_group(name="茶社")
    client.force_login(join(group, role=role))
    delete_group(group)
    assert "茶社" not in client.get(reverse("groups:list")).content.decode()
    assert client.post(reverse("groups:restore", args=[group.pk])).status_code == 404


def test_after_the_grace_nobody_restores_it(client, owner):
    group = deleted(make_group(owner=owner), ago=GRACE)
    assert client.post(reverse("groups:restore", args=[group.pk])).status_code == 404


def test_a_living_group_is_not_restored(client, owner):
    assert client.post(reverse("groups:restore", args=[make_group(owner=owner).pk])).status_code == 404


def test_what_members_see_through_the_group_is_gone_at_once(client):
    group = make_group()
    member = join(group)
    make_article(groups=(group,))
    delete_group(group)
    assert not Article.objects.visible_to(member).exists()
    assert not Study.objects.visible_to(member).exists()


def test_purging_ends_what_is_past_its_grace_with_its_studies(capsys):
    living, recent, old = make_group(name="在"), make_group(name="刚删"), make_group(name="旧社")
    make_article(groups=(old,))
    make_invitation(group=old)
    deleted(recent, ago=GRACE - timedelta(hours=1))
    deleted(old, ago=GRACE + timedelta(hours=1))
    call_command("purge_groups")
    assert set(StudyGroup.objects.all()) == {living, recent}
    assert not Study.objects.exists()
    assert "旧社" in capsys.readouterr().out


def test_purging_keeps_the_article_and_its_reader():
    group = make_group()
    article = make_article(groups=(group,))
    member = join(group)
    purge_group(deleted(group, ago=GRACE + timedelta(hours=1)))
    article.refresh_from_db()
    member.refresh_from_db()


def test_a_group_that_was_restored_in_time_is_not_purged():
    group = deleted(make_group(), ago=GRACE + timedelta(hours=1))
    StudyGroup.objects.update(deleted_at=None)
    assert not purge_group(group)
    assert StudyGroup.objects.exists()
