"""What the plans of one's groups have next: steps that are not read yet, for one's own page."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from studyapp.accounts.models import User
from studyapp.library.models import Revision
from studyapp.studies.along import discussed_in
from studyapp.studies.models import PlanStep, Study
from studyapp.studies.standing import Standing
from studyapp.studies.steps import Laid, laid
from studyapp.studies.units import Unit, standing

AHEAD = timedelta(days=14)  # of what is due later only the next step of a study
MOST = 20


@dataclass(frozen=True, slots=True)
class Due:
    """A step that is left to read. `row` has its paragraphs and minutes."""

    study: Study
    step: PlanStep
    title: str
    due_on: date | None
    standing: Standing
    row: Laid


def due(user: User) -> list[Due]:
    """Over all groups, what is due first first; what has no day last. Eight queries, however many groups."""
    # A plan on a text that was corrected since waits until somebody has laid it anew.
    steps = PlanStep.objects.visible_to(user).select_related("study__group", "study__article")
    rows = laid(steps.order_by("study", "position"), user=user)
    soon = timezone.localdate() + AHEAD
    left = [
        row
        for row in rows
        if not row.is_done and not row.is_old and (row.is_now or (row.step.due_on and row.step.due_on <= soon))
    ]
    left.sort(key=lambda row: (row.step.due_on or date.max, row.step.study_id, row.step.position))
    return [Due(row.step.study, row.step, row.title, row.step.due_on, row.standing, row) for row in left[:MOST]]


def to_discuss(study: Study, revision: Revision, *, by: date) -> list[tuple[int, int]]:
    """The stretches that the plan has due on that day at the latest and the group has not discussed."""
    talked = discussed_in(study, revision)
    steps = PlanStep.objects.filter(study=study, revision=revision, due_on__lte=by)
    stretches = steps.values_list("start", "end")
    return [(start, end) for start, end in stretches if not standing(Unit(start, end), talked)]
