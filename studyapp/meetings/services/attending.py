"""Coming, excusing oneself, and going."""

from django.db import transaction
from django.utils import timezone

from studyapp.accounts.models import User
from studyapp.groups.models import Role
from studyapp.live.services import publish, publish_each
from studyapp.meetings import codes
from studyapp.meetings.models import Attendance, Hand, Meeting


@transaction.atomic
def check_in(meeting: Meeting, *, user: User, by: User | None = None) -> Attendance:
    """签到: being there. `by` somebody else, or after the meeting, it is a late one, 补签."""
    attendance = entry(meeting, user)
    if attendance.is_present and attendance.left_at is None:
        return attendance
    if not attendance.is_present:
        attendance.checked_in_at = timezone.now()
        attendance.is_late = by not in {None, user} or meeting.is_over
        attendance.checked_in_by = by
    attendance.left_at = None
    attendance.save(update_fields=["checked_in_at", "is_late", "checked_in_by", "left_at"])
    publish(meeting.topic, "people")
    return attendance


@transaction.atomic
def admit_guest(meeting: Meeting, *, name: str, ticket: str = "") -> tuple[Attendance, str]:
    """列席: somebody without an account, by name. The token is for their browser and kept nowhere else.

    With one ticket one comes in, however often it is sent.
    """
    token = codes.guest_token(ticket)
    Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    now = timezone.now()
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
    """Gone before the end, and out of the queue. A guest who comes back is a new one."""
    now = timezone.now()
    attendance.left_at = now
    attendance.save(update_fields=["left_at"])
    topic = attendance.meeting.topic
    if Hand.objects.filter(attendance=attendance, lowered_at=None).update(lowered_at=now):
        publish(topic, "hands")
    publish(topic, "people")


@transaction.atomic
def show_out(guest: Attendance) -> None:
    """By who leads: their page ends at once, and what they hold opens nothing any more."""
    publish(guest.own_topic, "rights")
    leave(guest)
    if guest.speeches.filter(ended_at=None).update(ended_at=timezone.now()):
        publish(guest.meeting.topic, "floor")


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
    role = meeting.group.memberships.filter(user=user).values_list("role", flat=True).first()
    attendance, _ = Attendance.objects.get_or_create(
        meeting=meeting, user=user, defaults={"is_voting": (role or 0) >= Role.MEMBER}
    )
    return attendance
