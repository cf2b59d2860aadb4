"""Uploading and the structure desk in a real browser: by mouse, by keys alone, on a phone, without scripts."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from studyapp.importing.models import Draft
from tests.browser.conftest import PHONE, WIDE
from tests.browser.looking import READ_WITHIN, barriers, overflow, sign_in
from tests.factories import make_draft, make_group, make_user
from tests.importing.desk import SECTIONS, TEXT

CHOSEN = '.node[aria-current="true"] > .node-row'


@pytest.fixture(autouse=True)
def read_at_once(settings, tmp_path):
    """The server of these tests shares their database, which a process of its own would not find."""
    settings.READ_DRAFTS_IN_BACKGROUND = False
    settings.DATA_DIR = tmp_path


@pytest.fixture
def owner(transactional_db):
    owner = make_user(display_name="李梅")
    make_group(owner=owner)
    return owner


@pytest.fixture
def draft(owner):
    return make_draft(text=TEXT, sections=SECTIONS, by=owner)


@pytest.fixture
def opened(visit, server, owner):
    def open_page(path: str, **seen: object) -> Page:
        page = visit(**seen)
        sign_in(page, owner, server)
        page.goto(path)
        return page

    return open_page


def desk(draft: Draft) -> str:
    return reverse("importing:desk", args=[draft.pk])


@pytest.mark.parametrize("night", [False, True])
@pytest.mark.parametrize("size", [PHONE, WIDE])
def test_every_page_of_importing_is_without_barriers(opened, draft, size, night):
    page = opened(reverse("importing:upload"), size=size, night=night)
    for path in (reverse("importing:upload"), reverse("importing:articles"), desk(draft)):
        page.goto(path)
        assert not barriers(page), path
        assert overflow(page) == 0, path


def test_the_desk_is_without_barriers_when_all_is_open(opened, draft):
    page = opened(f"{desk(draft)}?place=s3")
    page.evaluate("for (const details of document.querySelectorAll('details')) details.open = true")
    expect(page.locator("#preview p").first).to_be_visible()
    assert not barriers(page)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    assert not barriers(page)


def press(page: Page, key: str) -> None:
    """A key whose act asks the server, until the desk has come back."""
    with page.expect_response(re.compile("/desk/")):
        page.keyboard.press(key)
    expect(page.locator(".htmx-request, .htmx-settling, .htmx-swapping")).to_have_count(0)


def test_a_structure_is_corrected_by_keys_alone(opened, draft):
    page = opened(desk(draft))
    press(page, "ArrowDown")
    expect(page.locator(CHOSEN)).to_contain_text("上山")
    press(page, "ArrowDown")
    press(page, "]")
    expect(page.locator('.node.section[data-level="2"]')).to_contain_text("下山")
    press(page, "x")
    expect(page.locator(".node.section")).to_have_count(1)
    press(page, "Control+z")
    expect(page.locator(".node.section")).to_have_count(2)
    press(page, "j")
    press(page, "j")
    press(page, "k")
    expect(page.locator(".node.key-point")).to_have_count(1)
    press(page, "Control+z")
    press(page, "Control+Shift+z")
    expect(page.locator(".node.key-point")).to_have_count(1)


def test_keys_pressed_faster_than_the_server_answers_are_not_lost(opened, owner):
    lines = "\n".join(f"第{number}节\n茶要慢慢喝。" for number in range(12))
    draft = make_draft(text=lines, sections=tuple((f"第{number}节", 1, 2 * number) for number in range(12)), by=owner)
    page = opened(desk(draft))
    for key in ["ArrowDown"] * 6 + ["ArrowUp"] * 2 + ["x"]:
        page.keyboard.press(key)
    expect(page.locator(".node.section")).to_have_count(11)
    expect(page.locator(".node-title", has_text="第3节")).to_have_count(0)


def test_a_title_is_typed_and_enter_while_composing_sends_nothing(opened, draft):
    page = opened(f"{desk(draft)}?place=s3")
    page.keyboard.press("F2")
    field = page.locator("#node-title")
    expect(field).to_be_focused()
    field.fill("到山上去")
    field.dispatch_event("keydown", {"key": "Enter", "isComposing": True, "bubbles": True, "cancelable": True})
    assert field.evaluate(
        "input => !input.dispatchEvent(new KeyboardEvent('keydown',"
        " { key: 'Enter', isComposing: true, bubbles: true, cancelable: true }))"
    )
    press(page, "Enter")
    expect(page.locator(CHOSEN)).to_contain_text("到山上去")


def test_what_somebody_else_did_is_shown_and_what_one_typed_is_kept(opened, draft):
    page, other = opened(f"{desk(draft)}?place=s3"), opened(f"{desk(draft)}?place=s3")
    other.locator("#node-title").fill("甲改的")
    press(other, "Enter")
    page.locator("#node-title").fill("乙改的")
    press(page, "Enter")
    expect(page.get_by_role("alert")).to_contain_text("被别人改过了")
    expect(page.locator("#node-title")).to_have_value("乙改的")
    expect(page.locator(CHOSEN)).to_contain_text("甲改的")


def test_on_a_phone_the_text_and_the_tree_take_turns(opened, draft):
    page = opened(desk(draft), size=PHONE)
    expect(page.locator(".tree")).to_be_visible()
    page.get_by_role("button", name="原文", exact=True).click()
    expect(page.locator(".tree")).not_to_be_visible()
    page.locator(".desk-paragraph").nth(1).click()
    page.get_by_role("button", name="从这里另成一节").click()
    page.get_by_role("button", name="结构", exact=True).click()
    expect(page.locator(".node.section")).to_have_count(3)


def test_a_file_is_dropped_and_its_name_is_said(opened):
    page = opened(reverse("importing:upload"))
    data = page.evaluate_handle(
        "() => { const data = new DataTransfer();"
        " data.items.add(new File(['茶要慢慢喝。\\n一是看。看汤色。\\n二是闻。闻香气。'], '茶.txt')); return data; }"
    )
    page.locator(".drop").dispatch_event("drop", {"dataTransfer": data})
    expect(page.locator(".drop-chosen")).to_have_text("茶.txt")
    page.get_by_role("button", name="上传", exact=True).click()
    expect(page.locator(".node.key-point")).to_have_count(2, timeout=READ_WITHIN)


def test_a_refused_upload_says_why_in_place(opened, monkeypatch):
    monkeypatch.setattr("studyapp.importing.limits.UPLOAD_BYTES", 10)
    page = opened(reverse("importing:upload"))
    page.set_input_files("input[type=file]", {"name": "茶.txt", "mimeType": "", "buffer": b"x" * 11})
    page.get_by_role("button", name="上传", exact=True).click()
    expect(page.locator(".error")).to_contain_text("茶.txt")


def test_it_all_works_without_scripts(opened, draft):
    page = opened(f"{desk(draft)}?place=s3", scripts=False)
    page.get_by_role("textbox", name="标题").fill("到山上去")
    page.get_by_role("button", name="改名").click()
    expect(page.locator(CHOSEN)).to_contain_text("到山上去")
    page.get_by_role("button", name="发布", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("一碗茶的来路")
