"""Preparing a meeting in a browser: planned, its agenda dragged, read on a phone, joined."""

import pytest
from playwright.sync_api import expect

from studyapp.groups.models import Role
from studyapp.meetings import codes
from studyapp.meetings.models import Meeting, Part
from studyapp.meetings.services import agenda, leading, planning
from tests.browser.conftest import PHONE, WIDE
from tests.browser.looking import barriers, overflow, sign_in
from tests.factories import join, make_article, make_group, make_meeting, make_note, make_user


@pytest.fixture
def study(transactional_db):
    group = make_group(name="茶社")
    text = "\n".join(f"{word}，{'水要慢慢地烧，茶要慢慢地喝。' * 12}" for word in "一二三四五六七八九十")
    return make_article(text=text, title="一碗茶的来路", groups=(group,)).studies.get()


@pytest.fixture
def owner(study):
    return study.group.memberships.get(role=Role.OWNER).user


@pytest.fixture
def meeting(study, owner):
    speaker = join(study.group, user=make_user(display_name="陈思远"))
    meeting = make_meeting(study=study, title="第三次学习会：水与火", place="三楼会议室", guests_allowed=True)
    planning.name_part(meeting, user=speaker, role=Part.Role.KEY_SPEAKER)
    marked = {"article": study.article, "study": study, "quote": "慢慢地烧"}
    make_note(author=speaker, kind="question", body="水要几分烫？", **marked)
    agenda.propose(meeting, by=owner)
    return meeting


def test_a_meeting_is_planned_and_announced(visit, server, study, owner):
    page = visit()
    sign_in(page, owner, server)
    page.goto(f"/groups/{study.group_id}/")
    page.get_by_role("link", name="定一次学习会").click()
    page.get_by_label("题目").fill("第一次学习会")
    page.get_by_label("什么时候开始").fill("2027-11-26T19:00")
    page.get_by_label("《一碗茶的来路》").check()
    assert barriers(page) == []
    page.get_by_role("button", name="定下来").click()
    expect(page.get_by_role("heading", name="第一次学习会")).to_be_visible()
    assert barriers(page) == []
    page.get_by_role("button", name="通知大家").click()
    expect(page.get_by_role("button", name="再通知一次")).to_be_visible()
    assert Meeting.objects.get().announced_at


def order(page) -> list[str]:
    return page.locator(".agenda-entry b").all_inner_texts()


def test_the_agenda_is_put_in_order_by_drag_keys_and_buttons(visit, server, meeting, owner):
    page = visit()
    sign_in(page, owner, server)
    page.goto(f"/meetings/{meeting.pk}/agenda/")
    assert barriers(page) == []
    before = order(page)
    grip, goal = page.locator(".agenda-grip").nth(0), page.locator(".agenda-entry").nth(2)
    grip.hover()
    page.mouse.down()
    box = goal.bounding_box()
    page.mouse.move(box["x"] + 10, box["y"] + box["height"] - 2, steps=5)
    with page.expect_response(lambda answer: "/move/" in answer.url):
        page.mouse.up()
    moved = [before[1], before[2], before[0], *before[3:]]
    expect(page.locator(".agenda-entry b")).to_have_text(moved)
    page.locator(".agenda-entry").nth(2).get_by_role("button", name="往前移").focus()
    with page.expect_response(lambda answer: "/move/" in answer.url):
        page.keyboard.press("Alt+ArrowUp")
    expect(page.locator(".agenda-entry b")).to_have_text([before[1], before[0], before[2], *before[3:]])
    expect(page.locator(".agenda-entry").nth(1).get_by_role("button", name="往前移")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".agenda-entry b")).to_have_text(before)
    assert list(meeting.agenda.values_list("title", flat=True)) == before


def test_an_item_is_changed_dropped_and_taken_back(visit, server, meeting, owner):
    page = visit()
    sign_in(page, owner, server)
    page.goto(f"/meetings/{meeting.pk}/agenda/")
    before = order(page)
    page.get_by_role("link", name=f"改：{before[1]}").click()
    entry = page.locator(".agenda-entry").nth(1)
    entry.get_by_label("议题").fill("先说水")
    entry.get_by_role("button", name="存好").click()
    expect(page.locator(".agenda-entry b").nth(1)).to_have_text("先说水")
    page.get_by_role("button", name="去掉：先说水").click()
    expect(page.get_by_text("去掉了「先说水」。")).to_be_visible()
    page.get_by_role("button", name="撤销").click()
    expect(page.locator(".agenda-entry b").nth(1)).to_have_text("先说水")


@pytest.mark.parametrize("size", [WIDE, PHONE])
@pytest.mark.parametrize("night", [False, True])
def test_pages_fit_and_can_be_read(visit, server, meeting, owner, size, night):
    speaker = meeting.parts.get(role=Part.Role.KEY_SPEAKER).user
    page = visit(size=size, night=night)
    pages = {owner: ("", "edit/", "agenda/", "roll/"), speaker: ("", "outline/")}
    for reader, addresses in pages.items():
        sign_in(page, reader, server)
        for address in addresses:
            page.goto(f"/meetings/{meeting.pk}/{address}")
            assert (barriers(page), overflow(page)) == ([], 0), address


def test_a_guest_comes_in_with_a_code(visit, server, meeting, owner):
    leading.start(meeting, by=owner)
    page = visit(size=PHONE)
    page.goto("/meetings/join/")
    page.get_by_label("签到码").fill(codes.current_code(meeting.nonce).lower())
    page.get_by_role("button", name="进会场").click()
    assert (barriers(page), overflow(page)) == ([], 0)
    page.get_by_label("怎么称呼你").fill("𠮷田")
    page.get_by_role("button", name="列席").click()
    page.wait_for_url("**/room/")
    cookies = page.context.cookies()
    assert [cookie["httpOnly"] for cookie in cookies if cookie["name"].startswith("guest-")] == [True]


def test_without_script_everything_works(visit, server, meeting, owner):
    page = visit(scripts=False)
    sign_in(page, owner, server)
    page.goto(f"/meetings/{meeting.pk}/agenda/")
    before = order(page)
    page.get_by_role("button", name=f"往后移：{before[0]}").click()
    assert order(page) == [before[1], before[0], *before[2:]]
    page.get_by_role("button", name=f"去掉：{before[0]}").click()
    page.get_by_role("button", name="撤销").click()
    assert order(page) == [before[1], before[0], *before[2:]]
