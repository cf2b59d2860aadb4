"""A shared reflection is a topic of its study: the rules of notes say who reads it and who replies."""

import pytest
from django.test import Client
from django.urls import reverse

from studyapp.annotations.models import Annotation, Wording
from studyapp.annotations.services import moderation, threads
from studyapp.groups.models import Role
from studyapp.groups.services import delete_group, remove
from studyapp.inbox.models import Notification
from studyapp.reflections import services
from studyapp.reflections.models import Reflection
from studyapp.studies.models import Study
from studyapp.studies.services import sealing
from tests.factories import join, make_article, make_group, make_note, make_reply, make_user
from tests.reflections.conftest import now, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def shared(reflection, study):
    services.share(reflection, study=study)
    return now(reflection)


def post(client, name, reflection, **data):
    return client.post(reverse(f"reflections:{name}", args=[reflection.pk]), data)


def seen_by(user, reflection):
    client = Client()
    client.force_login(user)
    answer = client.get(reverse("reflections:read", args=[reflection.pk]))
    return answer.content.decode() if answer.status_code == 200 else answer.status_code


def test_before_that_its_author_is_told_whose_words_will_be_seen(client, reflection):
    page = client.get(reverse("reflections:share", args=[reflection.pk])).content.decode()
    assert "里面有 1 条批注的话，现在只有你自己看得到" in page
    assert "「茶社」" in page


def test_words_that_were_taken_out_are_not_warned_of(client, reflection):
    services.save(reflection, **words(reflection, body="别的话。"))
    page = client.get(reverse("reflections:share", args=[reflection.pk])).content.decode()
    assert "只有你自己看得到" not in page


def test_private_words_that_were_typed_again_are_warned_of(client, reflection, article, reader):
    make_note(article=article, author=reader, quote="石头", kind="thought", body="小时候在石头上磕过膝盖。")
    services.save(reflection, **words(reflection, body="我小时候在石头上磕过膝盖。小时候在石头上磕过膝盖。"))
    assert "磕过膝盖" in client.get(reverse("reflections:share", args=[reflection.pk])).content.decode()


def test_it_is_nobody_elses_until_it_is_shared(reflection, other, leader):
    assert seen_by(other, reflection) == seen_by(leader, reflection) == 404


def test_shared_it_stands_among_the_topics_and_on_the_page_of_the_study(client, reflection, study, other):
    assert post(client, "share_now", reflection).status_code == 303
    topic = now(reflection).topic
    assert (topic.kind, topic.study) == ("topic", study)
    client.force_login(other)
    assert f"topic-{topic.pk}" in client.get(reverse("annotations:discussion", args=[study.pk])).content.decode()
    page = client.get(reverse("reflections:of_study", args=[study.pk])).content.decode()
    assert reverse("reflections:read", args=[reflection.pk]) in page
    assert "我总是急。" in seen_by(other, reflection)


def test_the_group_sees_the_shared_words_until_the_newer_are_shared(client, shared, other):
    services.save(shared, **words(shared, title="新题目", body="新写的。"))
    assert "我总是急。" in seen_by(other, shared)
    assert "新写的。" not in seen_by(other, shared)
    assert "新题目" not in seen_by(other, shared)
    assert "让大家看到新的" in client.get(reverse("reflections:read", args=[shared.pk])).content.decode()
    post(client, "share_now", shared)
    assert "新写的。" in seen_by(other, shared)
    assert "新题目" in seen_by(other, shared)
    assert Wording.objects.filter(annotation=shared.topic).count() == 1
    assert Annotation.objects.filter(kind="topic").count() == 1


def test_others_reply_as_to_any_topic_and_its_author_is_told(shared, other, reader):
    make_reply(shared.topic, author=other, body="我也急。")
    assert "我也急。" in seen_by(reader, shared)
    assert Notification.objects.filter(user=reader, kind=Notification.Kind.REPLY).exists()


def test_a_sealed_study_shows_nothing_of_others(client, shared, study, other, leader, reader):
    sealing.seal(study)
    assert seen_by(other, shared) == seen_by(leader, shared) == 404
    assert "我总是急。" in seen_by(reader, shared)
    client.force_login(other)
    page = client.get(reverse("reflections:of_study", args=[study.pk])).content.decode()
    assert reverse("reflections:read", args=[shared.pk]) not in page
    assert "独学中" in page


def test_what_a_facilitator_hides_only_its_author_and_they_see(shared, other, leader, reader):
    moderation.hide(shared.topic, by=leader, reason="名字写进去了")
    assert seen_by(other, shared) == 404
    assert "我总是急。" in seen_by(leader, shared)
    assert "名字写进去了" in seen_by(reader, shared)


def test_taken_back_it_is_private_and_the_replies_stay_and_come_back_with_it(client, shared, other):
    make_reply(shared.topic, author=other, body="我也急。")
    assert "1 条回复不会丢" in client.get(reverse("reflections:read", args=[shared.pk])).content.decode()
    post(client, "unshare", shared)
    assert seen_by(other, shared) == 404
    assert "我也急。" in thread_of(other, shared.topic)
    assert "我总是急。" not in thread_of(other, shared.topic)
    services.save(shared, **words(shared, body="又想了想。"))
    post(client, "share_now", shared)
    assert "又想了想。" in seen_by(other, shared)
    assert "我也急。" in seen_by(other, shared)


def thread_of(user, topic):
    client = Client()
    client.force_login(user)
    return client.get(reverse("annotations:thread", args=[topic.pk])).content.decode()


def test_deleting_the_topic_in_the_discussion_takes_it_back_too(client, shared, other):
    client.post(reverse("annotations:delete", args=[shared.topic.pk]))
    assert seen_by(other, shared) == 404
    assert not now(shared).is_shared


def test_who_left_the_group_keeps_it_and_can_take_it_back(client, shared, group, reader, other, leader):
    remove(group.memberships.get(user=reader), by=group.memberships.get(role=Role.OWNER).user)
    assert "你已不在其中" in seen_by(reader, shared)
    assert post(client, "share_now", shared).status_code == 422
    assert "我总是急。" in seen_by(other, shared)
    post(client, "unshare", shared)
    assert seen_by(other, shared) == 404
    assert "我总是急。" in seen_by(reader, shared)


def test_who_was_removed_reads_nothing_of_others(shared, group, other):
    remove(group.memberships.get(user=other), by=group.memberships.get(role=Role.OWNER).user)
    assert seen_by(other, shared) == 404


def test_it_outlives_its_group(shared, group, reader, other):
    delete_group(group)
    assert seen_by(other, shared) == 404
    assert "我总是急。" in seen_by(reader, shared)
    Study.objects.all().delete()
    assert "仅自己可见" in seen_by(reader, shared)


def test_who_only_listens_cannot_share(client, reflection, group, reader, study):
    group.memberships.filter(user=reader).update(role=Role.OBSERVER)
    assert post(client, "share_now", reflection, study=study.pk).status_code == 422


def test_nothing_is_not_shared(client, reflection):
    services.save(reflection, **words(reflection, body=" \n"))
    assert post(client, "share_now", reflection).status_code == 422


def test_what_was_written_alone_is_shared_with_the_group_that_is_named(client, reader, reflection, article):
    second = make_group(name="晨读会")
    join(second, user=reader)
    other = make_article(text="水。", everyone=True, groups=(second,))
    Reflection.objects.filter(pk=reflection.pk).update(study=None, article=other)
    assert post(client, "share_now", reflection, study=article.studies.get().pk).status_code == 422
    assert post(client, "share_now", reflection, study=other.studies.get().pk).status_code == 303
    assert now(reflection).study.group == second


def test_deleted_it_is_gone_for_all_and_comes_back_for_its_author(client, shared, other, reader):
    answer = post(client, "delete", shared)
    assert seen_by(other, shared) == seen_by(reader, shared) == 404
    page = client.get(answer.url).content.decode()
    assert reverse("reflections:restore", args=[shared.pk]) in page
    post(client, "restore", shared)
    assert "我总是急。" in seen_by(reader, shared)
    assert seen_by(other, shared) == 404


def test_a_locked_thread_takes_no_reply(shared, other):
    moderation.lock(shared.topic)
    with pytest.raises(threads.ClosedThreadError):
        make_reply(shared.topic, author=other)


def test_strangers_find_nothing(shared):
    assert seen_by(make_user(), shared) == seen_by(make_user(is_staff=True, is_superuser=True), shared) == 404


@pytest.mark.parametrize("asked", ["accounts/user", "library/article", "studies/study"])
def test_lists_of_the_admin_are_not_narrowed_by_who_writes(client, reflection, asked):
    client.force_login(make_user(is_staff=True, is_superuser=True))
    assert client.get(f"/admin/{asked}/?reflections__isnull=False").status_code == 400
