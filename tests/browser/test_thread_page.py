"""A thread on its own page: whole on a phone and a desk, by day and by night, with and without scripts."""

from uuid import uuid4

import pytest
from playwright.sync_api import expect

from studyapp.annotations.services import moderation, reactions, threads
from studyapp.groups.models import Role
from tests.browser.conftest import PHONE, WIDE
from tests.browser.looking import barriers, overflow, sign_in
from tests.factories import join, make_group, make_note, make_study, make_user

LONG = "步道每隔三百米设一处石凳，不设在最平的地方，而设在最想回头的地方。慢的人沿途都有终点，快的人也不必为谁让路。"


@pytest.fixture
def thread(transactional_db):
    group = make_group()
    study = make_study(group=group, text=f"一是给脚步留下停处。\n{LONG}\n再等水开。")
    asker = join(group, user=make_user(display_name="周远"), role=Role.FACILITATOR)
    reader = join(group, user=make_user(display_name="林溪"))
    song = join(group, user=make_user(display_name="一个名字特别特别特别长的成员宋岩"))
    note = make_note(
        article=study.article, author=asker, study=study, kind="question", quote=LONG[:30],
        body="留缝好听，会不会绊到推婴儿车的人？“慢”和“方便”**冲突**的时候，先顾哪一头？\n\n- 一是\n- 二是",
    )  # fmt: skip
    reactions.me_too(note, by=reader)
    first = threads.reply(note, author=song, key=uuid4(), body="上周走过：缝只有两指宽，都在靠水的一侧。")
    threads.reply(
        note,
        author=reader,
        key=uuid4(),
        body="> 缝只有两指宽\n\n那就不是二选一。@周远 你怎么看？\n\n`" + "长" * 80 + "`",
    )
    moderation.resolve(note, answer=first)
    hidden = threads.reply(note, author=song, key=uuid4(), body="无关的话")
    moderation.hide_reply(hidden, by=asker, reason="与本段无关")
    return note, {"asker": asker, "reader": reader, "song": song}


@pytest.mark.parametrize("size", [PHONE, WIDE])
@pytest.mark.parametrize("night", [False, True])
@pytest.mark.parametrize("who", ["asker", "reader", "song"])
def test_it_stands_whole(visit, server, thread, size, night, who):
    note, people = thread
    page = visit(size=size, night=night)
    sign_in(page, people[who], server)
    page.goto(f"/annotations/{note.pk}/")
    assert overflow(page) == 0
    assert barriers(page) == []


@pytest.fixture
def talking(visit, server, thread):
    """`talking("reader")`: the thread's page, open before that person."""

    def open_page(who: str, **eyes: object):
        note, people = thread
        page = visit(**eyes)
        sign_in(page, people[who], server)
        page.goto(f"/annotations/{note.pk}/")
        return page

    return open_page


@pytest.mark.parametrize("scripts", [True, False])
def test_a_reply_is_written_deleted_and_brought_back(talking, scripts):
    page = talking("reader", scripts=scripts)
    page.get_by_label("回复周远的疑问").fill("我来回答")
    page.get_by_role("button", name="回复", exact=True).click()
    said = page.locator(".reply", has_text="我来回答")
    expect(said).to_be_visible()
    expect(page.get_by_label("回复周远的疑问")).to_have_value("")
    if scripts:
        said.get_by_label("更多").click()
        said.get_by_role("button", name="删去").click()
        expect(said).to_have_count(0)
        page.locator("#toasts").get_by_role("button", name="撤销").click()
    else:
        said.locator("summary").click()
        said.get_by_role("button", name="删去").click()
        page.get_by_role("button", name="撤销").click()
    expect(said).to_be_visible()


def test_agreeing_leaves_what_is_being_typed(talking):
    page = talking("reader", size=PHONE)
    page.get_by_label("回复周远的疑问").fill("写到一半")
    page.locator("article").get_by_role("button", name="赞同").click()
    expect(page.locator("article").get_by_role("button", name="赞同 1")).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_label("回复周远的疑问")).to_have_value("写到一半")


def test_a_quote_comes_behind_what_is_being_typed(talking):
    page = talking("reader")
    page.get_by_label("回复周远的疑问").fill("写到一半")
    page.wait_for_timeout(400)  # until the draft is kept
    page.locator(".reply.answer").get_by_text("引用").click()
    expect(page.get_by_label("回复周远的疑问")).to_have_value(
        "写到一半\n\n> 上周走过：缝只有两指宽，都在靠水的一侧。\n\n"
    )


def test_a_note_is_edited_where_it_stands(talking):
    page = talking("asker")
    page.locator(".note-acts").get_by_text("改", exact=True).click()
    expect(page.locator(".edit-form .audience")).to_have_text("「茶社」4 人可见")
    expect(page.locator(".reply-form")).to_be_hidden()
    page.get_by_label("内容").fill("换一个问法")
    page.get_by_role("button", name="保存").click()
    expect(page.locator("article .said")).to_have_text("换一个问法")
    page.get_by_text("改过").click()
    expect(page.get_by_role("heading", name="改过的内容")).to_be_visible()
    expect(page.locator(".wording")).to_have_count(2)
    page.get_by_text("回到讨论").click()
    expect(page.locator("article .said")).to_have_text("换一个问法")


def test_editing_a_reply_is_given_up(talking):
    page = talking("reader")
    own = page.locator(".reply.own")
    own.get_by_label("更多").click()
    own.get_by_text("改", exact=True).click()
    page.get_by_label("改回复").fill("不要的")
    expect(page.locator(".reply-form")).to_be_hidden()
    page.get_by_text("不改了").click()
    expect(page.locator(".reply-form")).to_be_visible()
    expect(page.locator(".reply.own")).to_contain_text("那就不是二选一")


def test_a_facilitator_hides_and_locks(talking):
    page = talking("asker", size=PHONE)
    said = page.locator(".reply", has_text="那就不是二选一")
    said.get_by_label("更多").click()
    said.locator("summary", has_text="隐藏").click()
    said.get_by_label("为什么隐藏").fill("跑题了")
    said.get_by_role("button", name="隐藏").click()
    expect(page.get_by_text("主持人隐藏了这条：跑题了")).to_be_visible()
    page.locator("article").get_by_label("更多").click()
    page.get_by_role("button", name="锁定讨论").click()
    expect(page.get_by_text("讨论已锁定，不再添回复。")).to_be_visible()
    assert overflow(page) == 0


def test_a_form_behind_the_button_fills_the_column(talking):
    page = talking("asker", size=PHONE)
    said = page.locator(".reply", has_text="那就不是二选一")
    said.get_by_label("更多").click()
    said.locator("summary", has_text="隐藏").click()
    column, box = (said.locator(where).bounding_box() for where in ("header", ".sure-box"))
    assert (box["x"], box["width"]) == (column["x"], column["width"])


@pytest.mark.parametrize("scripts", [True, False])
def test_who_sees_what_is_hidden_is_said(talking, thread, scripts):
    note, people = thread
    moderation.hide(note, by=people["song"], reason="与本段无关")
    page = talking("asker", scripts=scripts)
    expect(page.locator("article .audience")).to_have_text("只有作者和主持人看得见")


def test_names_behind_an_at_are_seen_on_a_phone(talking):
    page = talking("reader", size=PHONE)
    field = page.get_by_label("回复周远的疑问")
    field.press_sequentially("@")
    expect(page.get_by_role("option").first).to_be_in_viewport(ratio=1)
    bar = page.locator(".tabbar").bounding_box()
    names = page.get_by_role("listbox").bounding_box()
    assert names["y"] + names["height"] <= bar["y"]


def test_what_one_reads_stays_when_more_is_said(visit, server, thread):
    note, people = thread
    page = visit(size=WIDE)
    sign_in(page, people["reader"], server)
    page.goto(f"/read/{note.article_id}/p/2/?note={note.pk}")
    first = page.locator("#panel .reply").first
    expect(first).to_be_visible()
    before = first.bounding_box()
    for n in range(6):
        threads.reply(note, author=people["song"], key=uuid4(), body=f"第 {n} 句。" + LONG)
    page.evaluate("document.dispatchEvent(new CustomEvent('notes:changed', { detail: { paragraphs: [2] } }))")
    expect(page.locator("#panel .reply", has_text="第 5 句")).to_be_attached()
    assert first.bounding_box() == before
    edge = page.locator("#panel").bounding_box()
    assert edge["y"] + edge["height"] <= WIDE[1]
