"""The agenda that is proposed: it fits the time, asks first, goes on where the group was, and gives nothing away."""

from datetime import timedelta

import pytest
from django.utils import timezone

from studyapp.annotations.models import Annotation
from studyapp.annotations.services.moderation import hide
from studyapp.groups.models import Role
from studyapp.meetings.cutting import Head, after, stretches
from studyapp.meetings.models import AgendaItem, FocusVisit
from studyapp.meetings.proposing import Kind, Planned, proposal, scheduled
from studyapp.studies.along import units_of
from studyapp.studies.models import Study
from studyapp.studies.services.planning import Step, lay_plan
from studyapp.studies.services.progress import discuss
from studyapp.studies.units import touching
from tests.factories import join, make_article, make_group, make_meeting, make_note, make_reply

LINES = [(start, start + 99) for start in range(0, 2000, 100)]  # twenty paragraphs of 99 characters


def cut(*heads: Head, least: int = 100, most: int = 600):
    return stretches("文", heads, LINES, least=least, most=most)


def test_without_sections_a_text_is_cut_into_equal_pieces():
    found = cut()
    assert [(each.start, each.end) for each in found] == [(0, 499), (500, 999), (1000, 1499), (1500, 1999)]
    assert {each.title for each in found} == {"文"}


def test_sections_stay_whole_and_short_ones_go_together():
    heads = [Head(1, "一", 100, 600), Head(1, "二", 600, 700), Head(1, "三", 700, 800), Head(1, "四", 800, 2000)]
    found = cut(*heads, least=150)
    assert [(each.title, each.start, each.end) for each in found] == [
        ("文 — 一", 0, 599),
        ("二 — 三", 600, 799),
        ("四", 800, 1399),
        ("四", 1400, 1999),
    ]


def test_a_long_section_is_cut_by_those_in_it():
    heads = [Head(1, "一", 0, 2000), Head(2, "甲", 0, 500), Head(2, "乙", 500, 1000), Head(2, "丙", 1000, 2000)]
    assert [each.title for each in cut(*heads)] == ["甲", "乙", "丙", "丙"]


def test_every_paragraph_is_in_one_stretch():
    for most in (50, 99, 150, 400, 5000):
        for heads in ([], [Head(2, "一", 300, 900), Head(1, "二", 900, 2000)]):
            found = cut(*heads, least=most // 3, most=most)
            assert [line for each in found for line in LINES if each.start <= line[0] < each.end] == LINES
            assert all(each.characters <= most or each.end - each.start == 99 for each in found)


def test_it_goes_on_behind_the_place_and_begins_anew_at_the_end():
    found = cut()
    assert [(each.start, each.characters) for each in after(found, 700, LINES)] == [
        (800, 198),
        (1000, 495),
        (1500, 495),
    ]
    assert after(found, 1900, LINES) == found
    assert after(found, None, LINES) == found


@pytest.mark.parametrize("minutes", [5, 7, 15, 30, 45, 90, 119, 120, 180, 600])
@pytest.mark.parametrize("lengths", [[], [3], [20] * 30, [200], [5, 9, 14]])
@pytest.mark.parametrize("asked", [0, 1, 9])
def test_it_always_fits_the_time(minutes, lengths, asked):
    readings = [Planned(Kind.READING, "读", each, 1, 0, 9) for each in lengths]
    questions = [Planned(Kind.QUESTIONS, "问", 5) for _ in range(asked)]
    found = scheduled(readings, questions, minutes=minutes)
    assert sum(item.minutes for item in found) == minutes
    assert all(item.minutes > 0 for item in found)
    assert found[-1].kind == Kind.DECISIONS
    assert [item.kind for item in found].count(Kind.BREAK) == (minutes >= 120)


@pytest.fixture
def study(db):
    group = make_group()
    text = "\n".join(f"第{number}段{'水' * 300}" for number in range(1, 21))
    return make_article(text=text, groups=(group,)).studies.get()


@pytest.fixture
def owner(study):
    return study.group.memberships.get(role=Role.OWNER).user


def asked(study, *, likes: int = 0, **fields):
    author = join(study.group)
    fields = {"kind": "question", "body": "为什么是水？", "study": study, **fields}
    note = make_note(article=study.article, author=author, quote="第3段", **fields)
    Annotation.objects.filter(pk=note.pk).update(me_too_count=likes)
    return note


def test_the_questions_that_most_share_come_first(study, owner):
    quiet, loud, talked = asked(study), asked(study, likes=5), asked(study)
    make_reply(talked, author=owner)
    found = proposal(make_meeting(study=study), by=owner)
    assert [item.question_id for item in found if item.question_id] == [loud.pk, talked.pk, quiet.pk]
    assert [item.kind for item in found][:2] == [Kind.TALK, Kind.QUESTIONS]


def test_a_question_keeps_its_words(study, owner):
    """They are read from the note, as long as it says them; the agenda has none."""
    asked(study)
    found = proposal(make_meeting(study=study), by=owner)
    assert not [item for item in found if "为什么" in item.title]


def test_nothing_that_others_must_not_see_is_proposed(study, owner):
    resolved, hidden = asked(study), asked(study)
    asked(study, kind="thought", body="我想")
    Annotation.objects.filter(pk=resolved.pk).update(status="resolved")
    hide(hidden, by=owner, reason="跑题")
    for author in (owner, join(study.group)):
        make_note(article=study.article, author=author, kind="question", body="我自己的疑问")
    assert not [item for item in proposal(make_meeting(study=study), by=owner) if item.question_id]


def test_while_a_study_is_sealed_its_questions_stay_with_it(study, owner):
    asked(study, likes=9)
    Study.objects.update(sealed_at=timezone.now())
    assert not [item for item in proposal(make_meeting(study=study), by=owner) if item.question_id]


def test_it_goes_on_where_the_last_meeting_was(study, owner):
    first = make_meeting(study=study)
    now = timezone.now()
    starts = list(study.article.revision.paragraphs.values_list("start", flat=True))
    stay, pass_by = now - timedelta(minutes=3), now - timedelta(seconds=5)
    for start, began in ((starts[4], stay), (starts[15], pass_by)):
        FocusVisit.objects.create(
            meeting=first, revision=study.article.revision, start=start, number=1, began_at=began, ended_at=now
        )
    first.started_at, first.ended_at = stay, now
    first.save()
    read = [item for item in proposal(make_meeting(study=study), by=owner) if item.kind == Kind.READING]
    assert read[0].start == starts[5]


def test_what_the_plan_has_due_comes_first_until_it_is_discussed(study, owner):
    revision, today = study.article.revision, timezone.localdate()
    starts = list(revision.paragraphs.values_list("start", flat=True))
    spans = [(0, starts[10]), (starts[10], starts[15]), (starts[15], revision.length)]
    days = [None, today - timedelta(days=1), today + timedelta(days=30)]
    steps = [Step(*span, day) for span, day in zip(spans, days, strict=True)]
    lay_plan(study, revision=revision, steps=steps)

    def first():
        return next(item for item in proposal(make_meeting(study=study), by=owner) if item.kind == Kind.READING)

    assert first().start <= starts[10] < first().end
    discuss(study, revision=revision, units=touching(units_of(revision, study=study), *spans[1]))
    assert first().start == 0


def test_the_pace_decides_how_far_one_gets(study, owner):
    slow = proposal(make_meeting(study=study, characters_a_minute=100), by=owner)
    quick = proposal(make_meeting(study=study, characters_a_minute=400), by=owner)
    ends = [max(item.end for item in found if item.kind == Kind.READING) for found in (slow, quick)]
    assert ends[0] < ends[1]


def test_an_empty_text_or_none_is_no_obstacle(study, owner):
    meeting = make_meeting(study=study)
    meeting.studies.clear()
    assert [item.kind for item in proposal(meeting, by=owner)] == [Kind.TALK, Kind.DISCUSSION, Kind.DECISIONS]
    assert not AgendaItem.objects.exists()
