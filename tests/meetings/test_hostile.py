"""Whatever is typed into the forms of a meeting: refused kindly or kept, never an error, and shown as words."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from docx import Document

from studyapp.meetings.models import Meeting
from tests.meetings.asking import ACTING, prepared
from tests.meetings.everybody import MOVES, a_world
from tests.meetings.somebody import browser_of

pytestmark = pytest.mark.django_db

TAGS = "<img src=x onerror=alert(1)>"
LONG = "𠮷" * 21_000
NASTY = (
    "\x00", "\x0b\x1f\ufffe\u202e", TAGS, LONG, "9" * 400, "-1", "9999999999999", "²", "0001-01-01T00:00",
    "9999-12-31T23:59", "9999-12-31", "javascript:alert(1)",
)  # fmt: skip
PLANNED = ("title", "studies", "starts_at", "minutes", "place", "link", "facilitator")  # each is planned once more
PAGES = ("meeting", "room", "console", "screen", "roll", "decisions")
OF_RECORD = ("record", "print_record", "make_up")


@pytest.fixture(params=["b", "r", "o"], ids=["before", "running", "over"])
def world(request):
    world = a_world()
    MOVES[request.param](world)
    world.phase = request.param
    return world


def forms(world: Any) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Each form that is right but for one field, in which something stands that nobody would write."""
    for what in ACTING:
        path, said = prepared(world, what, "owner")
        fields = said if what != "plan-another" else PLANNED if world.phase == "b" else ()
        for field in fields:
            for value in NASTY:
                yield what, path, {**said, field: value}


def test_whatever_is_typed_no_page_breaks(world):
    """What was taken is looked at once all of it is there."""
    browser = browser_of(world.meeting, world.owner)
    ending = {"cancel", "start", "end", "resume", "sign", "leave"}  # at most once, and not before the rest
    for what, path, said in forms(world):
        if what not in ending:
            assert browser.post(path, said).status_code < 500, (what, said)
    look_around(browser, world)


def look_around(browser: Client, world: Any) -> None:
    for meeting in [world.meeting, *Meeting.objects.filter(group=world.group).order_by("-pk")[:9]]:
        meeting.refresh_from_db()
        pages = PAGES + (OF_RECORD if meeting.ended_at else ())
        for page in pages:
            answer = browser.get(reverse(f"meetings:{page}", args=[meeting.pk]))
            assert answer.status_code in {200, 404}
            assert TAGS not in answer.text
            assert 'href="javascript:' not in answer.text
        if meeting.ended_at:
            word = browser.get(reverse("meetings:download_record", args=[meeting.pk]))
            assert Document(BytesIO(word.content)).tables
    for there in ("/mine/", reverse("groups:detail", args=[world.group.pk])):
        assert browser.get(there, follow=True).status_code == 200


def test_no_form_from_elsewhere_does_anything():
    """Signed in, but without the token of our own pages."""
    world = a_world()
    MOVES["r"](world)
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(world.owner)
    for what in ACTING:
        path, said = prepared(world, what, "owner")
        assert browser.post(path, said).status_code == 403, what


@pytest.mark.parametrize("address", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)"])
def test_nobody_is_sent_elsewhere(address):
    """By an act that goes back to where it was pressed."""
    world = a_world()
    MOVES["r"](world)
    browser = browser_of(world.meeting, world.owner)
    for what in ("next-item", "raise-hand", "tick-own", "decide", "leave"):
        path, said = prepared(world, what, "owner")
        answer = browser.post(path, {**said, "next": address}, headers={"Referer": address})
        assert answer.headers["Location"].startswith("/"), what
        assert not answer.headers["Location"].startswith("//"), what
