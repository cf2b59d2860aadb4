"""The general discussion of a study: topics besides the text."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from studyapp.annotations.models import Annotation, Visit
from studyapp.annotations.services import marks, moderation, threads
from studyapp.annotations.services.topics import open_topic
from studyapp.groups.models import Role
from studyapp.studies.services.sealing import seal
from tests.factories import join, make_study, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def study(group):
    return make_study(group=group)


@pytest.fixture
def other(group):
    return join(group, user=make_user(display_name="周远"))


def page(client, study, **asked):
    return client.get(reverse("annotations:discussion", args=[study.pk]), asked).content.decode()


def topic(study, author, body="下次先说什么？"):
    return open_topic(study, author=author, key=uuid4(), body=body)


def send(client, study, **typed):
    return client.post(reverse("annotations:topic", args=[study.pk]), {"key": str(uuid4()), **typed})


def test_it_begins_empty_and_says_who_will_see(client, reader, study):
    html = page(client, study)
    assert "还没有话题" in html
    assert "「茶社」2 人可见" in html


def test_a_topic_is_opened(client, reader, study):
    send(client, study, body="下次**先**说什么？")
    assert "下次<strong>先</strong>说什么？" in page(client, study)
    row = Annotation.objects.get()
    assert (row.kind, row.start, row.end, row.quote, row.study) == ("topic", 0, 0, "", study)


def test_sent_twice_it_is_kept_once(client, reader, study):
    key = str(uuid4())
    send(client, study, body="同一个", key=key)
    send(client, study, body="同一个", key=key)
    assert Annotation.objects.count() == 1


@pytest.mark.parametrize("typed", [{"body": " "}, {"body": "x" * 20_001}, {}])
def test_what_cannot_be_kept_is_explained(client, reader, study, typed):
    answer = send(client, study, **typed)
    assert answer.status_code == 422
    assert 'class="error"' in answer.content.decode()


def test_the_liveliest_comes_first_with_its_replies(client, reader, study, other):
    first, _ = topic(study, other, "先开的"), topic(study, other, "后开的")
    threads.reply(first, author=other, key=uuid4(), body="再说一句")
    html = page(client, study)
    assert html.index("先开的") < html.index("后开的")
    assert "1 条回复" in html


def test_what_is_new_has_a_dot(client, reader, study, other):
    page(client, study)
    assert "unread-dot" not in page(client, study)
    Visit.objects.update(since=timezone.now())
    topic(study, other)
    assert "unread-dot" in page(client, study)


def test_while_the_study_is_sealed_one_sees_only_ones_own(client, reader, study, other):
    own = topic(study, reader, "我的话题")
    threads.reply(own, author=other, key=uuid4(), body="回复")
    topic(study, other, "别人的话题")
    seal(study)
    html = page(client, study)
    assert "独学中" in html
    assert "我的话题" in html
    assert "别人的话题" not in html
    assert "1 条回复" not in html
    assert "揭晓后「茶社」" in html


def test_observers_read_but_do_not_write(client, study, other):
    topic(study, other, "大家的话题")
    client.force_login(join(study.group, role=Role.OBSERVER))
    html = page(client, study)
    assert "大家的话题" in html
    assert "topic-form" not in html
    assert send(client, study, body="我也说").status_code == 404


def test_strangers_find_nothing(client, study):
    client.force_login(make_user(is_staff=True))
    assert client.get(reverse("annotations:discussion", args=[study.pk])).status_code == 404
    assert send(client, study, body="我也说").status_code == 404


def test_of_a_deleted_topic_the_place_stays_only_where_others_replied(client, reader, study, other):
    alone, answered = topic(study, other, "没人回"), topic(study, other, "有人回")
    threads.reply(answered, author=reader, key=uuid4(), body="回复")
    marks.delete(alone)
    marks.delete(answered)
    html = page(client, study)
    assert "作者删去了这个话题" in html
    assert html.count('class="topic"') == 1
    assert "有人回" not in html


def test_a_hidden_topic_is_gone_for_members(client, reader, study, other):
    hidden = topic(study, other, "跑题了")
    moderation.hide(hidden, by=study.group.memberships.get(role=Role.OWNER).user, reason="跑题")
    assert "跑题了" not in page(client, study)


def test_twenty_stand_on_a_page(client, reader, study, other):
    for number in range(21):
        topic(study, other, f"话题{number}")
    assert page(client, study).count('class="topic"') == 20
    assert page(client, study, page=2).count('class="topic"') == 1


def test_the_number_of_queries_does_not_grow(client, reader, study):
    page(client, study)

    def queries():
        for _ in range(3):
            topic(study, join(study.group))
        with CaptureQueriesContext(connection) as found:
            page(client, study)
        return len(found)

    assert queries() == queries() == queries()


def test_topics_change_no_paragraph(study, other):
    topic(study, other)
    assert not study.heat.exists()
