"""Where each one is while the meeting runs: kept for the count alone, and told to nobody."""

from datetime import timedelta

from django.db.models import Count, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from studyapp.library.models import Revision
from studyapp.meetings.models import Attendance, Meeting

AWAY = timedelta(seconds=100)  # unseen: a page that listens is seen once a minute


def stand_at(attendance: Attendance, *, revision: int, start: int) -> bool:
    """Whether it was kept: only while the meeting runs."""
    known = Revision.objects.filter(pk=revision, article__studies__meetings=attendance.meeting_id)
    return known.exists() and keep(attendance, revision=revision, at_start=start)


def follow(attendance: Attendance) -> bool:
    """Their page goes where everybody is, and has no place of its own."""
    return keep(attendance, revision=None, at_start=None)


def keep(attendance: Attendance, **place: int | None) -> bool:
    mine = Attendance.objects.filter(pk=attendance.pk, meeting__started_at__isnull=False, meeting__ended_at=None)
    return bool(mine.update(**place, seen_at=timezone.now()))


def is_seen(attendance: Attendance) -> None:
    """Their page, which has said where it is, is still there."""
    Attendance.objects.filter(pk=attendance.pk, seen_at__isnull=False).update(seen_at=timezone.now())


def standing(meeting: Meeting) -> dict[int, int]:
    """How many are at each paragraph of the text in which everybody is; by where it begins, and no names."""
    if meeting.revision_id is None or meeting.focus_start is None:
        return {}
    seen = meeting.attendances.filter(seen_at__gt=timezone.now() - AWAY, left_at=None)
    here = seen.filter(Q(revision=meeting.revision_id) | Q(revision=None))
    place = Coalesce("at_start", meeting.focus_start)  # who follows has none
    counted = here.annotate(place=place).values("place").annotate(people=Count("pk")).order_by("place")
    return dict(counted.values_list("place", "people"))


def present(meeting: Meeting) -> int:
    """How many have come and not gone."""
    return meeting.attendances.there().count()
