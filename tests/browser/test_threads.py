"""Threads in the panel beside the text: opened, answered, named, closed; what one types is never exchanged."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect

from studyapp.accounts.models import User
from studyapp.annotations.models import Annotation, Reply, Visit
from studyapp.groups.models import Role
from tests.browser.choosing import act, tap
from tests.browser.conftest import PHONE, WIDE
from tests.browser.looking import barriers, overflow, sign_in
from tests.factories import join, make_article, make_group, make_note, make_user

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
TEXT = "先把茶叶放进壶里。水要刚刚烧开。\n再等水凉一凉。\n最后把壶洗干净，明天再来。"


@pytest.fixture
def group(transactional_db):
    return make_group()


@pytest.fixture
def people(group) -> dict[str, User]:
    zhou = join(group, user=make_user(display_name="周远"), role=Role.FACILITATOR)
    return {"林溪": join(group), "周远": zhou}


@pytest.fixture
def article(group):
    return make_article(text=TEXT, groups=(group,))


@pytest.fixture
def question(article, people) -> Annotation:
    place = {"quote": "再等水凉一凉。", "study": article.studies.get()}
    return make_note(article=article, author=people["周远"], kind="question", body="等多久？", **place)


@pytest.fixture
def opened(visit, server, people, article) -> Callable[..., Page]:
    def open_page(path: str = "", *, who: str = "林溪", **seen: object) -> Page:
        page = visit(**seen)
        sign_in(page, people[who], server)
        page.goto(f"/read/{article.pk}/{path}")
        return page

    return open_page


def panel(page: Page):
    return page.locator("#panel")


@pytest.mark.parametrize("size", [PHONE, WIDE])
@pytest.mark.parametrize("night", [False, True])
def test_a_note_opens_beside_the_text_and_goes_back_to_where_one_was(opened, question, size, night):
    page = opened(size=size, night=night)
    link = page.locator("#p2 [data-panel]:visible").first
    link.click()
    expect(panel(page)).to_contain_text("等多久？")
    expect(panel(page)).to_be_focused()
    assert not barriers(page)
    assert overflow(page) == 0
    page.keyboard.press("Escape")
    expect(panel(page)).to_be_hidden()
    expect(link).to_be_focused()


def test_a_tap_outside_closes_it(opened, question):
    page = opened()
    page.locator("#p2 [data-panel]:visible").first.click()
    expect(panel(page)).to_be_visible()
    page.locator("#p3 .paragraph-text").click()
    expect(panel(page)).to_be_hidden()


def test_the_address_of_a_note_opens_its_thread(opened, question):
    page = opened(f"p/2/?note={question.pk}#p2")
    expect(panel(page)).to_contain_text("等多久？")


def test_a_reply_stands_there_at_once(opened, question):
    page = opened(f"p/2/?note={question.pk}#p2")
    page.get_by_placeholder("回复").fill("半刻钟")
    page.get_by_role("button", name="回复", exact=True).click()
    expect(page.locator(f"#replies-{question.pk}")).to_contain_text("半刻钟")
    expect(page.get_by_placeholder("回复")).to_have_value("")
    assert Reply.objects.get().body == "半刻钟"


def test_a_reply_that_was_not_sent_comes_back(opened, question):
    page = opened(f"p/2/?note={question.pk}#p2")
    page.get_by_placeholder("回复").press_sequentially("写到一半")
    page.wait_for_timeout(400)
    page.reload()
    expect(page.get_by_placeholder("回复")).to_have_value("写到一半")
    page.get_by_role("button", name="回复", exact=True).click()
    expect(page.locator(f"#replies-{question.pk}")).to_contain_text("写到一半")
    page.reload()
    expect(page.get_by_placeholder("回复")).to_have_value("")


def test_names_are_offered_and_taken_by_key(opened, question):
    page = opened(f"p/2/?note={question.pk}#p2")
    field = page.get_by_placeholder("回复")
    field.press_sequentially("请问@周")
    expect(page.get_by_role("option", name="周远")).to_be_visible()
    assert not barriers(page)
    page.keyboard.press("Enter")
    expect(field).to_have_value("请问@周远 ")
    expect(page.locator("#people-options")).to_have_count(0)


def test_names_are_offered_in_a_note_for_the_group_alone(opened, people):
    page = opened()
    tap(page, 1, "先把")
    act(page, "thought")
    body = page.locator("#composer-body")
    body.press_sequentially("@周")
    page.wait_for_timeout(400)
    expect(page.locator("#people-options")).to_have_count(0)
    page.locator(".audience-choice.group").click()
    body.press_sequentially("远")
    page.get_by_role("option", name="周远").click()
    expect(body).to_have_value("@周远 ")


def test_the_notes_of_a_paragraph_and_one_of_them_and_back(opened, question):
    page = opened(size=PHONE)
    page.locator("#p2 .note-count").click()
    expect(panel(page)).to_contain_text("第 2 段")
    panel(page).locator("a.gathered-open").click()
    expect(panel(page).get_by_placeholder("回复")).to_be_visible()
    page.get_by_role("button", name="回到这一段的批注").click()
    expect(panel(page)).to_contain_text("第 2 段")


def test_the_bar_leads_to_the_notes_of_the_paragraph(opened, question):
    page = opened()
    tap(page, 2, "再等")
    act(page, "notes")
    expect(panel(page)).to_contain_text("等多久？")


def test_an_act_on_a_note_shows_in_the_text(opened, question):
    page = opened(f"p/2/?note={question.pk}#p2", who="周远")
    expect(page.locator("#p2 mark.question")).to_have_count(1)
    page.get_by_role("button", name="标为已解答").click()
    expect(page.locator(f"#note-{question.pk}")).to_contain_text("已解答")


@pytest.fixture
def unread(question, people) -> Annotation:
    """For 林溪, who was here long ago."""
    Visit.objects.create(user=people["林溪"], study=question.study, since=LONG_AGO, came_at=LONG_AGO)
    return question


def test_a_phone_shows_what_is_new_and_goes_there(opened, unread):
    page = opened(size=PHONE)
    dot = page.locator("#p2 .note-count .unread-dot")
    expect(dot).to_be_visible()
    page.get_by_role("button", name="显示").click()
    page.locator("#lens").get_by_role("link", name="下一条没看过的").click()
    expect(panel(page)).to_contain_text("等多久？")
    expect(page.locator("#lens")).to_be_hidden()
    expect(dot).to_have_count(0)


def test_from_one_unread_note_to_the_next_within_the_panel(opened, unread, article, people):
    place = {"quote": "最后把壶洗干净，", "study": unread.study}
    make_note(article=article, author=people["周远"], kind="thought", body="别忘了", **place)
    page = opened(size=PHONE)
    page.locator("#p2 .note-count").click()
    panel(page).locator("a.gathered-open").click()
    expect(panel(page).get_by_placeholder("回复")).to_be_visible()
    panel(page).get_by_role("link", name="下一条没看过的").click()
    expect(panel(page)).to_contain_text("别忘了")
    expect(panel(page).get_by_role("link", name="下一条没看过的")).to_be_hidden()


@pytest.mark.parametrize("night", [False, True])
def test_where_many_marked_and_nobody_wrote_a_phone_says_so(opened, article, group, night):
    for _ in range(3):
        place = {"quote": "再等水凉一凉。", "study": article.studies.get()}
        make_note(article=article, author=join(group), kind="highlight", **place)
    page = opened(size=PHONE, night=night)
    page.get_by_role("link", name="第2段 · 3 人都划了这里").click()
    expect(panel(page)).to_contain_text("3 人都划了这里")
    assert not barriers(page)
    assert overflow(page) == 0


def test_a_long_line_of_ones_own_does_not_widen_the_panel(opened, people, article):
    make_note(article=article, author=people["林溪"], kind="highlight", quote="先把茶叶放进壶里。水要刚刚烧开。")
    note = {"quote": "先把", "study": article.studies.get()}
    make_note(article=article, author=people["林溪"], kind="thought", body="想", **note)
    page = opened()
    page.evaluate("document.getElementById('panel').open('p/1/notes/', document.getElementById('p1'))")
    expect(page.locator("#panel .own-mark")).to_be_visible()
    assert page.evaluate(
        "document.getElementById('panel-body').scrollWidth <= document.getElementById('panel-body').clientWidth"
    )


def test_next_unread_by_key(opened, unread):
    page = opened()
    page.keyboard.press("u")
    expect(panel(page)).to_contain_text("等多久？")
