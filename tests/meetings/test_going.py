"""People who go and come in the middle: the queue, the floor and the turns know it."""

import pytest
from django.urls import reverse

from studyapp.groups.models import Role
from studyapp.meetings.models import Turn
from studyapp.meetings.services import floor, turns
from studyapp.meetings.services.attending import check_in
from tests.factories import join, make_user
from tests.meetings.somebody import comes, guest_of, part

pytestmark = pytest.mark.django_db


def goes(meeting, client):
    return client.post(reverse("meetings:leave", args=[meeting.pk]))


def share_out(meeting, readers, *, start=0):
    revision = meeting.studies.get().article.revision
    return turns.share_out(meeting, revision=revision, start=start, end=10**6, readers=readers, a_minute=200)


@pytest.mark.parametrize("who", [comes, guest_of])
def test_who_goes_leaves_the_queue_and_the_floor(meeting, desk, who):
    there, client = who(meeting)
    floor.give_floor(there)
    floor.raise_hand(there)
    goes(meeting, client)
    assert not meeting.speeches.filter(ended_at=None).exists()
    assert not meeting.hands.filter(lowered_at=None).exists()
    assert there.name not in part(desk, meeting, "hands")


def test_what_who_goes_was_to_read_is_for_a_volunteer(meeting, desk, lead):
    (one, leaver), (two, _stayer) = comes(meeting, "方圆"), comes(meeting, "周远")
    share_out(meeting, [one, two])
    turns.next_turn(meeting, seen=None, by=lead)
    goes(meeting, leaver)
    first, second = meeting.turns.all()
    assert (first.state, first.attendance) == (Turn.State.PASSED, None)
    assert (second.state, second.attendance) == (Turn.State.WAITING, two)
    _late, late_client = comes(meeting, "何田")
    assert "我来读" in part(late_client, meeting, "turns")
    late_client.post(reverse("meetings:volunteer", args=[meeting.pk, first.pk]))
    desk.post(reverse("meetings:next_turn", args=[meeting.pk]))
    first.refresh_from_db()
    assert (first.state, first.attendance.name) == (Turn.State.READING, "何田")


def test_what_was_read_stays_with_who_read_it(meeting, lead):
    one, client = comes(meeting, "方圆")
    [turn] = share_out(meeting, [one])
    turns.next_turn(meeting, seen=None, by=lead)
    turns.next_turn(meeting, seen=turn.pk, by=lead)
    goes(meeting, client)
    turn.refresh_from_db()
    assert (turn.state, turn.attendance) == (Turn.State.DONE, one)


def test_one_alone_reads_everything(meeting):
    one, _client = comes(meeting)
    [turn] = share_out(meeting, [one])
    assert (turn.first, turn.last) == (1, 8)


def test_passed_twice_and_taken_twice_is_once(meeting, desk):
    one, client = comes(meeting)
    [turn] = share_out(meeting, [one])
    for _time in range(2):
        client.post(reverse("meetings:pass_turn", args=[meeting.pk, turn.pk]))
    for _time in range(2):
        assert client.post(reverse("meetings:volunteer", args=[meeting.pk, turn.pk])).status_code == 204
    turn.refresh_from_db()
    assert (turn.state, turn.attendance) == (Turn.State.WAITING, one)


def test_shared_out_again_the_rest_comes_behind_what_was_read(meeting, lead):
    people = [comes(meeting, name)[0] for name in ("方圆", "周远", "何田")]
    first, second, third = share_out(meeting, people)
    turns.pass_turn(first)
    turns.next_turn(meeting, seen=None, by=lead)
    turns.next_turn(meeting, seen=second.pk, by=lead)
    turns.next_turn(meeting, seen=third.pk, by=lead)
    share_out(meeting, people[:1])
    assert [turn.state for turn in meeting.turns.all()] == ["done", "done", "waiting"]


def test_who_comes_back_as_a_member_has_a_vote(meeting, group, lead):
    user = join(group, user=make_user(display_name="周远"), role=Role.OBSERVER)
    seen = check_in(meeting, user=user)
    assert not seen.is_voting
    group.memberships.filter(user=user).update(role=Role.MEMBER)
    seen.left_at = meeting.started_at
    seen.save()
    assert check_in(meeting, user=user).is_voting
