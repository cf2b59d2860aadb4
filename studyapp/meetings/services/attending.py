"""Coming, excusing oneself, and going."""

from django.db import transaction
from django.utils import timezone

from studyapp.accounts.models import User
from studyapp.groups.models import Role
from studyapp.live.services import publish, publish_each
from studyapp.meetings import codes
from studyapp.meetings.models import Attendance, Meeting, Turn
from studyapp.meetings.services.holding import GoneError, held, running


@transaction.atomic
def check_in(meeting: Meeting, *, user: User, by: User | None = None) -> Attendance:
    """签到: being there. `by` somebody else, or after the meeting, it is a late one, 补签. Who comes has a vote if they
    are a member now, whatever they were when they excused themselves or went. Raises GoneError for who was shown out of
    the group just now.
    """
    meeting = held(meeting)
    if not meeting.is_over and not meeting.group.memberships.filter(user=user).exists():
        raise GoneError
    attendance = entry(meeting, user)
    if attendance.is_present and attendance.left_at is None:
        return attendance
    if not meeting.is_over:
        attendance.is_voting = votes(meeting, user)
    if not attendance.is_present:
        attendance.checked_in_at = timezone.now()
        attendance.is_late = by not in {None, user} or meeting.is_over
        attendance.checked_in_by = by
    attendance.left_at = None
    attendance.save(update_fields=["checked_in_at", "is_late", "checked_in_by", "left_at", "is_voting"])
    publish(meeting.topic, "people")
    return attendance


@transaction.atomic
def admit_guest(meeting: Meeting, *, name: str, ticket: str = "") -> tuple[Attendance, str]:
    """列席: somebody without an account, by name. The token is for their browser and kept nowhere else.

    With one ticket one comes in, however often it is sent.
    """
    token = codes.guest_token(ticket)
    meeting, now = held(meeting), timezone.now()
    attendance, is_new = meeting.attendances.get_or_create(
        user=None,
        token_digest=codes.digest(token),
        defaults={"guest_name": name, "is_voting": False, "checked_in_at": now},
    )
    if is_new:
        publish(meeting.topic, "people")
    return attendance, token


@transaction.atomic
def leave(attendance: Attendance) -> None:
    """Gone before the end: out of the queue, off the floor, and what they were to read is nobody's. A guest who comes
    back is a new one.
    """
    meeting, now = held(attendance.meeting), timezone.now()
    attendance.left_at = now
    attendance.save(update_fields=["left_at"])
    if attendance.hands.filter(lowered_at=None).update(lowered_at=now):
        publish(meeting.topic, "hands")
    if attendance.speeches.filter(ended_at=None).update(ended_at=now):
        publish(meeting.topic, "floor")
    if attendance.turns.not_read().update(attendance=None, state=Turn.State.PASSED):
        publish(meeting.topic, "turns")
    publish(meeting.topic, "people")


@transaction.atomic
def show_out(guest: Attendance) -> None:
    """By who leads: their page ends at once, and what they hold opens nothing any more."""
    publish(guest.own_topic, "rights")
    Attendance.objects.filter(pk=guest.pk).update(shown_out_at=timezone.now())
    leave(guest)


@transaction.atomic
def let_in(guest: Attendance) -> None:
    """Showing them out was a mistake: what they hold opens the room again. Raises NotRunningError."""
    meeting = running(guest.meeting)
    if meeting.attendances.shown_out().filter(pk=guest.pk).update(shown_out_at=None, left_at=None):
        publish(meeting.topic, "people")


def show_guests_out(meeting: Meeting) -> None:
    """Guests are not allowed any more."""
    there = meeting.attendances.guests().filter(left_at=None)
    publish_each([guest.own_topic for guest in there], "rights")


@transaction.atomic
def excuse(meeting: Meeting, *, user: User, reason: str) -> Attendance:
    """请假, or the reason why somebody was absent. Who has come is not excused."""
    attendance = entry(meeting, user)
    if not attendance.is_present:
        attendance.leave_reason, attendance.leave_at = reason, timezone.now()
        attendance.save(update_fields=["leave_reason", "leave_at"])
        publish(meeting.topic, "people")
    return attendance


@transaction.atomic
def take_back_excuse(meeting: Meeting, *, user: User) -> None:
    meeting.attendances.filter(user=user).update(leave_reason="", leave_at=None)
    publish(meeting.topic, "people")


def entry(meeting: Meeting, user: User) -> Attendance:
    """Theirs in the list, which they may not have had before."""
    attendance = meeting.attendances.filter(user=user).first()
    if attendance is None:
        defaults = {"is_voting": votes(meeting, user)}
        attendance, _ = meeting.attendances.get_or_create(user=user, defaults=defaults)
    return attendance


def votes(meeting: Meeting, user: User) -> bool:
    """Observers are there without a vote."""
    return bool(meeting.group.memberships.filter(user=user, role__gte=Role.MEMBER).exists())
