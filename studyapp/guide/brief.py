"""会前一页: what is good to have seen before a meeting, on one page that can be printed."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from studyapp.accounts.models import User
from studyapp.annotations.models import Annotation
from studyapp.guide import asked, marked
from studyapp.guide.study import next_meeting
from studyapp.library.models import Revision
from studyapp.studies.along import discussed_in, units_of
from studyapp.studies.models import PlanStep, Study
from studyapp.studies.units import Unit, standing, touching

QUESTIONS, SENTENCES = 6, 8


@dataclass(frozen=True, slots=True)
class Due:
    """A step of the plan with the units that it names, and its paragraphs `first`–`last`."""

    step: PlanStep
    units: list[Unit]
    first: int | None
    last: int | None


def brief_of(study: Study, *, user: User) -> dict[str, Any]:
    revision = study.article.revision
    meeting = next_meeting(study, user=user)
    until = timezone.localdate(meeting.starts_at) if meeting else None
    waiting = asked.asked(study, user=user, status=Annotation.Status.OPEN)
    return {
        "study": study,
        "meeting": meeting,
        "steps": due(study, revision, until=until),
        "questions": asked.shown(waiting[:QUESTIONS], study),
        "popular": marked.popular(study, revision, user=user, count=SENTENCES),
    }


def due(study: Study, revision: Revision, *, until: date | None) -> list[Due]:
    """What the group has not discussed of the plan, as far as it is due by then; without a day the next step."""
    units = units_of(revision)
    done = discussed_in(study, revision)
    waiting = [
        step
        for step in study.steps.filter(revision=revision)
        if any(not standing(unit, done) for unit in touching(units, step.start, step.end))
    ]
    by_then = [step for step in waiting if until and step.due_on and step.due_on <= until] or waiting[:1]
    lines = list(revision.paragraphs.filter(number__isnull=False).values_list("number", "start"))
    return [with_places(step, units, lines) for step in by_then]


def with_places(step: PlanStep, units: list[Unit], lines: list[tuple[int | None, int]]) -> Due:
    numbers = [number for number, start in lines if number and step.start <= start < step.end]
    named = [unit for unit in touching(units, step.start, step.end) if unit.title]
    return Due(step, named, min(numbers, default=None), max(numbers, default=None))
