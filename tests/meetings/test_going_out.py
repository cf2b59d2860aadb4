"""Who is shown out of the group, or leaves it, is out of its running meeting at once."""

import pytest
from django.urls import reverse

from studyapp.groups.models import Role
from studyapp.groups.services import admit, leave, leave_for_good, remove, set_role
from studyapp.live.models import Event
from studyapp.meetings.models import Attendance, Turn
from studyapp.meetings.services import attending, floor, leading, turns
from studyapp.meetings.services.attending import check_in
from studyapp.meetings.services.holding import GoneError
from tests.factories import join, make_meeting
from tests.meetings.somebody import comes, part
from tests.simultaneous import at_once

pytestmark = pytest.mark.django_db
WAYS = ("removed", "left", "anonymised")


def goes_out(meeting, user, way="removed"):
    there = meeting.group.memberships.get(user=user)
    if way == "removed":
        remove(there, by=meeting.group.members.get(memberships__role=Role.OWNER))
    elif way == "left":
        leave(there)
    else:
        leave_for_good(user)


def share_out(meeting, readers):
    revision = meeting.studies.get().article.revision
    return turns.share_out(meeting, revision=revision, start=0, end=10**6, readers=readers, a_minute=200)


@pytest.mark.parametrize("way", WAYS)
def test_they_are_in_no_queue_and_read_nothing(meeting, desk, way):
    there, _client = comes(meeting, "田河")
    floor.raise_hand(there)
    share_out(meeting, [there])
    goes_out(meeting, there.user, way)
    assert "田河" not in part(desk, meeting, "hands")
    assert "田河" not in part(desk, meeting, "turns")
    turn = meeting.turns.get()
    assert (turn.state, turn.attendance) == (Turn.State.PASSED, None)


def test_they_speak_no_more_and_are_listed_as_gone(meeting, desk):
    there, _client = comes(meeting, "田河")
    floor.give_floor(there)
    goes_out(meeting, there.user)
    assert not meeting.speeches.filter(ended_at=None).exists()
    assert "已离开" in part(desk, meeting, "people")


def test_nothing_is_sent_to_them_any_more(meeting):
    there, client = comes(meeting)
    goes_out(meeting, there.user)
    for name in ("room", "text"):
        assert client.get(reverse(f"meetings:{name}", args=[meeting.pk])).status_code == 404
    assert b"event: bye" in client.get(reverse("meetings:live", args=[meeting.pk])).content


def test_the_pages_of_the_others_hear_of_it(meeting):
    there, _client = comes(meeting)
    floor.raise_hand(there)
    Event.objects.all().delete()
    goes_out(meeting, there.user)
    assert list(Event.objects.filter(topic__name=meeting.topic).values_list("kind", flat=True)) == ["hands", "people"]


def test_who_led_leads_no_more(meeting, lead, desk, group):
    colleague = join(group, role=Role.FACILITATOR)
    leading.hand_over(meeting, to=colleague)
    goes_out(meeting, colleague)
    meeting.refresh_from_db()
    assert meeting.lead is None
    assert "还没有人带" in part(desk, meeting, "lead")


def test_who_led_and_may_no_more_leads_no_more(meeting, desk, group):
    colleague = join(group, role=Role.FACILITATOR)
    leading.hand_over(meeting, to=colleague)
    set_role(group.memberships.get(user=colleague), role=Role.RECORDER)
    meeting.refresh_from_db()
    assert meeting.lead is None
    assert "还没有人带" in part(desk, meeting, "lead")


def test_who_is_named_for_the_meeting_leads_on_in_another_role(meeting, lead, group):
    set_role(group.memberships.get(user=lead), role=Role.MEMBER)
    meeting.refresh_from_db()
    assert meeting.lead == lead


def test_who_comes_back_checks_in_again(meeting, group):
    there, client = comes(meeting)
    goes_out(meeting, there.user, "left")
    admit(group, user=there.user)
    assert "签到，就能举手" in part(client, meeting, "hands")
    client.post(reverse("meetings:enter", args=[meeting.pk]))
    assert Attendance.objects.there().filter(pk=there.pk).exists()


def test_a_meeting_that_is_over_stays_as_it_was(meeting):
    there, _client = comes(meeting)
    leading.end(meeting)
    goes_out(meeting, there.user)
    there.refresh_from_db()
    assert there.left_at is None


def test_another_group_is_another_thing(meeting):
    there, _client = comes(meeting)
    other = make_meeting()
    join(other.group, user=there.user)
    leave(other.group.memberships.get(user=there.user))
    assert Attendance.objects.there().filter(pk=there.pk).exists()


def test_two_meetings_at_once_are_both_left(meeting, lead):
    there, _client = comes(meeting)
    second = leading.start(make_meeting(study=meeting.studies.get(), by=lead), by=lead)
    Attendance.objects.create(meeting=second, user=there.user, checked_in_at=second.started_at)
    goes_out(meeting, there.user)
    assert not Attendance.objects.there().filter(user=there.user).exists()


def test_who_comes_in_just_then_comes_too_late(meeting, group):
    """Their door was open when they were shown out."""
    user = join(group)
    goes_out(meeting, user)
    with pytest.raises(GoneError):
        check_in(meeting, user=user)
    assert not meeting.attendances.filter(user=user).exists()


@pytest.mark.parametrize(
    "act", [floor.raise_hand, floor.give_floor, lambda there: turns.volunteer(there.meeting.turns.get(), reader=there)]
)
def test_nothing_is_done_for_who_went_in_another_window(meeting, act):
    """Found there a moment before."""
    there, _client = comes(meeting)
    turns.pass_turn(share_out(meeting, [there])[0])
    attending.leave(meeting.attendances.get(pk=there.pk))
    with pytest.raises(GoneError):
        act(there)
    assert not meeting.hands.exists()
    assert not meeting.speeches.exists()
    assert meeting.turns.get().attendance is None


@pytest.mark.django_db(transaction=True)
def test_shown_out_and_checking_in_at_once_nobody_stays_who_is_no_member(meeting, group):
    user = join(group)
    at_once(lambda: goes_out(meeting, user), lambda: check_in(meeting, user=user), errors=(GoneError,))
    assert not Attendance.objects.there().filter(user=user).exists()
