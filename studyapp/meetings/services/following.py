"""Where each one is while the meeting runs: kept for the count alone, and told to nobody."""

from datetime import timedelta

from django.db.models import Count, QuerySet
from django.utils import timezone

from studyapp.meetings.models import Attendance, Meeting

AWAY = timedelta(seconds=100)  # without a word from their page, which says something once a minute


def stand_at(mine: "QuerySet[Attendance]", *, revision: int, start: int) -> bool:
    """`mine`: one's own attendance. Whether it was kept: only while the meeting runs, of who has come."""
    now = timezone.now()
    there = mine.filter(checked_in_at__isnull=False, meeting__started_at__isnull=False, meeting__ended_at=None)
    return bool(there.update(revision=revision, at_start=start, seen_at=now))


def standing(meeting: Meeting) -> dict[int, int]:
    """How many are at each paragraph of the text in which everybody is; by where it begins, and no names."""
    seen = meeting.attendances.filter(revision=meeting.revision_id, seen_at__gt=timezone.now() - AWAY)
    counted = seen.values("at_start").annotate(people=Count("pk")).order_by("at_start")
    return dict(counted.values_list("at_start", "people")) if meeting.revision_id else {}


def present(meeting: Meeting) -> int:
    """How many have come and not gone."""
    return meeting.attendances.filter(checked_in_at__isnull=False, left_at=None).count()
