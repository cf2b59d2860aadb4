"""学习计划: acts of those who lead. The plan is a list; its steps are numbered from 1."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F

from studyapp.accounts.models import User
from studyapp.inbox import services as inbox
from studyapp.inbox.models import Notification
from studyapp.library.models import Revision
from studyapp.studies.models import PlanStep, Study
from studyapp.studies.services.sealing import held

MOST_STEPS = 60
ASIDE = 1000  # where steps wait while others take their numbers


class FullPlanError(Exception):
    """Nobody follows a plan of so many steps."""


class StalePlanError(Exception):
    """Somebody has changed the plan since."""


@dataclass(frozen=True, slots=True)
class Step:
    """`[start, end)` of the text, until when, and the question to read it for."""

    start: int
    end: int
    due_on: date | None = None
    prompt: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """The plan as it was kept before an act and after it."""

    before: list[dict[str, Any]]
    after: list[dict[str, Any]]


@transaction.atomic
def lay_plan(study: Study, *, revision: Revision, steps: Sequence[Step], by: User | None = None) -> Change:
    """These steps in place of those that were. `by`: who tells the group of it. Raises FullPlanError."""
    study = held(study)
    if len(steps) > MOST_STEPS:
        raise FullPlanError
    before = kept(study)
    study.steps.all().delete()
    PlanStep.objects.bulk_create(made(study, revision, step, position) for position, step in enumerate(steps, start=1))
    if by and steps:
        announce(study, by=by)
    return Change(before, kept(study))


def made(study: Study, revision: Revision, step: Step, position: int) -> PlanStep:
    return PlanStep(
        study=study,
        revision=revision,
        position=position,
        start=step.start,
        end=step.end,
        due_on=step.due_on,
        prompt=step.prompt,
    )


@transaction.atomic
def add_step(study: Study, *, revision: Revision, step: Step, by: User) -> PlanStep:
    """At the end; the same twice in a row is once. Raises FullPlanError."""
    study = held(study)
    last = study.steps.last()
    if last and (last.revision_id, said(last)) == (revision.pk, step):
        return last
    if study.steps.count() >= MOST_STEPS:
        raise FullPlanError
    row = made(study, revision, step, last.position + 1 if last else 1)
    row.save()
    if step.due_on:
        announce(study, by=by)
    return row


def said(row: PlanStep) -> Step:
    return Step(row.start, row.end, row.due_on, row.prompt)


@transaction.atomic
def change_step(row: PlanStep, *, revision: Revision, step: Step, by: User) -> None:
    """The group hears of it when the day is another one. What was dropped meanwhile stays so."""
    study = held(row.study)
    found = study.steps.filter(pk=row.pk)
    values = {"start": step.start, "end": step.end, "due_on": step.due_on, "prompt": step.prompt}
    if found.update(revision=revision, **values) and row.due_on != step.due_on:
        announce(study, by=by)


@transaction.atomic
def move_step(row: PlanStep, *, to: int) -> None:
    """To this place in the list, counted from 0. What was dropped meanwhile stays so."""
    study = held(row.study)
    if not study.steps.filter(pk=row.pk).exists():
        return
    others = list(study.steps.exclude(pk=row.pk))
    place = max(0, min(to, len(others)))
    number(study, [*others[:place], row, *others[place:]])


@transaction.atomic
def drop_step(row: PlanStep) -> Change:
    study = held(row.study)
    before = kept(study)
    study.steps.filter(pk=row.pk).delete()
    number(study, list(study.steps.all()))
    return Change(before, kept(study))


def kept(study: Study) -> list[dict[str, Any]]:
    """What `put_back` takes to have the plan as it is now."""
    rows = study.steps.values("revision_id", "position", "start", "end", "due_on", "prompt")
    return [{**row, "due_on": row["due_on"] and row["due_on"].isoformat()} for row in rows]


@transaction.atomic
def put_back(study: Study, steps: Iterable[Mapping[str, Any]], *, since: list[dict[str, Any]] | None) -> None:
    """The plan as it was kept. Nobody is told: what they read of it is so again.

    Raises StalePlanError when it is not any more as it was `since`: what was done meanwhile would be lost.
    """
    study = held(study)
    if kept(study) != since:
        raise StalePlanError
    study.steps.all().delete()
    for row in steps:
        day = row["due_on"]
        PlanStep.objects.create(study=study, **{**row, "due_on": date.fromisoformat(day) if day else None})


def number(study: Study, steps: Sequence[PlanStep]) -> None:
    """In this order from now on: no two have one number, not even meanwhile."""
    study.steps.update(position=F("position") + ASIDE)
    for position, step in enumerate(steps, start=1):
        step.position = position
    PlanStep.objects.bulk_update(steps, ["position"])


def announce(study: Study, *, by: User) -> None:
    """Members hear that there is a plan, or that its days are others: once, until they have read of it."""
    members = study.group.memberships.exclude(user=by).values_list("user", flat=True)
    inbox.notify(
        inbox.News(
            dict.fromkeys(members, Notification.Kind.PLAN),
            subject=f"plan-{study.pk}",
            group=study.group,
            about="",
            address=study.plan_address,
            title=study.article.title,
            by=by,
            thing="plan",
        )
    )
