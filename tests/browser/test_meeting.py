"""A meeting in several browsers: who leads, members on phones and desks, the big screen."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from studyapp.groups.models import Role
from studyapp.meetings.models import Meeting
from studyapp.meetings.services import leading
from studyapp.meetings.services.attending import check_in
from tests.browser.conftest import PHONE, WIDE
from tests.browser.looking import sign_in
from tests.factories import join, make_article, make_group, make_meeting, make_user

LINE = "水从山里来，一路走，一路记。哪里缓，哪里急，转弯的地方总有人家。"
WITHIN = 3_000  # ms


@pytest.fixture
def group(transactional_db):
    return make_group()


@pytest.fixture
def people(group):
    roles = {"李梅": Role.FACILITATOR, "林溪": Role.MEMBER, "何清": Role.MEMBER, "周远": Role.FACILITATOR}
    return {name: join(group, user=make_user(display_name=name), role=role) for name, role in roles.items()}


@pytest.fixture
def meeting(group, people):
    article = make_article(text="\n".join([LINE * 3] * 30), groups=(group,))
    meeting = make_meeting(study=article.studies.get(), by=people["李梅"])
    for person in people.values():
        check_in(meeting, user=person)
    return meeting


@pytest.fixture
def running(meeting, people):
    return leading.start(meeting, by=people["李梅"])


@pytest.fixture
def opened(visit, server, people, meeting) -> Callable[..., Page]:
    def open_page(who: str, place: str = "room", **seen: object) -> Page:
        page = visit(**seen)
        sign_in(page, people[who], server)
        with page.expect_response(lambda answer: "/live/" in answer.url):
            page.goto(f"/meetings/{meeting.pk}/{place}/")
        return page

    return open_page


def take_to(meeting: Meeting, number: int, by) -> None:
    revision = meeting.studies.get().article.revision
    leading.focus(meeting, paragraph=revision.paragraphs.get(number=number), by=by)


def is_lit(page: Page, number: int, timeout: int = WITHIN) -> None:
    expect(page.locator(f"#p{number}[aria-current]")).to_be_in_viewport(timeout=timeout)
    expect(page.locator(".paragraph[aria-current]")).to_have_count(1)


def test_the_straight_line(opened, people, meeting):
    console, phone = opened("李梅", "console"), opened("林溪", size=PHONE)
    console.get_by_role("button", name="开始").click()
    expect(phone.locator("#status")).to_be_hidden(timeout=WITHIN)
    console.locator("#p12").hover()
    console.locator("#p12").get_by_role("button", name="带到这里").click()
    is_lit(phone, 12)
    expect(console.locator("#p12[aria-current]")).to_be_visible()
    late = opened("何清", size=WIDE)
    is_lit(late, 12)
    console.keyboard.press("PageDown")
    is_lit(phone, 13)
    is_lit(late, 13)
    expect(console.locator("#here b")).to_have_text("2/4", timeout=15_000)
