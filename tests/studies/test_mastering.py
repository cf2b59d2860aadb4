"""已掌握 on an article's own page, where its key points are listed."""

import re

import pytest
from django.urls import reverse

from studyapp.library.models import KeyPoint
from tests.factories import join, make_article, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def points(group):
    revision = make_article(text="一是看清水。\n二是慢慢走。", groups=(group,)).revision
    spans = (("看清水", 0, 6), ("慢慢走", 7, 13))
    return [KeyPoint.objects.create(revision=revision, title=title, start=a, end=b) for title, a, b in spans]


def pressed(client, points):
    page = client.get(reverse("library:article", args=[points[0].revision.article_id])).content.decode()
    return re.findall(r'id="mastery-\d+".*?aria-pressed="(true|false)"', page)


def test_one_tap_says_so_and_one_more_takes_it_back(client, reader, points):
    address = reverse("reading:master", args=[points[0].revision.article_id, points[1].pk])
    assert pressed(client, points) == ["false", "false"]
    answer = client.post(address, {"mastered": "1"}, headers={"HX-Request": "true"}).content.decode()
    assert f'id="mastery-{points[1].pk}"' in answer
    assert pressed(client, points) == ["false", "true"]
    client.post(address, {"mastered": "0"})
    assert pressed(client, points) == ["false", "false"]


def test_it_is_nobody_elses_business(client, reader, group, points):
    client.post(reverse("reading:master", args=[points[0].revision.article_id, points[0].pk]), {"mastered": "1"})
    client.force_login(join(group, user=make_user()))
    assert pressed(client, points) == ["false", "false"]
