"""Where each one is while the meeting runs: kept for the count alone, and told to nobody."""

from datetime import timedelta

from django.db.models import Count
from django.utils import timezone

from studyapp.library.models import Revision
from studyapp.meetings.models import Attendance, Meeting

AWAY = timedelta(seconds=100)  # without a word from their page, which says something once a minute


def stand_at(attendance: Attendance, *, revision: int, start: int) -> bool:
    """Whether it was kept: only while the meeting runs."""
    mine = Attendance.objects.filter(pk=attendance.pk, meeting__started_at__isnull=False, meeting__ended_at=None)
    known = Revision.objects.filter(pk=revision, article__studies__meetings=attendance.meeting_id)
    return bool(known.exists() and mine.update(revision=revision, at_start=start, seen_at=timezone.now()))


def standing(meeting: Meeting) -> dict[int, int]:
    """How many are at each paragraph of the text in which everybody is; by where it begins, and no names."""
    seen = meeting.attendances.filter(revision=meeting.revision_id, seen_at__gt=timezone.now() - AWAY)
    counted = seen.values("at_start").annotate(people=Count("pk")).order_by("at_start")
    rows = counted.values_list("at_start", "people") if meeting.revision_id else []
    return {start: people for start, people in rows if start is not None}


def present(meeting: Meeting) -> int:
    """How many have come and not gone."""
    return meeting.attendances.filter(checked_in_at__isnull=False, left_at=None).count()
