"""学习计划: acts of those who lead. The plan is a list; its steps are numbered from 1 in text order as laid."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from studyapp.library.models import Revision
from studyapp.studies.models import PlanStep, Study
from studyapp.studies.services.sealing import held


@dataclass(frozen=True, slots=True)
class Step:
    """`[start, end)` of the text, until when, and the question to read it for."""

    start: int
    end: int
    due_on: date | None = None
    prompt: str = ""


@transaction.atomic
def lay_plan(study: Study, *, revision: Revision, steps: Sequence[Step]) -> None:
    """These steps in place of those that were."""
    study = held(study)
    study.steps.all().delete()
    PlanStep.objects.bulk_create(
        PlanStep(
            study=study,
            revision=revision,
            position=position,
            start=step.start,
            end=step.end,
            due_on=step.due_on,
            prompt=step.prompt,
        )
        for position, step in enumerate(steps, start=1)
    )
