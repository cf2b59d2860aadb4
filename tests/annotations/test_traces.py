"""That somebody keeps private notes shows in no count, no colour and no order: pages are the same without them."""

import re

import pytest
from django.apps import apps
from django.db import transaction
from django.test import Client

from studyapp.annotations.models import Annotation
from studyapp.groups.models import Role, StudyGroup
from studyapp.library.models import Article
from studyapp.studies.models import Study
from studyapp.studies.services.sealing import seal
from tests.factories import join, make_note, make_study, make_user
from tests.walking import every_address

pytestmark = pytest.mark.django_db
ROWS = {"read": Article, "library": Article, "groups": StudyGroup, "studies": Study, "annotations": Annotation}
PASSING = re.compile(r"\w{64}|[0-9a-f]{8}(?:-[0-9a-f]{4,12}){4}|\d+:\d\d:\d\d|[^<>]{1,12}前")  # keys, and the time


@pytest.fixture
def studies(group):
    """One that is open, one that is sealed; in each a note that its group sees, or will see."""
    author = join(group)
    made = [make_study(group=group), make_study(group=group)]
    for study in made:
        make_note(article=study.article, author=author, study=study, kind="thought", body="温壶")
    seal(made[1])
    return list(Study.objects.order_by("pk"))


def pages(client: Client, paths: list[str]) -> dict[str, str]:
    """What stands on each, without what changes from one minute to the next."""
    found = {}
    for path in paths:
        response = client.get(path)
        words = "" if response.streaming else response.content.decode(errors="replace")
        found[path] = f"{response.status_code} {PASSING.sub('', words)}"
    return found


def paths() -> list[str]:
    """All that can be asked for with the rows that there are."""
    found = []
    for address in every_address():
        begin, *rest = address.route.split("/")
        model = apps.get_model(*rest[:2]) if begin == "admin" and rest[0] in apps.app_configs else ROWS.get(begin)
        rows = list(model._base_manager.values_list("pk", flat=True)) if model else [1]
        found += address.paths({name: [1, 2] if name == "number" else rows for name in address.values})
    return [path for path in found if "logout" not in path]


def reader(group: StudyGroup, name: str) -> Client:
    client = Client()
    if name == "superuser":
        client.force_login(make_user(is_staff=True, is_superuser=True))
    else:
        client.force_login(join(group, role=Role[name.upper()]))
    return client


@pytest.mark.parametrize("name", ["member", "facilitator", "superuser"])
def test_what_others_may_not_see_leaves_no_trace(studies, group, name):
    """Private notes, and before the reveal also those that are for the group."""
    client, author = reader(group, name), Annotation.objects.first().author
    pages(client, paths())  # what is done by looking for the first time has been done
    with transaction.atomic():
        for study in studies:
            make_note(article=study.article, author=author, kind="question", body="藏着")
            make_note(article=study.article, author=author, body="藏着", tags=("茶",))
        make_note(article=studies[1].article, author=author, study=studies[1], kind="thought", body="揭晓再说")
        everywhere = paths()
        there = pages(client, everywhere)
        transaction.set_rollback(True)
    here = pages(client, everywhere)
    assert [path for path in everywhere if here[path] != there[path]] == []
