"""Powers in a meeting: who may see and do what before it, while it runs, after it and once its record is signed.

The table is in powers.py. Beside it stands tests/rights.py, which asks every address once; here acts are asked with
forms that are right, and whether rows have changed.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from studyapp.groups.services import remove
from studyapp.meetings.layouts import layout_of
from studyapp.meetings.services import leading, planning
from tests.factories import make_meeting
from tests.meetings.asking import ACTING, SEEING, is_prepared, prepared
from tests.meetings.everybody import MOVES, a_world, to_running
from tests.meetings.powers import ACTS, SIGHTS, WHO
from tests.meetings.somebody import browser_of

pytestmark = pytest.mark.django_db

PHASES = {"b": "before", "r": "running", "o": "over", "s": "signed"}
NO_WAY = {"anonymous", "guest"}  # shown to the sign-in, or to the door; everybody else is told there is no such thing
OTHER_TIMES = {204, 302, 303, 404, 409, 410, 422}  # to whom it is given at another time
WRITING = re.compile(r"(INSERT INTO|UPDATE|DELETE FROM) .?meetings_")


@pytest.fixture
def world():
    return a_world()


def rows(table: str) -> Iterator[tuple[str, str, str]]:
    """What, who, and when they may."""
    for line in table.strip().splitlines():
        if not line.startswith("#"):
            what, *cells = line.split()
            assert len(cells) == len(WHO), what
            yield from ((what, who, cell) for who, cell in zip(WHO, cells, strict=True))


def snapshot() -> dict[str, list[Any]]:
    """All rows of meetings."""
    models = apps.get_app_config("meetings").get_models(include_auto_created=True)
    return {model.__name__: list(model._base_manager.order_by("pk").values()) for model in models}


def changes(before: dict[str, list[Any]], queries: list[dict[str, str]]) -> bool:
    """Whether rows of meetings are others now; they are looked at only where something was written at all."""
    return any(WRITING.match(query["sql"]) for query in queries) and snapshot() != before


@pytest.fixture(params=PHASES, ids=PHASES.values())
def now(request, world):
    """The phase, and everybody's browser. Who was shown out was there until then."""
    MOVES[request.param](world)
    removed = world.group.memberships.get(user=world.people["removed"])
    remove(removed, by=world.owner)
    world.meeting = type(world.meeting).objects.select_related("group").get(pk=world.meeting.pk)
    world.browsers = {who: browser_of(world.meeting, world.people.get(who), guest=world.token * (who == "guest"))
                      for who in WHO}  # fmt: skip
    return request.param


def test_the_table_is_about_all_that_is_asked():
    assert {what for what, _, _ in rows(SIGHTS)} == set(SEEING)
    assert {what for what, _, _ in rows(ACTS)} == set(ACTING)


def test_who_sees_what(now, world):
    wrong, before = [], snapshot()
    for what, who, cell in rows(SIGHTS):
        path, words = SEEING[what]
        with transaction.atomic(), CaptureQueriesContext(connection) as queries:
            answer = world.browsers[who].get(path(world))
            seen = answer.status_code == 200 and has(answer, words)
            if seen != (now in cell):
                wrong.append(f"{who} {'sees' if seen else 'does not see'} {what} ({answer.status_code})")
            if not seen and changes(before, queries.captured_queries):
                wrong.append(f"{who} changes something by asking for {what}")
            transaction.set_rollback(True)
    assert not wrong, "\n".join(wrong)


def has(answer: Any, words: str | None) -> bool:
    """None: it is a stream that goes on; one that only says farewell is none."""
    return answer.streaming if words is None else words.encode() in answer.content


def test_who_does_what(now, world):
    wrong, unprepared = [], snapshot()
    for what, who, cell in rows(ACTS):
        with transaction.atomic():
            path, said = prepared(world, what, who)
            before = snapshot() if is_prepared(what) else unprepared
            with CaptureQueriesContext(connection) as queries:
                answer = posted(world.browsers[who], path, said)
            has_done = changes(before, queries.captured_queries)
            if has_done != (now in cell):
                wrong.append(f"{who} {'can' if has_done else 'cannot'} {what} ({answer.status_code})")
            elif not is_fitting(answer.status_code, what, who, cell=cell, done=has_done):
                wrong.append(f"{who} is told {answer.status_code} for {what}")
            transaction.set_rollback(True)
    assert not wrong, "\n".join(wrong)


def posted(browser: Client, path: str, said: dict[str, Any]) -> Any:
    """The browser is afterwards as it was."""
    cookies = browser.cookies.copy()
    answer = browser.post(path, said)
    browser.cookies = cookies
    return answer


def is_fitting(status: int, what: str, who: str, *, cell: str, done: bool) -> bool:
    if done:
        return status in {204, 302, 303}
    if what == "leave":  # out of where one is not: to the door, like everybody
        return status == 302
    if cell == "-" or who == "guest":  # a guest is a guest while it runs
        return status in ({302, 404} if who in NO_WAY else {404})
    return status in OTHER_TIMES


def test_to_be_named_is_for_one_meeting(world):
    """Who leads this one leads no other of the group."""
    leader = browser_of(world.meeting, world.people["named-facilitator"])
    other = leading.start(make_meeting(study=world.study, by=world.owner), by=world.owner)
    for page in ("console", "screen", "roll", "agenda"):
        assert leader.get(f"/meetings/{world.meeting.pk}/{page}/").status_code == 200
        assert leader.get(f"/meetings/{other.pk}/{page}/").status_code == 404
    assert leader.post(f"/meetings/{other.pk}/end/").status_code == 404
    other.refresh_from_db()
    assert other.is_running


def test_who_is_named_no_longer_leads_no_longer(world):
    """From the next press on."""
    to_running(world)
    leader = browser_of(world.meeting, world.people["named-facilitator"])
    console = f"/meetings/{world.meeting.pk}/console/"
    assert leader.get(console).status_code == 200
    planning.drop_part(world.meeting.parts.get(user=world.people["named-facilitator"]))
    assert leader.get(console).status_code == 404
    assert leader.post(f"/meetings/{world.meeting.pk}/items/next/").status_code == 404


def test_a_group_that_is_deleted_has_no_meetings_any_more(world):
    to_running(world)
    world.group.deleted_at = timezone.now()
    world.group.save()
    for who in WHO:
        browser = browser_of(world.meeting, world.people.get(who), guest=world.token * (who == "guest"))
        for page in ("", "room/", "console/", "screen/", "text/", "part/status/"):
            answer = browser.get(f"/meetings/{world.meeting.pk}/{page}")
            assert answer.status_code in ({302, 404} if who in NO_WAY else {404}), (who, page)


def test_who_prepares_a_record_does_not_choose_its_fields(world):
    """That is the group's, whoever is named for a meeting."""
    before = layout_of(world.group)
    leader = browser_of(world.meeting, world.people["named-facilitator"])
    said = {"order": ["time"], "chosen": ["time"]}
    assert leader.post(f"/groups/{world.group.pk}/record/save/", said).status_code == 404
    assert layout_of(world.group) == before
