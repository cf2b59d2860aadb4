"""The pages that say what is next cost the same number of queries, however large the group and long the text."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from studyapp.accounts.models import User
from studyapp.groups.models import Membership, Role
from studyapp.studies.along import units_of
from studyapp.studies.models import Progress
from studyapp.studies.standing import Standing
from tests.factories import make_article, make_meeting, make_note

pytestmark = pytest.mark.django_db


def queries(client, page):
    client.get(page)  # what is kept of the first time does not count
    with CaptureQueriesContext(connection) as seen:
        assert client.get(page).status_code == 200
    return len(seen)


def crowd(group, people):
    """So many members, without the acts of joining: there are two hundred of them."""
    named = [User(username=f"{group.pk}-{uuid4().hex[:12]}", display_name="林溪") for _ in range(people)]
    members = User.objects.bulk_create(named)
    Membership.objects.bulk_create(Membership(group=group, user=member) for member in members)
    return members


def studied(group, *, sections, people, notes):
    """A study of a text with so many sections, read by so many."""
    text = "\n".join(f"第{number}节\n水要等三遍，这是第{number}遍。" for number in range(sections))
    parts = tuple((f"第{number}节", 1, 2 * number) for number in range(sections))
    article = make_article(text=text, groups=(group,), sections=parts)
    study = article.studies.get(group=group)
    units = units_of(article.revision)[: sections // 2]
    for number, member in enumerate(crowd(group, people)):
        Progress.objects.bulk_create(
            Progress(user=member, revision=article.revision, start=unit.start, end=unit.end, standing=Standing.READ)
            for unit in units
        )
        if number < notes:
            make_note(article=article, author=member, study=study, quote="水要等三遍", kind="question", body="为什么？")
    return study


PAGES = (
    "guide:study", "guide:questions", "guide:brief", "guide:overview", "guide:calendar", "studies:plan",
    "studies:readers",
)  # fmt: skip


def costs(client, study):
    """By page; the pages share one study, for it takes seconds to make."""
    make_meeting(study=study)
    arguments = {"studies:readers": [study.pk, 0]}
    return {name: queries(client, reverse(name, args=arguments.get(name, [study.pk]))) for name in PAGES}


def test_a_study_costs_the_same_for_many(client, reader, group):
    group.memberships.filter(user=reader).update(role=Role.FACILITATOR)
    few = costs(client, studied(group, sections=3, people=6, notes=3))
    assert costs(client, studied(group, sections=300, people=193, notes=30)) == few


def test_ones_own_page_costs_the_same_for_many(client, reader, group):
    studied(group, sections=3, people=4, notes=3)
    few = queries(client, reverse("guide:home"))
    for _ in range(3):
        studied(group, sections=30, people=10, notes=5)
    assert queries(client, reverse("guide:home")) == few
