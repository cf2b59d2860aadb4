"""The list of a meeting: those of the group who are there, who are excused and who are missing, and the guests."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from studyapp.groups.models import Membership
from studyapp.meetings.models import Attendance, Meeting


@dataclass(frozen=True, slots=True)
class Attendees:
    """`missing` are members who are neither there nor excused, once it is over those who were members then;
    `observing` those who are there without a vote.
    """

    present: list[Attendance]
    observing: list[Attendance]
    excused: list[Attendance]
    missing: Sequence[Membership | Attendance]


def attendees(meeting: Meeting) -> Attendees:
    """Two queries, however many there are."""
    entries = list(meeting.attendances.select_related("user"))
    there = [entry for entry in entries if entry.is_present]
    known = {entry.user_id for entry in entries if entry.is_present or entry.leave_at}
    members: Iterable[Membership | Attendance] = [entry for entry in entries if entry.was_expected]
    if not meeting.is_over:
        members = meeting.group.memberships.select_related("user").order_by("-role", "joined_at", "pk")
    return Attendees(
        present=[entry for entry in there if entry.is_voting],
        observing=[entry for entry in there if not entry.is_voting],
        excused=[entry for entry in entries if entry.leave_at and not entry.is_present],
        missing=[member for member in members if member.user_id not in known],
    )
