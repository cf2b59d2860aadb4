"""已讨论: what a meeting stayed at, or took up on its agenda, is discussed when it ends."""

from collections import defaultdict
from datetime import datetime

from django.db.models import F

from studyapp.library.models import Revision
from studyapp.meetings.models import Meeting
from studyapp.meetings.proposing import LINGERING
from studyapp.studies.along import units_of
from studyapp.studies.services.progress import discuss, take_back_discussed
from studyapp.studies.units import touching

Stretch = tuple[int, int]  # [start, end) of a text


def mark_discussed(meeting: Meeting, *, at: datetime) -> None:
    """In each of the meeting's texts the units that it was at. `at`, when it ended, is by what this is taken back."""
    studies = {study.article_id: study for study in meeting.studies.all()}
    stretches = stretches_of(meeting)
    for revision in Revision.objects.filter(pk__in=stretches, article__in=studies):
        study = studies[revision.article_id]
        units = units_of(revision, study=study)
        taken = {unit for stretch in stretches[revision.pk] for unit in touching(units, *stretch)}
        discuss(study, revision=revision, units=sorted(taken), at=at)


def stretches_of(meeting: Meeting) -> dict[int, list[Stretch]]:
    """By revision: paragraphs at which the meeting stayed for a while, and what items of the agenda were about."""
    found: dict[int, list[Stretch]] = defaultdict(list)
    stayed = meeting.visits.filter(ended_at__gte=F("began_at") + LINGERING)
    for revision, start in stayed.values_list("revision", "start"):
        found[revision].append((start, start + 1))
    long = LINGERING.total_seconds()
    done = meeting.agenda.filter(done_at__isnull=False, skipped=False, spent__gte=long, start__isnull=False)
    for item in done.exclude(revision=None):
        found[item.revision_id or 0].append((item.start or 0, item.end or 0))
    return found


def unmark_discussed(meeting: Meeting, *, ended_at: datetime) -> None:
    """The end was a mistake."""
    take_back_discussed(meeting.studies.all(), at=ended_at)
