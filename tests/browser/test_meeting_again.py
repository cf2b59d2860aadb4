"""Back in a meeting after a reload, a sleep, another network, a new server: at the right place, and nothing missed."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from studyapp.groups.models import Role
from studyapp.meetings.services import floor, leading
from studyapp.meetings.services.attending import check_in
from tests.browser.conftest import PHONE
from tests.browser.looking import sign_in
from tests.browser.process import Site
from tests.factories import join, make_article, make_group, make_meeting, make_note, make_user

LINE = "水从山里来，一路走，一路记。哪里缓，哪里急，转弯的地方总有人家。"
BACK = 3_000  # ms from the connection to the right place
SLOW = 6_000  # ms that a busy machine may take to answer at all
HIDE = """() => {
    Object.defineProperty(document, "visibilityState", { get: () => window.seen ?? "visible", configurable: true });
    window.look = (state) => { window.seen = state; document.dispatchEvent(new Event("visibilitychange")); };
}"""


@pytest.fixture
def lead(transactional_db):
    return join(make_group(), user=make_user(display_name="李梅"), role=Role.FACILITATOR)


@pytest.fixture
def meeting(lead):
    group = lead.memberships.get().group
    article = make_article(text="\n".join([LINE * 3] * 30), groups=(group,))
    meeting = make_meeting(study=article.studies.get(), by=lead)
    check_in(meeting, user=join(group, user=make_user(display_name="林溪")))
    return leading.start(meeting, by=lead)


@pytest.fixture
def reader(meeting):
    return meeting.attendances.get(user__display_name="林溪").user


@pytest.fixture
def phone(visit, server, meeting, reader) -> Page:
    page = visit(size=PHONE)
    sign_in(page, reader, server)
    enter(page, meeting)
    return page


def enter(page: Page, meeting) -> None:
    with page.expect_response(lambda answer: "/live/" in answer.url):
        page.goto(f"/meetings/{meeting.pk}/room/")


@pytest.fixture
def take_to(meeting) -> Callable[[int], None]:
    revision = meeting.studies.get().article.revision

    def take(number: int) -> None:
        leading.focus(meeting, paragraph=revision.paragraphs.get(number=number), by=meeting.lead)

    return take


def is_at(page: Page, number: int, within: int = BACK) -> None:
    expect(page.locator(f"#p{number}[aria-current]")).to_be_in_viewport(timeout=within)
    expect(page.locator(".paragraph[aria-current]")).to_have_count(1)


def count_moves(page: Page) -> None:
    """`window.moves`: the number of each move that the page hears of, however often."""
    page.evaluate("""() => {
        window.moves = [];
        const room = document.querySelector("meeting-room"), hear = room.hear;
        room.hear = function (place) { window.moves.push(place.moves); return hear.call(this, place); };
    }""")


def test_over_a_lost_network_each_move_is_heard_once(phone, take_to):
    take_to(3)
    is_at(phone, 3, within=SLOW)
    count_moves(phone)
    phone.context.set_offline(True)
    for number in (9, 12, 17):
        take_to(number)
    with phone.expect_response(lambda answer: "/live/" in answer.url):
        phone.context.set_offline(False)
    is_at(phone, 17)
    take_to(20)
    is_at(phone, 20)
    assert phone.evaluate("window.moves") == [2, 3, 4, 5]


def test_a_phone_that_slept_is_at_the_right_place_when_it_is_looked_at(phone, take_to):
    take_to(3)
    is_at(phone, 3, within=SLOW)
    phone.clock.install()
    phone.reload()
    phone.evaluate(HIDE)
    phone.evaluate("window.look('hidden')")
    phone.clock.fast_forward(40_000)
    take_to(22)
    phone.clock.resume()
    phone.wait_for_timeout(500)
    expect(phone.locator("#p22[aria-current]")).to_have_count(0)
    with phone.expect_response(lambda answer: "/live/" in answer.url):
        phone.evaluate("window.look('visible')")
    is_at(phone, 22)


def test_a_reload_lands_where_everybody_is(phone, take_to):
    take_to(25)
    is_at(phone, 25, within=SLOW)
    with phone.expect_response(lambda answer: "/live/" in answer.url):
        phone.reload()
    is_at(phone, 25)


def test_a_new_server_is_found_soon_and_what_happened_meanwhile_is_shown(chromium, tmp_path, meeting, reader, take_to):
    with Site(tmp_path) as site:
        page = chromium.new_context(base_url=site.address, viewport={"width": 1440, "height": 900}).new_page()
        sign_in(page, reader, site.address)
        enter(page, meeting)
        count_moves(page)
        site.kill()
        take_to(17)
        study = meeting.studies.get()
        make_note(article=study.article, author=meeting.lead, study=study, quote="水从山里来，一路走，一路记。")
        floor.give_floor(meeting.attendances.get(user=meeting.lead))
        with page.expect_response(lambda answer: "/live/" in answer.url, timeout=SLOW + 10_000):
            site.start()
        is_at(page, 17)
        expect(page.locator("#floor .speaker")).to_contain_text("李梅", timeout=SLOW)
        assert page.evaluate("window.moves") == [1]
        expect(page.locator("#p1 mark[data-heat]")).to_have_count(1, timeout=SLOW)
        page.context.close()
