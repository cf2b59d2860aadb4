"""A meeting in several browsers: who leads, members on phones and desks, the big screen."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from studyapp.groups.models import Role
from studyapp.groups.services import remove
from studyapp.meetings.models import Meeting
from studyapp.meetings.services import leading
from studyapp.meetings.services.attending import check_in
from tests.browser.choosing import act, tap
from tests.browser.conftest import PHONE, WIDE
from tests.browser.looking import barriers, overflow, sign_in
from tests.browser.process import Site
from tests.factories import join, make_article, make_group, make_meeting, make_user

LINE = "水从山里来，一路走，一路记。哪里缓，哪里急，转弯的地方总有人家。"
WITHIN = 3_000  # ms
BIG = (1920, 1080)
PAGES = [
    ("room", "林溪", PHONE), ("room", "林溪", WIDE), ("console", "李梅", WIDE), ("console", "李梅", PHONE),
    ("screen", "李梅", BIG),
]  # fmt: skip


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


def test_own_scrolling_pauses_and_the_pill_brings_back(opened, people, running):
    take_to(running, 5, people["李梅"])
    phone = opened("林溪", size=PHONE)
    is_lit(phone, 5)
    phone.mouse.wheel(0, 1500)
    pill = phone.locator("#follow")
    expect(pill).to_have_text("回到主持人 · 第5段")
    take_to(running, 25, people["李梅"])
    expect(pill).to_have_text("回到主持人 · 第25段", timeout=WITHIN)
    expect(phone.locator("#p25")).not_to_be_in_viewport()
    pill.click()
    is_lit(phone, 25)
    expect(pill).to_be_hidden()
    take_to(running, 3, people["李梅"])
    is_lit(phone, 3)


def test_a_desk_says_that_it_follows_and_can_stop(opened, people, running):
    take_to(running, 5, people["李梅"])
    desk = opened("林溪")
    expect(desk.locator("#follow")).to_have_text("正跟随主持人·第5段")
    desk.get_by_role("button", name="暂停跟随").click()
    take_to(running, 25, people["李梅"])
    expect(desk.locator("#follow")).to_have_text("回到主持人 · 第25段", timeout=WITHIN)
    desk.get_by_role("button", name="跟随主持人").click()
    is_lit(desk, 25)


def test_who_writes_is_not_carried_away(opened, people, running):
    take_to(running, 2, people["李梅"])
    desk = opened("林溪")
    is_lit(desk, 2)
    tap(desk, 2, "水从山里来")
    act(desk, "thought")
    desk.locator("#composer-body").press_sequentially("写到")
    take_to(running, 25, people["李梅"])
    expect(desk.locator("#follow")).to_have_text("回到主持人 · 第25段", timeout=WITHIN)
    desk.locator("#composer-body").press_sequentially("一半")
    expect(desk.locator("#composer-body")).to_have_value("写到一半")
    expect(desk.locator("#p2")).to_be_in_viewport()


def test_marks_of_others_come_while_one_follows(opened, people, running):
    take_to(running, 2, people["李梅"])
    one, other = opened("林溪"), opened("何清", size=PHONE)
    tap(one, 2, "水从山里来")
    one.locator("#selection-audience").select_option(index=1)
    act(one, "highlight")
    expect(other.locator("#p2 mark[data-heat]")).to_have_count(1, timeout=WITHIN)
    expect(other.locator("#p2[aria-current]")).to_have_count(1)


def test_type_of_another_size_lands_at_the_same_paragraph(opened, people, running):
    phone = opened("林溪", size=PHONE)
    type(people["何清"]).objects.filter(pk=people["何清"].pk).update(text_size="huge")
    large = opened("何清", size=PHONE)
    take_to(running, 14, people["李梅"])
    is_lit(phone, 14)
    is_lit(large, 14)


def test_another_leaf_and_another_text_open_by_themselves(visit, server, people, group):
    long = make_article(text="\n".join([LINE * 6] * 200), groups=(group,)).studies.get()
    other = make_article(text="\n".join([LINE] * 9), title="又一篇", groups=(group,)).studies.get()
    meeting = make_meeting(study=long, by=people["李梅"])
    meeting.studies.add(other)
    check_in(meeting, user=people["林溪"])
    leading.start(meeting, by=people["李梅"])
    page = visit(size=PHONE)
    sign_in(page, people["林溪"], server)
    with page.expect_response(lambda answer: "/live/" in answer.url):
        page.goto(f"/meetings/{meeting.pk}/room/")
    expect(page.locator("#p190")).to_have_count(0)
    leading.focus(meeting, paragraph=long.article.revision.paragraphs.get(number=190), by=people["李梅"])
    is_lit(page, 190)
    tap(page, 190, "水从山里来")
    expect(page.locator("#selection-bar")).to_be_visible()
    page.keyboard.press("Escape")
    leading.focus(meeting, paragraph=other.article.revision.paragraphs.get(number=7), by=people["李梅"])
    expect(page.locator("#text")).to_have_attribute("data-article", str(other.article.pk), timeout=WITHIN)
    is_lit(page, 7)


def test_a_reload_brings_back_what_the_server_knows(opened, people, running):
    take_to(running, 5, people["李梅"])
    phone = opened("林溪", size=PHONE)
    phone.mouse.wheel(0, 3000)
    take_to(running, 21, people["李梅"])
    phone.reload()
    is_lit(phone, 21)


def test_a_lost_network_ends_at_the_right_place(opened, people, running):
    phone = opened("林溪", size=PHONE)
    phone.context.set_offline(True)
    take_to(running, 9, people["李梅"])
    take_to(running, 17, people["李梅"])
    phone.context.set_offline(False)
    is_lit(phone, 17)


def test_the_server_starts_anew_and_everybody_is_where_they_should_be(chromium, tmp_path, people, running):
    with Site(tmp_path) as site:
        pages = {}
        for who, place in (("林溪", "room"), ("李梅", "console"), ("周远", "screen")):
            page = chromium.new_context(base_url=site.address).new_page()
            sign_in(page, people[who], site.address)
            with page.expect_response(lambda answer: "/live/" in answer.url):
                page.goto(f"/meetings/{running.pk}/{place}/")
            pages[place] = page
        site.kill()
        take_to(running, 17, people["李梅"])
        site.start()
        is_lit(pages["room"], 17, timeout=20_000)
        expect(pages["console"].locator("#p17[aria-current]")).to_be_visible(timeout=20_000)
        expect(pages["screen"].locator("[aria-current] .paragraph-number")).to_have_text("17", timeout=20_000)
        pages["console"].keyboard.press("PageDown")
        is_lit(pages["room"], 18)
        for page in pages.values():
            page.context.close()


def test_the_screen_shows_the_place_and_a_remote_at_it_leads(opened, people, running):
    take_to(running, 5, people["李梅"])
    screen, phone = opened("李梅", "screen", size=BIG), opened("林溪", size=PHONE)
    expect(screen.locator("[aria-current] .paragraph-number")).to_have_text("5")
    screen.keyboard.press("PageDown")
    is_lit(phone, 6)
    expect(screen.locator("[aria-current] .paragraph-number")).to_have_text("6")
    size = screen.locator("[aria-current] > p").evaluate("line => parseFloat(getComputedStyle(line).fontSize)")
    assert size >= 36


def test_two_who_lead_see_each_other(opened, people, running):
    one, other = opened("李梅", "console"), opened("周远", "console")
    other.keyboard.press("PageDown")
    expect(one.locator("#lead")).to_contain_text("周远在带", timeout=WITHIN)
    expect(one.locator("#p1[aria-current]")).to_be_visible()
    one.keyboard.press("n")
    expect(other.locator("#lead")).to_contain_text("李梅在带", timeout=WITHIN)
    expect(other.locator("#p2[aria-current]")).to_be_visible()


def test_ending_is_asked_about_and_undone(opened, people, running):
    console, phone = opened("李梅", "console"), opened("林溪", size=PHONE)
    console.get_by_text("散会", exact=True).click()
    console.get_by_role("button", name="确定散会").click()
    expect(phone.locator("#status")).to_contain_text("已经散会", timeout=WITHIN)
    console.get_by_role("button", name="接着开").click()
    expect(phone.locator("#status")).to_be_hidden(timeout=WITHIN)
    expect(console.get_by_text("散会", exact=True)).to_be_visible()
    console.get_by_role("button", name="下一段").click()
    is_lit(phone, 1)


def test_who_is_removed_is_told(opened, people, running, group):
    phone = opened("林溪", size=PHONE)
    owner = group.members.get(memberships__role=Role.OWNER)
    remove(group.memberships.get(user=people["林溪"]), by=owner)
    expect(phone.locator("#shut-out")).to_be_visible(timeout=WITHIN)


@pytest.mark.parametrize("night", [False, True])
@pytest.mark.parametrize(("place", "who", "size"), PAGES)
def test_nobody_is_shut_out_by_the_page(opened, people, running, place, who, size, night):
    take_to(running, 5, people["李梅"])
    page = opened(who, place, size=size, night=night)
    assert barriers(page) == []
    assert overflow(page) == 0
