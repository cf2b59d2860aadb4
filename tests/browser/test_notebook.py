"""The notebook in a browser: found again, changed in its place, deleted and brought back; also without scripts."""

import re

import pytest
from playwright.sync_api import Page, expect

from studyapp.library.models import Article
from tests.browser.conftest import PHONE, WIDE
from tests.browser.looking import barriers, overflow, sign_in
from tests.factories import join, make_article, make_group, make_note, make_user

TEXT = "步道每隔三百米设一处石凳，不设在最平的地方，而设在最想回头的地方。\n慢的反面不是快，而是急。"


@pytest.fixture
def reader(transactional_db):
    group = make_group(name="每周四晚上喝茶读一篇短文的读书会")
    reader = join(group, user=make_user(display_name="林溪"))
    article = make_article(text=TEXT, title="住在石拱桥头第三间的木匠说的沿河而行的事", groups=(group,))
    study = article.studies.get()
    tags = ("一个特别特别长的标签名字", "路", "园林")
    make_note(article=article, author=reader, quote=TEXT[:33], kind="thought", body="**要先走过**。", tags=tags)
    make_note(article=article, author=reader, quote="慢的反面", kind="question", body="快与急？", study=study)
    make_note(article=article, author=reader, quote="石凳", study=study)
    return reader


@pytest.fixture
def notebook(visit, server, reader):
    def opened(**how: object) -> Page:
        page = visit(**how)
        sign_in(page, reader, server)
        page.goto("/notebook/")
        return page

    return opened


@pytest.mark.parametrize("size", [PHONE, WIDE])
@pytest.mark.parametrize("night", [False, True])
def test_it_has_no_barriers_and_fits(notebook, size, night):
    page = notebook(size=size, night=night)
    assert barriers(page) == []
    assert overflow(page) == 0


def test_what_is_typed_narrows_it_and_stands_in_the_address(notebook):
    page = notebook()
    page.get_by_role("searchbox").fill("急")
    expect(page.locator(".entry")).to_have_count(1)
    expect(page).to_have_url(re.compile(r"q=%E6%80%A5"))
    page.reload()
    expect(page.locator(".entry")).to_have_count(1)


def test_a_note_is_changed_in_its_place(notebook):
    page = notebook()
    entry = page.locator(".entry.question")
    entry.get_by_role("link", name="改").click()
    entry.get_by_label("内容").fill("快就是急吗？")
    entry.get_by_role("button", name="保存").click()
    expect(entry.locator(".entry-words")).to_have_text("快就是急吗？")
    expect(entry.locator("time")).to_be_visible()
    entry.get_by_role("link", name="改").click()
    expect(entry.locator(".edit-form .audience")).to_contain_text("可见")
    entry.get_by_role("link", name="不改了").click()
    expect(entry.locator(".entry-words")).to_have_text("快就是急吗？")
    expect(entry.get_by_role("button", name="只给自己看")).to_be_visible()
    expect(entry.locator(".note, .note-acts:visible")).to_have_count(0)
    expect(page.locator(".entry")).to_have_count(3)


@pytest.mark.parametrize("scripts", [True, False])
def test_many_are_deleted_and_brought_back(notebook, scripts):
    page = notebook(scripts=scripts, size=PHONE)
    page.locator(".entry-pick").nth(0).click()
    page.locator(".entry-pick").nth(1).click()
    page.locator("#notebook-acts").get_by_role("button", name="删去").click()
    expect(page.locator(".entry")).to_have_count(1)
    expect(page.locator("#notebook-counts")).to_contain_text("一共 1 条")
    page.get_by_role("button", name="撤销").click()
    expect(page.locator(".entry")).to_have_count(3)
    expect(page.locator("#notebook-counts")).to_contain_text("一共 3 条")


@pytest.mark.parametrize("scripts", [True, False])
def test_the_whole_page_is_taken_back_for_oneself(notebook, scripts):
    page = notebook(scripts=scripts)
    page.get_by_label("选中这一页").check()
    page.locator("#notebook-acts").get_by_role("button", name="只给自己看").click()
    expect(page.locator(".toast")).to_have_text("2 条现在仅自己可见。")
    expect(page.locator(".audience.private")).to_have_count(3)


@pytest.mark.parametrize("size", [PHONE, WIDE])
def test_a_note_is_opened_beside_its_words(notebook, size):
    page = notebook(size=size)
    page.locator(".entry.question").get_by_role("link", name="在原文里").click()
    expect(page.locator("#panel .note")).to_be_in_viewport()
    expect(page.locator("#p2")).to_be_in_viewport()


@pytest.mark.parametrize("size", [PHONE, WIDE])
@pytest.mark.parametrize("scripts", [True, False])
def test_a_long_mark_of_ones_own_fits_among_the_notes_of_its_paragraph(visit, server, reader, size, scripts):
    article = Article.objects.get()
    make_note(article=article, author=reader, quote=TEXT[:33])
    for _ in range(5):  # more than stand beside it
        make_note(article=article, author=reader, quote="石凳", kind="thought", body="坐一坐。")
    page = visit(size=size, scripts=scripts)
    sign_in(page, reader, server)
    if scripts:
        page.goto(f"/read/{article.pk}/p/1/")
        page.locator(".notes .folded, .note-count").locator("visible=true").first.click()
    else:
        page.goto(f"/read/{article.pk}/p/1/notes/")
    expect(page.locator(".own-mark").first).to_be_visible()
    room = page.locator("#panel-body" if scripts else "html")
    assert room.evaluate("(room) => room.scrollWidth - room.clientWidth") == 0
    assert overflow(page) == 0
