"""What only a browser shows of a meeting: long paragraphs, lists of many, half-written words, a phone that leads."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from studyapp.meetings.models import Meeting
from studyapp.meetings.services import floor, leading, polls, running, turns
from studyapp.meetings.services.agenda import add_item
from studyapp.meetings.services.attending import check_in
from tests.browser.conftest import PHONE, WIDE
from tests.browser.looking import barriers, overflow, sign_in
from tests.factories import join, make_article, make_group, make_meeting, make_user

LINE = "水从山里来，一路走，一路记。哪里缓，哪里急，转弯的地方总有人家。"
LONG = (LINE * 30)[:800]
SCREENS = [(1920, 1080), (1440, 900), (1280, 720)]
MANY = 40


@pytest.fixture
def lead(transactional_db):
    return make_user(display_name="李梅")


@pytest.fixture
def meeting(lead):
    group = make_group(owner=lead, name="河东街道机关第三党支部学习贯彻专题读书会")
    title = "关于在全体党员中深入开展学习教育、进一步提高认识推动高质量发展的实施意见"
    article = make_article(text="\n".join([LINE, LONG, LINE, LINE]), title=title, groups=(group,))
    meeting = leading.start(make_meeting(study=article.studies.get(), by=lead), by=lead)
    meeting.agenda.all().delete()
    for item in ("先说说读法", "再议大家问得最多的疑问：慢与方便能不能两全，应当先顾哪一头"):
        add_item(meeting, title=item, minutes=10)
    running.next_item(meeting, seen=None)
    check_in(meeting, user=lead)
    return meeting


@pytest.fixture
def opened(visit, server, meeting, lead) -> Callable[..., Page]:
    def open_page(place: str, who: object = None, **seen: object) -> Page:
        page = visit(**seen)
        sign_in(page, who or lead, server)
        page.goto(f"/meetings/{meeting.pk}/{place}/")
        return page

    return open_page


def paragraph(meeting, number):
    return meeting.studies.get().article.revision.paragraphs.get(number=number)


@pytest.mark.parametrize("size", SCREENS)
def test_a_paragraph_longer_than_the_screen_is_read_to_its_end(opened, meeting, lead, size):
    leading.focus(meeting, paragraph=paragraph(meeting, 2), by=lead)
    screen = opened("screen", size=size)
    words = screen.locator("[aria-current] > p")
    assert words.evaluate("line => parseFloat(getComputedStyle(line).fontSize)") >= 36
    expect(screen.locator(".screen-text.goes-on")).to_be_visible()
    ends = "() => document.querySelector('[aria-current] > p').getBoundingClientRect().bottom <= innerHeight"
    for _ in range(4):
        if screen.evaluate(ends):
            break
        screen.keyboard.press("PageDown")
        screen.wait_for_timeout(600)  # it rolls
    assert screen.evaluate(ends)
    expect(screen.locator("[aria-current] .paragraph-number")).to_have_text("2")
    screen.keyboard.press("PageDown")
    expect(screen.locator("[aria-current] .paragraph-number")).to_have_text("3")


@pytest.mark.parametrize("after", ["a reload", "another size"])
def test_a_long_paragraph_stays_where_it_was_turned_to(opened, meeting, lead, after):
    """At its place in the text, whatever that is in pixels."""
    leading.focus(meeting, paragraph=paragraph(meeting, 2), by=lead)
    screen = opened("screen", size=SCREENS[0])
    first = """() => {
        const box = document.querySelector('.screen-lines').getBoundingClientRect();
        const words = document.querySelector('[aria-current] > p').getBoundingClientRect();
        const top = Math.max(words.top, box.top) + 24;
        const { startContainer: node, startOffset } = document.caretRangeFromPoint(words.left + 4, top);
        return node.textContent.slice(0, startOffset).length;
    }"""
    screen.keyboard.press("PageDown")
    screen.wait_for_timeout(900)  # it rolls
    before = screen.evaluate(first)
    assert before > 40
    if after == "a reload":
        screen.reload()
    else:
        screen.set_viewport_size({"width": 1366, "height": 768})
    screen.wait_for_timeout(900)
    line = screen.evaluate("parseInt(getComputedStyle(document.querySelector('[aria-current] > p')).width) / 36")
    assert abs(screen.evaluate(first) - before) <= line
    expect(screen.locator("[aria-current] .paragraph-number")).to_have_text("2")


def test_opened_late_a_long_paragraph_is_where_it_is_read(opened, meeting, lead):
    leading.focus(meeting, paragraph=paragraph(meeting, 2), by=lead)
    Meeting.objects.update(moved_at=timezone.now() - timedelta(minutes=90))
    screen = opened("screen", size=SCREENS[0])
    expect(screen.locator(".screen-text.goes-on")).to_have_count(0)
    box = screen.locator(".screen-lines")
    assert box.evaluate("box => box.scrollHeight - box.clientHeight - box.scrollTop") <= 2
    assert box.evaluate("box => box.scrollTop") > 0


@pytest.mark.parametrize("size", SCREENS)
def test_nothing_beside_the_text_is_cut(opened, meeting, lead, size):
    leading.focus(meeting, paragraph=paragraph(meeting, 1), by=lead)
    mine = meeting.attendances.get(user=lead)
    text = meeting.studies.get().article.revision
    turns.share_out(meeting, revision=text, start=0, end=paragraph(meeting, 4).end, readers=[mine], a_minute=200)
    turns.next_turn(meeting, seen=None, by=lead)
    floor.raise_hand(mine)
    floor.give_floor(check_in(meeting, user=join(meeting.group, user=make_user(display_name="欧阳若水"))))
    polls.ask(meeting, question="听懂了吗？", choices=["听懂了", "想再讲讲", "没听"])
    screen = opened("screen", size=size)
    expect(screen.locator(".screen-code")).to_be_visible()
    cut = "box => Math.max(box.scrollHeight - box.clientHeight, box.scrollWidth - box.clientWidth)"
    for part in (".screen-side", ".screen-head", ".screen-head .seal", ".screen-join"):
        assert screen.locator(part).evaluate(cut) <= 2, part
    assert barriers(screen) == []


def test_many_are_found_by_name(opened, meeting):
    for number in range(MANY):
        check_in(meeting, user=join(meeting.group, user=make_user(display_name=f"成员{number}")))
    console = opened("console", size=WIDE)
    console.get_by_label("在签到名单里找人").fill("成员17")
    expect(console.locator("#people-come li:visible")).to_have_count(1)
    console.locator("#people-come").get_by_role("button", name="请发言").click()
    expect(console.locator("#floor .speaker")).to_contain_text("成员17")
    console.locator("#share > summary").click()
    console.get_by_role("button", name="全不选").click()
    console.get_by_label("按名字找要读的人").fill("成员2")
    console.get_by_role("button", name="全选", exact=True).click()
    expect(console.locator("#share-readers input:checked")).to_have_count(11)  # 2, and 20 to 29


def test_of_many_names_in_a_list_to_choose_from_one_types_the_one(opened, meeting):
    for number in range(MANY):
        check_in(meeting, user=join(meeting.group, user=make_user(display_name=f"成员{number}")))
    console = opened("console", size=WIDE)
    console.locator("#give > summary").click()
    typed, who = console.locator("#give [data-narrows]"), console.locator("#give-who")
    typed.press_sequentially("成员27")
    expect(who.locator("option:checked")).to_have_text("成员27")
    typed.fill("没有这个人")
    expect(who).to_have_value("")
    typed.fill("成员3")
    assert who.locator("option:not([hidden])").count() == 12  # to choose, 3, and 30 to 39
    typed.fill("")
    expect(who).to_have_value("")
    typed.fill("成员31")
    console.locator("#give").get_by_role("button", name="请发言").click()
    expect(console.locator("#floor .speaker")).to_contain_text("成员31")


def test_without_scripts_all_names_are_there_to_choose(opened, meeting):
    for number in range(MANY):
        join(meeting.group, user=make_user(display_name=f"成员{number}"))
    page = opened("roll", scripts=False)
    expect(page.get_by_label("按名字找人").first).to_be_hidden()
    page.locator("#late select").select_option("成员31")
    page.locator("#late").get_by_role("button", name="补签").click()
    expect(page.locator(".roll > div").first).to_contain_text("成员31")


def test_half_an_agenda_item_outlives_a_move_and_a_reload(opened):
    page = opened("agenda", size=WIDE)
    page.locator("summary", has_text="加一项").click()
    title = page.locator(".plan-more [name=title]")
    title.fill("会后合影")
    page.get_by_role("button", name="往后移").first.wait_for()
    page.get_by_role("button", name="去掉：再议").click()
    expect(page.locator(".agenda-undo")).to_be_visible()
    expect(title).to_have_value("会后合影")
    page.reload()
    expect(title).to_have_value("会后合影")


def test_what_is_decided_is_read_by_all_and_not_lost_before(opened, meeting):
    member = join(meeting.group, user=make_user(display_name="林溪"))
    check_in(meeting, user=member)
    console, room = opened("console", size=WIDE), opened("room", who=member, size=WIDE)
    field = console.locator("#decided [name=text]")
    field.fill("下次读第二部分")
    console.wait_for_timeout(500)  # until it is kept
    console.reload()
    expect(field).to_have_value("下次读第二部分")
    field.press("Enter")
    expect(console.locator("#decided li")).to_have_text("下次读第二部分")
    expect(room.locator("#decided li")).to_have_text("下次读第二部分")
    console.reload()
    expect(field).to_have_value("")


def test_a_phone_leads(opened, meeting, lead):
    leading.focus(meeting, paragraph=paragraph(meeting, 2), by=lead)
    floor.raise_hand(meeting.attendances.get(user=lead))
    phone = opened("console", size=(320, 640))
    expect(phone.locator("#hands-count")).to_have_text("1")
    for sheet in ("console-agenda", "console-speaking", "console-asking", "console-coming"):
        phone.locator(f"[data-opens={sheet}]").click()
        expect(phone.locator(f"#{sheet}")).to_be_visible()
        assert overflow(phone) == 0
        assert barriers(phone) == []
        phone.locator(f"[data-closes={sheet}]").click()
        expect(phone.locator(f"#{sheet}")).to_be_hidden()
    phone.get_by_role("button", name="下一段").click()
    expect(phone.locator("#lead .lead-now b")).to_have_text("第3段")


@pytest.mark.parametrize("size", [PHONE, WIDE])
def test_a_running_meeting_stands_on_top(visit, server, meeting, lead, size):
    page = visit(size=size)
    sign_in(page, lead, server)
    page.goto(meeting.group.get_absolute_url())
    card = page.locator("#running-now").get_by_role("link")
    assert card.bounding_box()["y"] < size[1] / 2
    card.click()
    expect(page).to_have_url(f"{server}{meeting.get_absolute_url()}")


def test_a_menu_closes_when_one_looks_elsewhere(opened):
    console = opened("console", size=WIDE)
    for leave in (lambda: console.keyboard.press("Escape"), lambda: console.locator(".console-head h2").first.click()):
        console.locator("#end-meeting > summary").click()
        expect(console.get_by_role("button", name="确定散会")).to_be_visible()
        leave()
        expect(console.get_by_role("button", name="确定散会")).to_be_hidden()


def test_half_a_question_does_not_hold_the_agenda_back(opened):
    console = opened("console", size=WIDE)
    field = console.get_by_label("留到会后的问题")
    field.fill("慢和方便")
    console.get_by_role("button", name="下一项").click()
    expect(console.locator('#agenda [aria-current="step"]')).to_contain_text("再议大家问得最多的疑问")
    expect(field).to_have_value("慢和方便")
    field.press("Enter")
    expect(console.locator(".parked li")).to_contain_text("慢和方便")
    expect(field).to_have_value("")
