"""学习进度: said by the reader, or by the meeting for what was discussed. Never guessed from what somebody scrolled."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from studyapp.accounts.models import User
from studyapp.library.models import KeyPoint, Revision
from studyapp.studies.models import Discussed, Mastery, Progress, Study
from studyapp.studies.standing import Standing
from studyapp.studies.units import Reached, Unit, rests, touching


@transaction.atomic
def reach(revision: Revision, *, reader: User, units: Iterable[Unit], standing: Standing) -> None:
    """The reader says how far they are in these units, up or down; UNREAD or READ or STUDIED. The last word counts.

    No two rows of a reader overlap, also where the text was divided otherwise when they were made: else somebody would
    count twice.
    """
    taken = sorted(units)
    if not taken:
        return
    rows = Progress.objects.filter(user=reader, revision=revision, start__lt=taken[-1].end, end__gt=taken[0].start)
    left: list[Reached] = []
    for row in rows.values_list("start", "end", "standing"):
        left += rests(Reached(*row), taken)
    rows.delete()
    if standing is not Standing.UNREAD:
        left += [Reached(unit.start, unit.end, standing) for unit in taken]
    Progress.objects.bulk_create(
        [Progress(user=reader, revision=revision, start=row[0], end=row[1], standing=row[2]) for row in left],
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
def discuss(study: Study, *, revision: Revision, units: Iterable[Unit], at: datetime | None = None) -> None:
    """The group has discussed these units; what it had discussed before keeps its time, also in pieces of one."""
    at = at or timezone.now()
    known = Discussed.objects.filter(study=study, revision=revision).order_by("start").values_list("start", "end")
    before = [Unit(*row) for row in known]
    Discussed.objects.bulk_create(
        [
            Discussed(study=study, revision=revision, start=rest.start, end=rest.end, discussed_at=at)
            for unit in units
            for rest in rests(Reached(unit.start, unit.end, Standing.DISCUSSED), touching(before, unit.start, unit.end))
        ],
        ignore_conflicts=True,
    )


@transaction.atomic
def undo_discussed(study: Study, *, revision: Revision, units: Iterable[Unit]) -> None:
    """Also of what was said of a longer stretch: the rest of it stays discussed, since when it was."""
    taken = sorted(units)
    if not taken:
        return
    rows = Discussed.objects.filter(study=study, revision=revision, start__lt=taken[-1].end, end__gt=taken[0].start)
    kept = [
        Discussed(study=study, revision=revision, start=rest.start, end=rest.end, discussed_at=row.discussed_at)
        for row in rows
        for rest in rests(Reached(row.start, row.end, Standing.DISCUSSED), taken)
    ]
    rows.delete()
    Discussed.objects.bulk_create(kept, ignore_conflicts=True)


@transaction.atomic
def take_back_discussed(studies: Iterable[Study], *, at: datetime) -> None:
    """What was said at exactly that time was a mistake."""
    Discussed.objects.filter(study__in=studies, discussed_at=at).delete()
