"""What is taken away while the meeting runs is gone from pages that nobody loads anew."""

import pytest
from playwright.sync_api import Page, expect

from studyapp.groups.models import Role
from studyapp.importing.publishing import publish_to, withdraw
from studyapp.meetings.codes import screen_code
from studyapp.meetings.services import leading, screens
from studyapp.meetings.services.attending import check_in
from studyapp.meetings.stage import Focus
from tests.browser.conftest import PHONE
from tests.browser.looking import sign_in
from tests.factories import join, make_article, make_group, make_meeting, make_user

LINE = "水从山里来，一路走，一路记。"
WITHIN = 6_000  # ms on a busy machine


@pytest.fixture
def group(transactional_db):
    return make_group()


@pytest.fixture
def meeting(group):
    lead = join(group, user=make_user(display_name="李梅"), role=Role.FACILITATOR)
    article = make_article(text="\n".join([LINE] * 9), groups=(group,))
    meeting = leading.start(make_meeting(study=article.studies.get(), by=lead), by=lead)
    check_in(meeting, user=join(group, user=make_user(display_name="林溪")))
    return leading.focus(meeting, paragraph=article.revision.paragraphs.get(number=3), by=lead)


@pytest.fixture
def article(meeting):
    return meeting.studies.get().article


@pytest.fixture
def opened(visit, server, meeting):
    """A page of the meeting that listens."""

    def open_page(name: str, page: str, size=PHONE) -> Page:
        opened = visit(size=size)
        sign_in(opened, meeting.attendances.get(user__display_name=name).user, server)
        with opened.expect_response(lambda answer: "/live/" in answer.url):
            opened.goto(f"/meetings/{meeting.pk}/{page}/")
        expect(opened.get_by_text(LINE).first).to_be_visible()
        return opened

    return open_page


@pytest.mark.parametrize(
    ("name", "page", "size"),
    [("林溪", "room", PHONE), ("李梅", "console", (1440, 900)), ("李梅", "screen", (1920, 1080))],
)
def test_a_withdrawn_text_is_gone_and_comes_back(opened, article, group, name, page, size):
    shown = opened(name, page, size)
    withdraw(article)
    expect(shown.get_by_text(LINE)).to_have_count(0, timeout=WITHIN)
    expect(shown.locator("#main").get_by_text("撤下")).to_be_visible()
    publish_to(article, everyone=False, groups=[group])
    expect(shown.get_by_text(LINE).first).to_be_visible(timeout=WITHIN)


def test_a_page_that_is_loaded_afterwards_says_so_and_asks_no_more(opened, article):
    shown = opened("林溪", "room")
    withdraw(article)
    expect(shown.get_by_text(LINE)).to_have_count(0, timeout=WITHIN)
    asked: list[str] = []
    shown.on("request", lambda request: asked.append(request.url))
    shown.reload()
    expect(shown.locator("#main").get_by_text("撤下")).to_be_visible()
    expect(shown.locator("#follow")).to_be_hidden()
    shown.wait_for_timeout(5_000)  # longer than what it waits before it asks once more
    assert len([url for url in asked if "/text/" in url]) <= 1
    assert len([url for url in asked if "/room/" in url]) == 1


def test_a_computer_in_the_hall_shows_the_screen_until_it_is_taken_back(visit, meeting):
    lent = screens.lend(meeting, by=meeting.lead)
    hall = visit(size=(1920, 1080))
    hall.goto(f"/screen/?code={screen_code(lent.nonce)}")
    with hall.expect_response(lambda answer: "/screen/live/" in answer.url):
        hall.get_by_role("button", name="打开大屏").click()
    expect(hall.locator("[aria-current] .paragraph-number")).to_have_text("3")
    leading.focus(meeting, paragraph=meeting.revision.paragraphs.get(number=5), by=meeting.lead)
    expect(hall.locator("[aria-current] .paragraph-number")).to_have_text("5", timeout=WITHIN)
    hall.keyboard.press("PageDown")  # leads nobody
    screens.take_back(lent)
    expect(hall.get_by_role("dialog").get_by_text("这块大屏关了")).to_be_visible(timeout=WITHIN)
    expect(hall.get_by_text(LINE)).to_have_count(0)
    expect(hall.locator(".screen-code")).to_have_count(0)
    meeting.refresh_from_db()
    assert Focus(meeting).number == 5
