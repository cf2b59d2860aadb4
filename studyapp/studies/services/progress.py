"""学习进度: said by the reader, or by the meeting for what was discussed. Never guessed from what somebody scrolled."""

from collections.abc import Iterable

from django.db import transaction

from studyapp.accounts.models import User
from studyapp.library.models import KeyPoint, Revision
from studyapp.studies.models import Discussed, Mastery, Progress, Study
from studyapp.studies.standing import Standing
from studyapp.studies.units import Unit


@transaction.atomic
def reach(revision: Revision, *, reader: User, units: Iterable[Unit], standing: Standing) -> None:
    """The reader says how far they are in these units, up or down; UNREAD or READ or STUDIED."""
    units = list(units)
    kept = Progress.objects.filter(user=reader, revision=revision)
    kept.filter(start__in=[unit.start for unit in units]).delete()
    if standing is Standing.UNREAD:
        return
    Progress.objects.bulk_create(
        [Progress(user=reader, revision=revision, start=unit.start, end=unit.end, standing=standing) for unit in units],
        update_conflicts=True,
        unique_fields=["user", "revision", "start"],
        update_fields=["end", "standing"],
    )


@transaction.atomic
def master(point: KeyPoint, *, reader: User) -> None:
    Mastery.objects.get_or_create(user=reader, revision=point.revision, start=point.start, end=point.end)


@transaction.atomic
def unmaster(point: KeyPoint, *, reader: User) -> None:
    Mastery.objects.filter(user=reader, revision=point.revision, start=point.start, end=point.end).delete()


@transaction.atomic
def discuss(study: Study, *, revision: Revision, units: Iterable[Unit]) -> None:
    """The group has discussed these units; what it had discussed before keeps its time."""
    Discussed.objects.bulk_create(
        [Discussed(study=study, revision=revision, start=unit.start, end=unit.end) for unit in units],
        ignore_conflicts=True,
    )


@transaction.atomic
def undo_discussed(study: Study, *, revision: Revision, units: Iterable[Unit]) -> None:
    starts = [unit.start for unit in units]
    Discussed.objects.filter(study=study, revision=revision, start__in=starts).delete()
