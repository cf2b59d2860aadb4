"""The plan of a study as its pages show it."""

from collections.abc import Iterable, Mapping
from typing import Any

from studyapp.accounts.models import User
from studyapp.library.models import Revision
from studyapp.studies.along import units_of
from studyapp.studies.models import PlanStep, Study
from studyapp.studies.proposing import dates, stretches
from studyapp.studies.services.planning import kept
from studyapp.studies.steps import Laid, laid


def plan_of(study: Study, *, user: User) -> list[Laid]:
    steps = PlanStep.objects.visible_to(user).filter(study=study)
    return laid(steps.select_related("study__article", "revision"), user=user)


def has_days(rows: Iterable[Laid]) -> bool:
    """Whether there is something to put into a calendar."""
    return any(row.step.due_on for row in rows)


def lost(study: Study, before: Iterable[Mapping[str, Any]], *, user: User) -> list[Laid]:
    """The steps that were kept `before` and that the plan has no more, wherever they stood in it."""
    now = [unplaced(row) for row in kept(study)]
    gone = [row for row in before if unplaced(row) not in now]
    return laid([PlanStep(study=study, **dict(row)) for row in gone], user=user)


def unplaced(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "position"}


def proposed(study: Study, revision: Revision, said: Mapping[str, Any], *, user: User) -> list[Laid]:
    """So many steps between these days, not kept anywhere yet."""
    units = units_of(revision)
    lines = revision.paragraphs.filter(number__isnull=False).order_by("start").values_list("start", flat=True)
    found = stretches(units, list(lines), said["parts"])
    days = dates(said["begins_on"], said["ends_on"], len(found)) if found else []
    steps = [
        PlanStep(study=study, revision=revision, position=position, start=start, end=end, due_on=day)
        for position, ((start, end), day) in enumerate(zip(found, days, strict=True), start=1)
    ]
    return laid(steps, user=user)
