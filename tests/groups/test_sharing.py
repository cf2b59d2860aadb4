"""Whether the group may see how far a member is: said on the group's page, at once, by the member alone."""

import json

import pytest
from django.urls import reverse

from studyapp.groups.models import Role
from tests.factories import join

pytestmark = pytest.mark.django_db


def share(client, group, said, **headers):
    return client.post(reverse("groups:share_progress", args=[group.pk]), said, headers=headers)


def shares(group, user):
    return group.memberships.get(user=user).shares_progress


def test_a_member_takes_it_back_and_gives_it_again(client, group, reader):
    assert 'id="shares" checked' in client.get(group.get_absolute_url()).content.decode()
    assert share(client, group, {}).url == group.get_absolute_url()
    assert not shares(group, reader)
    assert 'id="shares" checked' not in client.get(group.get_absolute_url()).content.decode()
    share(client, group, {"shares": "1"})
    assert shares(group, reader)


def test_with_htmx_the_form_comes_back_as_it_is(client, group, reader):
    html = share(client, group, {}, **{"HX-Request": "true"}).content.decode()
    assert "让小组看到我的学习进度" in html
    assert "checked" not in html


def test_the_page_of_a_study_counts_anew(client, group, reader):
    answer = share(client, group, {"next": "/studies/1/"}, **{"HX-Request": "true"})
    assert json.loads(answer.headers["HX-Trigger"]) == {"progress:shared": {}}
    assert not shares(group, reader)


def test_it_leads_back_to_the_page_of_the_study_and_nowhere_else(client, group, reader):
    assert share(client, group, {"next": "/studies/1/"}).url == "/studies/1/"
    assert share(client, group, {"next": "https://elsewhere.example/"}).url == group.get_absolute_url()


def test_observers_are_not_asked_and_strangers_see_nothing(client, group):
    client.force_login(join(group, role=Role.OBSERVER))
    assert "让小组看到" not in client.get(group.get_absolute_url()).content.decode()
    group.memberships.all().delete()
    assert share(client, group, {}).status_code == 404
