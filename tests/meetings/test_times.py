"""Time: what items and paragraphs really took, over pauses, breaks, midnight and an end by mistake; on which clock."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from django.utils.translation import override

from studyapp.meetings import recounting
from studyapp.meetings.models import AgendaItem, Meeting
from studyapp.meetings.services import floor, leading, polls, records, running
from studyapp.meetings.services.agenda import add_item
from studyapp.meetings.times import when
from tests.meetings.somebody import comes

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock(monkeypatch):
    """Moves on by minutes."""
    now = timezone.now()

    def passes(minutes):
        nonlocal now
        now += timedelta(minutes=minutes)

    monkeypatch.setattr("django.utils.timezone.now", lambda: now)
    return passes


@pytest.fixture
def items(meeting):
    meeting.agenda.all().delete()
    kinds = ("reading", "break", "discussion")
    return [add_item(meeting, title=title, minutes=10, kind=kind) for title, kind in zip("读歇谈", kinds, strict=True)]


def paragraph(meeting, number):
    return meeting.studies.get().article.revision.paragraphs.get(number=number)


def minutes_at(meeting, number):
    rows = meeting.visits.filter(number=number, ended_at__isnull=False)
    return sum((row.ended_at - row.began_at for row in rows), timedelta()) / timedelta(minutes=1)


def minutes_of(item):
    item.refresh_from_db()
    return item.spent / 60


def test_a_pause_and_a_break_count_for_no_paragraph(meeting, items, lead, clock):
    reading, pause, talk = items
    running.take_up(reading)
    leading.focus(meeting, paragraph=paragraph(meeting, 2), by=lead)
    clock(5)
    running.pause_item(reading, paused=True)
    clock(20)
    running.pause_item(reading, paused=False)
    clock(3)
    running.take_up(pause)
    clock(15)
    running.take_up(talk)
    clock(4)
    leading.end(meeting)
    assert minutes_at(meeting, 2) == 12
    assert (minutes_of(reading), minutes_of(pause), minutes_of(talk)) == (8, 15, 4)
    assert "第 2 段，12 分钟" in recounting.content(Meeting.objects.get())


def test_who_leads_on_in_a_pause_is_counted(meeting, items, lead, clock):
    """Or a forgotten pause would leave out what was read."""
    running.take_up(items[0])
    running.pause_item(items[0], paused=True)
    leading.focus(meeting, paragraph=paragraph(meeting, 3), by=lead)
    clock(6)
    running.pause_item(items[0], paused=False)
    clock(1)
    leading.end(meeting)
    assert minutes_at(meeting, 3) == 7
    assert meeting.visits.count() == 1


def test_back_and_again_adds_up(meeting, items, clock):
    reading, pause, talk = items
    for item, minutes in ((reading, 4), (talk, 6), (reading, 3)):
        running.take_up(item)
        clock(minutes)
    running.skip_item(reading)
    running.skip_item(talk)
    assert (minutes_of(reading), minutes_of(talk)) == (7, 6)
    meeting.refresh_from_db()
    assert meeting.item == pause
    talk.refresh_from_db()
    assert talk.done_at
    assert not talk.skipped


def test_skipped_and_taken_up_after_all(meeting, items, clock):
    running.skip_item(items[2])
    running.take_up(items[2])
    clock(2)
    leading.end(meeting)
    assert minutes_of(items[2]) == 2
    assert not items[2].skipped


def test_an_end_by_mistake_takes_nothing_away(meeting, items, lead, clock):
    there, _client = comes(meeting, "方圆")
    running.take_up(items[0])
    leading.focus(meeting, paragraph=paragraph(meeting, 2), by=lead)
    hand = floor.raise_hand(there)
    speech = floor.give_floor(meeting.attendances.get(user=lead))
    poll = polls.ask(meeting, question="烫吗？", choices=["烫", "不烫"])
    polls.answer(poll, attendance=there, chosen=[0])
    clock(5)
    leading.end(meeting)
    records.note_speech(records.write(Meeting.objects.get()), attendance=there, summary="补一句", by=lead)
    clock(10)
    meeting = leading.resume(meeting)
    for row in (hand, speech, poll):
        row.refresh_from_db()
    assert meeting.item == items[0]
    assert hand.lowered_at is None
    assert poll.closed_at is None
    assert polls.counts(poll) == [1, 0]
    assert speech.ended_at is None
    assert timezone.now() - speech.began_at == pytest.approx(timedelta(minutes=5), abs=timedelta(seconds=5))
    assert meeting.speeches.filter(ended_at=None).count() == 1
    clock(2)
    leading.end(meeting)
    assert minutes_of(items[0]) == 7
    assert minutes_at(meeting, 2) == 7


def test_what_was_paused_at_the_end_is_paused_when_it_goes_on(meeting, items, lead, clock):
    running.take_up(items[0])
    leading.focus(meeting, paragraph=paragraph(meeting, 2), by=lead)
    clock(5)
    running.pause_item(items[0], paused=True)
    clock(5)
    leading.end(meeting)
    clock(5)
    leading.resume(meeting)
    clock(5)
    running.pause_item(items[0], paused=False)
    clock(1)
    leading.end(meeting)
    assert minutes_of(items[0]) == 6
    assert minutes_at(meeting, 2) == 6


def test_after_half_an_hour_an_end_is_an_end(meeting, clock):
    leading.end(meeting)
    clock(31)
    assert leading.resume(meeting).is_over


def test_begun_early_and_ended_late_is_what_the_record_says(group, lead, meeting):
    Meeting.objects.update(
        starts_at=datetime(2026, 5, 20, 11, tzinfo=UTC), minutes=60, time_zone="Asia/Shanghai",
        started_at=datetime(2026, 5, 20, 10, 50, tzinfo=UTC), ended_at=datetime(2026, 5, 20, 12, 40, tzinfo=UTC),
    )  # fmt: skip
    with override("zh-hans"):
        assert recounting.when(Meeting.objects.get()).endswith("18:50–20:40，110 分钟")


@pytest.mark.parametrize(
    ("begun", "ended", "words"),
    [
        # Berlin: the clocks go on by one at 02:00, back by one at 03:00; over midnight.
        ((2026, 3, 29, 0, 30), (2026, 3, 29, 2, 0), "01:30–04:00，90 分钟"),
        ((2026, 10, 25, 0, 30), (2026, 10, 25, 2, 0), "02:30–03:00，90 分钟"),
        ((2026, 6, 1, 21, 0), (2026, 6, 1, 22, 30), "23:00–2026年6月2日 00:30，90 分钟"),
    ],
)
def test_it_lasted_as_long_as_it_did_whatever_the_clock_says(meeting, begun, ended, words):
    meeting.time_zone = "Europe/Berlin"
    meeting.started_at, meeting.ended_at = datetime(*begun, tzinfo=UTC), datetime(*ended, tzinfo=UTC)
    with override("zh-hans"):
        assert words in recounting.when(meeting)


def test_a_plan_over_the_change_of_clocks_ends_when_it_does(meeting):
    """Also of a time that has just been typed, on the typist's clock."""
    meeting.starts_at = datetime(2026, 3, 29, 1, 30, tzinfo=ZoneInfo("Europe/Berlin"))
    meeting.time_zone, meeting.minutes = "Europe/Berlin", 90
    with timezone.override("Europe/Berlin"), override("zh-hans"):
        assert "01:30–04:00" in when(meeting).here


def test_kinds_that_were_only_paused_count_as_done(meeting, items):
    running.take_up(items[0])
    running.pause_item(items[0], paused=True)
    meeting = leading.end(meeting)
    assert AgendaItem.objects.get(pk=items[0].pk).done_at
    assert recounting.manner(meeting)
