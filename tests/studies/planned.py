"""A study of a text with sections, and its members as far as they are."""

from typing import Any

from django.test import Client
from django.urls import reverse

from studyapp.accounts.models import User
from studyapp.groups.models import Role, StudyGroup
from studyapp.studies.along import units_of
from studyapp.studies.models import Study
from studyapp.studies.services.planning import Step, lay_plan
from studyapp.studies.services.progress import reach
from studyapp.studies.standing import Standing
from studyapp.studies.units import Unit
from tests.factories import join, make_article, make_user

TEXT = "一、看水\n水从山里来。\n水往低处去。\n二、走路\n路在水边。\n三、点灯\n灯等着人。"
PARTS = (("一、看水", 1, 0), ("二、走路", 1, 3), ("三、点灯", 1, 5))


def study_of(group: StudyGroup, *, text: str = TEXT, sections: tuple[tuple[str, int, int], ...] = PARTS) -> Study:
    return make_article(text=text, title="沿河而行", sections=sections, groups=(group,)).studies.get(group=group)


def units(study: Study) -> list[Unit]:
    return units_of(study.article.revision)


def reads(study: Study, reader: User, *numbers: int, standing: Standing = Standing.READ) -> None:
    """The sections with these numbers, from 1."""
    some = [units(study)[number - 1] for number in numbers]
    reach(study.article.revision, reader=reader, units=some, standing=standing)


def member(study: Study, name: str = "林溪", *, shares: bool = True, role: Role = Role.MEMBER) -> User:
    user = join(study.group, user=make_user(display_name=name), role=role)
    study.group.memberships.filter(user=user).update(shares_progress=shares)
    return user


def hide_owner(study: Study) -> None:
    """So that only those count whom a test names."""
    study.group.memberships.filter(role=Role.OWNER).update(shares_progress=False)


def act(client: Client, name: str, pk: int, **said: object) -> Any:
    return client.post(reverse(f"studies:{name}", args=[pk]), said)


def page(client: Client, study: Study) -> str:
    """Its plan, as who leads works on it."""
    return client.get(reverse("studies:plan", args=[study.pk])).content.decode()


def plan(study: Study, *days: object) -> None:
    """One step a section, due on these days."""
    steps = [Step(unit.start, unit.end, day) for unit, day in zip(units(study), days, strict=True)]
    lay_plan(study, revision=study.article.revision, steps=steps)
