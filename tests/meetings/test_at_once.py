"""Two at the same moment, and many people: nothing breaks, nothing counts double, and a panel asks no more."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from studyapp.groups.models import Role
from studyapp.groups.services import admit
from studyapp.meetings.models import Attendance, Hand, Poll, Turn
from studyapp.meetings.services import attending, floor, leading, polls, running, turns
from studyapp.meetings.services.agenda import add_item
from tests.factories import join, make_group, make_meeting, make_study, make_user
from tests.meetings.somebody import part, signed_in
from tests.simultaneous import at_once

TEXT = "\n".join(f"第{number}句，水从山里来。" for number in range(1, 9))


def begun():
    group = make_group()
    lead = join(group, role=Role.FACILITATOR)
    return leading.start(make_meeting(study=make_study(group=group, text=TEXT), by=lead), by=lead), lead


def comes(meeting):
    return attending.check_in(meeting, user=admit(meeting.group, user=make_user(), role=Role.MEMBER).user)


@pytest.mark.django_db(transaction=True)
def test_two_who_give_the_floor_at_once_leave_one_speaker():
    meeting, _ = begun()
    one, two = comes(meeting), comes(meeting)
    at_once(lambda: floor.give_floor(one), lambda: floor.give_floor(two))
    assert meeting.speeches.filter(ended_at=None).count() == 1
    assert meeting.speeches.count() == 2


@pytest.mark.django_db(transaction=True)
def test_a_hand_raised_twice_at_once_is_one():
    meeting, _ = begun()
    one = comes(meeting)
    at_once(lambda: floor.raise_hand(one), lambda: floor.raise_hand(one))
    assert Hand.objects.filter(lowered_at=None).count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_who_go_on_at_once_go_on_by_one():
    meeting, _ = begun()
    meeting.agenda.all().delete()
    items = [add_item(meeting, title=name, minutes=5) for name in "一二三"]
    running.next_item(meeting, seen=None)
    at_once(*[lambda: running.next_item(meeting, seen=items[0].pk)] * 2)
    meeting.refresh_from_db()
    assert meeting.item == items[1]


@pytest.mark.django_db(transaction=True)
def test_two_who_ask_at_once_leave_one_open_poll():
    meeting, _ = begun()
    at_once(
        lambda: polls.ask(meeting, question="一？", choices=["甲", "乙"]),
        lambda: polls.ask(meeting, question="二？", choices=["甲", "乙"]),
    )
    assert Poll.objects.filter(closed_at=None).count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_who_volunteer_at_once_one_reads():
    meeting, _ = begun()
    one, two = comes(meeting), comes(meeting)
    revision = meeting.studies.get().article.revision
    [turn] = turns.share_out(meeting, revision=revision, start=0, end=20, readers=[one], a_minute=200)
    turns.pass_turn(turn)
    said = at_once(lambda: turns.volunteer(turn, reader=one), lambda: turns.volunteer(turn, reader=two))
    assert sorted(said) == [False, True]
    assert Turn.objects.get().attendance in {one, two}


@pytest.mark.django_db(transaction=True)
def test_many_answers_at_once_are_all_counted():
    meeting, _ = begun()
    people = [comes(meeting) for _number in range(6)]
    poll = polls.ask(meeting, question="烫吗？", choices=["烫", "不烫"])
    at_once(*(lambda one=one: polls.answer(poll, attendance=one, chosen=[0]) for one in people))
    assert polls.counts(poll) == [6, 0]


def busy(meeting, many):
    """So many with a hand up, a turn, a ballot, and a speech behind them."""
    new = [comes(meeting) for _number in range(many)]
    everybody = list(Attendance.objects.filter(meeting=meeting))
    for one in new:
        floor.give_floor(one)
        floor.raise_hand(one)
    revision = meeting.studies.get().article.revision
    turns.share_out(meeting, revision=revision, start=0, end=10**6, readers=everybody, a_minute=200)
    poll = polls.ask(meeting, question="烫吗？", choices=["烫", "不烫"], is_anonymous=False)
    for one in everybody:
        polls.answer(poll, attendance=one, chosen=[0])
    for number in range(many):
        add_item(meeting, title=f"议题 {number}", minutes=1)


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["agenda", "floor", "hands", "turns", "poll", "people"])
def test_a_panel_of_many_asks_no_more_than_one_of_few(name):
    meeting, lead = begun()
    for client in (signed_in(lead), signed_in(comes(meeting).user)):
        asked = []
        for more in (3, 20):
            busy(meeting, more)
            with CaptureQueriesContext(connection) as queries:
                part(client, meeting, name)
            asked.append(len(queries))
        assert asked[0] == asked[1]
        assert asked[0] <= 22
