"""The page of a study: where the reader and the group stand in it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from studyapp.annotations.models import Visit
from studyapp.annotations.services.moderation import resolve
from studyapp.groups.models import Role
from studyapp.studies.along import units_of
from studyapp.studies.services.planning import Step, lay_plan
from studyapp.studies.services.progress import discuss, reach
from studyapp.studies.services.sealing import seal
from studyapp.studies.standing import Standing
from tests.factories import join, make_meeting, make_note, make_reply, make_study, make_user
from tests.studies.planned import hide_owner, member, study_of

pytestmark = pytest.mark.django_db
TEXT = "先把茶叶放进壶里。\n再等水开。水开要等三遍。\n最后倒进碗里。"


@pytest.fixture
def study(group):
    return make_study(group=group, text=TEXT)


@pytest.fixture
def friend(group):
    return join(group)


def page(client, study, name="study"):
    return client.get(reverse(f"guide:{name}", args=[study.pk])).content.decode()


def test_strangers_do_not_see_it(client, study):
    client.force_login(make_user())
    assert client.get(reverse("guide:study", args=[study.pk])).status_code == 404


def test_it_leads_to_reading_and_meeting(client, reader, study):
    meeting = make_meeting(study=study, title="说说等水")
    shown = page(client, study)
    assert reverse("reading:read", args=[study.article_id]) in shown
    assert meeting.get_absolute_url() in shown


def test_open_questions_show_the_most_asked_first(client, reader, friend, study):
    for quote in ("再等水开。", "最后倒进碗里。"):
        make_note(
            article=study.article, author=friend, study=study, quote=quote, kind="question", body=f"为什么{quote}"
        )
    later = study.annotations.get(quote="最后倒进碗里。")
    client.post(reverse("annotations:me_too", args=[later.pk]))
    shown = page(client, study)
    assert 0 < shown.index("为什么最后") < shown.index("为什么再等")


def test_sentences_are_popular_from_two_people_on(client, reader, friend, study):
    make_note(article=study.article, author=friend, study=study, quote="水开要等三遍。")
    assert "水开要等三遍。" not in page(client, study)
    make_note(article=study.article, author=reader, study=study, quote="等三遍")
    assert '<q lang="zh-Hans">水开要等三遍。</q>' in page(client, study)


def test_what_came_since_the_last_visit_is_counted(client, reader, friend, study):
    long_ago = timezone.now() - timedelta(days=2)
    Visit.objects.create(user=reader, study=study, since=long_ago, came_at=long_ago)
    note = make_note(article=study.article, author=friend, study=study, kind="thought", body="水要等。")
    make_reply(note, author=friend)
    make_note(article=study.article, author=reader, study=study, kind="thought", body="自己的不算。")
    shown = page(client, study)
    assert "1 条新批注" in shown
    assert "1 条回复" in shown


def test_nothing_is_new_at_the_first_visit(client, reader, friend, study):
    make_note(article=study.article, author=friend, study=study, kind="thought", body="水要等。")
    assert 'id="since"' not in page(client, study)


@pytest.mark.parametrize("name", ["study", "questions", "brief"])
def test_while_it_is_sealed_nothing_of_others_shows(client, reader, friend, study, name):
    alone = page(client, study, name)
    seal(study)
    empty = page(client, study, name)
    make_note(article=study.article, author=friend, study=study, kind="question", body="为什么等？")
    make_note(article=study.article, author=friend, study=study, quote="水开要等三遍。")
    assert masked(page(client, study, name)) == masked(empty)
    assert masked(alone) != masked(empty)  # it says that it is sealed


def masked(shown):
    """Without what is another at each request: the forms' tokens."""
    return [line for line in shown.splitlines() if "csrf" not in line.lower()]


def test_answered_questions_are_no_longer_open(client, reader, friend, study):
    note = make_note(article=study.article, author=friend, study=study, kind="question", body="为什么等？")
    resolve(note)
    shown = page(client, study)
    assert "为什么等？" not in shown
    assert "为什么等？" in page(client, study, "questions")


def test_the_overview_is_for_those_who_lead(client, reader, study):
    assert client.get(reverse("guide:overview", args=[study.pk])).status_code == 404
    study.group.memberships.filter(user=reader).update(role=Role.FACILITATOR)
    assert client.get(reverse("guide:overview", args=[study.pk])).status_code == 200


@pytest.fixture
def cut(group):
    """A study whose plan ends its first step within a section."""
    study = study_of(group)
    revision = study.article.revision
    lay_plan(study, revision=revision, steps=[Step(0, 11, None), Step(12, revision.length, None)])
    return study


def test_the_brief_asks_for_no_step_that_was_discussed(client, reader, cut):
    assert "第1段" in page(client, cut, "brief")
    discuss(cut, revision=cut.article.revision, units=units_of(cut.article.revision, study=cut)[:1])
    shown = page(client, cut, "brief")
    assert "第2–4段" in shown
    assert "第1段" not in shown


def test_what_was_read_in_pieces_was_reached(client, cut):
    hide_owner(cut)
    revision = cut.article.revision
    for _ in range(3):
        reach(revision, reader=member(cut), units=units_of(revision, study=cut), standing=Standing.READ)
    client.force_login(member(cut, role=Role.FACILITATOR))
    assert "每一部分都至少有三个人说读过了" in page(client, cut, "overview")


def test_how_many_are_quiet_is_not_said_of_few(client, reader, group, study):
    """Of three, the one who asks and two others: a number would say something of each."""
    group.memberships.filter(user=reader).update(role=Role.FACILITATOR)
    join(group)
    assert "人太少，不统计" in page(client, study, "overview")
    join(group)
    assert "4 人里，有 4 人最近两周没有" in page(client, study, "overview")


def test_the_page_of_the_article_leads_to_the_study(client, reader, study):
    shown = client.get(reverse("library:article", args=[study.article_id])).content.decode()
    assert f'href="{reverse("guide:study", args=[study.pk])}"' in shown
