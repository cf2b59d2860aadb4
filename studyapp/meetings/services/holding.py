"""Taking a meeting for an act, and whether it is in a state for it. Locks go in one order: notes, the meeting, its
record, its other rows, topics; so no two acts wait for each other.
"""

from studyapp.meetings.models import Attendance, Meeting, StudyRecord


class NotRunningError(Exception):
    """The meeting has not begun, or is over."""


class GoneError(NotRunningError):
    """Who it is about left in another window, or was shown out, a moment ago."""


class SignedError(Exception):
    """A signed record never changes; it can only be added to."""


def held(meeting: Meeting) -> Meeting:
    """The meeting as it is now, and nobody else's turn until the transaction ends."""
    return Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)


def coming(meeting: Meeting) -> Meeting:
    """The meeting held, if it is to come or running. Raises NotRunningError."""
    meeting = held(meeting)
    if meeting.is_over or meeting.cancelled_at:
        raise NotRunningError
    return meeting


def running(meeting: Meeting) -> Meeting:
    """The meeting held, if it is running. Raises NotRunningError."""
    meeting = held(meeting)
    if not meeting.is_running:
        raise NotRunningError
    return meeting


def running_with(attendance: Attendance) -> Meeting:
    """Their meeting held, if it is running and they are there now. Raises NotRunningError, GoneError."""
    meeting = running(attendance.meeting)
    if not meeting.attendances.there().filter(pk=attendance.pk).exists():
        raise GoneError
    return meeting


def unsigned(meeting: Meeting) -> Meeting:
    """The meeting held, if its record can still change. Raises SignedError."""
    meeting = held(meeting)
    if StudyRecord.objects.filter(meeting=meeting, signed_at__isnull=False).exists():
        raise SignedError
    return meeting


def held_record(record: StudyRecord) -> StudyRecord:
    """The record as it is now, with its meeting, held until the transaction ends."""
    return StudyRecord.objects.select_for_update(of=("self",)).select_related("meeting__group").get(pk=record.pk)
