"""The reading page, the shelf and one's own page, in a real browser."""

import re
import time
from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from studyapp.library.models import Article, KeyPoint, Place, Term
from tests.browser.conftest import PHONE, WIDE
from tests.browser.looking import barriers, overflow, sign_in
from tests.factories import join, make_article, make_group

LINE = "水从山里来，一路走，一路记：哪里缓，哪里急，“转弯”的地方总有人家，也总有一座桥等着，这叫“借景”。"


def chapters(group, *, count: int = 3, paragraphs: int = 12, line: str = LINE * 2) -> Article:
    lines, parts = [], []
    for chapter in range(1, count + 1):
        parts.append((f"第{chapter}章", 1, len(lines)))
        lines += [f"第{chapter}章", *[line] * paragraphs]
    return make_article(text="\n".join(lines), title="沿河而行", sections=tuple(parts), groups=(group,))


@pytest.fixture
def group(transactional_db):
    return make_group()


@pytest.fixture
def reader(group):
    return join(group)


@pytest.fixture
def article(group):
    article = chapters(group)
    first = article.revision.paragraphs.get(number=1)
    KeyPoint.objects.create(revision=article.revision, title="哪里缓，哪里急", start=first.start, end=first.end)
    Term.objects.create(article=article, text="借景", explanation="把远处收进来看。")
    return article


@pytest.fixture
def opened(visit, server, reader):
    def open_page(path: str, **seen: object) -> Page:
        page = visit(**seen)
        sign_in(page, reader, server)
        page.goto(path)
        return page

    return open_page


def eventually(is_so: Callable[[], bool]) -> bool:
    """A beacon comes a moment after the page is left."""
    for _ in range(50):
        if is_so():
            return True
        time.sleep(0.1)
    return False


def kept_number(reader) -> int | None:
    place = Place.objects.with_words().filter(user=reader).first()
    return place.number if place else None


def here(page: Page, number: int | str):
    return expect(page.locator("#here-paragraph")).to_have_text(str(number))


@pytest.mark.parametrize("size", [PHONE, WIDE])
@pytest.mark.parametrize("night", [False, True])
@pytest.mark.parametrize("path", ["/read/{}/p/3/#p3", "/library/", "/library/{}/", "/mine/"])
def test_everyone_can_read_it_whatever_their_eyes_and_screen(opened, article, path, size, night):
    page = opened(path.format(article.pk), size=size, night=night)
    assert not barriers(page)
    assert overflow(page) == 0


def test_the_place_is_kept_while_scrolling_and_found_again_on_a_phone(opened, article, reader):
    desk = opened(f"/read/{article.pk}/")
    desk.locator("#contents").get_by_role("link", name="第3章").click()
    here(desk, 25)
    desk.mouse.move(700, 500)
    desk.mouse.wheel(0, 700)
    shown = desk.locator("#here-paragraph")
    assert eventually(lambda: kept_number(reader) == int(shown.inner_text()) > 25)
    number = shown.inner_text()
    phone = opened("/", size=PHONE)
    expect(phone).to_have_url(re.compile(f"#p{number}$"))
    here(phone, number)


def test_the_place_is_kept_when_the_page_is_left_at_once(opened, article, reader):
    page = opened(f"/read/{article.pk}/p/9/#p9")
    here(page, 9)
    page.keyboard.press("n")
    here(page, 10)
    page.goto("/mine/")
    places = Place.objects.with_words().filter(user=reader)
    assert eventually(lambda: places.get().number == 10)


def test_opening_ones_place_again_and_again_does_not_move_it(opened, article, reader):
    page = opened(f"/read/{article.pk}/p/17/#p17", size=PHONE)
    for _ in range(3):
        here(page, 17)
        page.goto("/mine/")
        assert eventually(lambda: kept_number(reader) == 17)
        page.goto(f"/read/{article.pk}/")


def test_the_contents_follow(opened, article):
    page = opened(f"/read/{article.pk}/")
    page.locator("#p30").scroll_into_view_if_needed()
    page.mouse.wheel(0, 900)
    expect(page.locator("#contents [aria-current]")).to_contain_text("第3章")
    expect(page.locator("#here-section")).to_have_text("第3章")


def test_on_a_phone_the_contents_are_a_drawer(opened, article):
    page = opened(f"/read/{article.pk}/", size=PHONE)
    contents = page.locator("#contents")
    expect(contents).to_be_hidden()
    page.get_by_role("navigation", name="阅读").get_by_role("button", name="目录").click()
    assert not barriers(page)
    contents.get_by_role("link", name="第2章").click()
    expect(contents).to_be_hidden()
    here(page, 13)


def test_a_term_explains_itself_beside_the_words(opened, article):
    page = opened(f"/read/{article.pk}/p/5/#p5", size=PHONE)
    page.locator("#p5 a.term").click()
    card = page.get_by_role("dialog", name="借景")
    expect(card).to_contain_text("把远处收进来看。")
    assert overflow(page) == 0
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)


def test_type_and_night_are_chosen_at_once_and_kept(opened, article):
    page = opened(f"/read/{article.pk}/")
    page.get_by_role("button", name="版式").first.click()
    with page.expect_response(re.compile("/display/")):
        page.locator("#display label", has_text="特大").click()
    expect(page.locator("#reading")).to_have_attribute("data-size", "huge")
    with page.expect_response(re.compile("/display/")):
        page.get_by_role("button", name="夜间").click()
    page.reload()
    expect(page.locator("#reading")).to_have_attribute("data-size", "huge")
    expect(page.get_by_role("button", name="夜间")).to_have_attribute("aria-pressed", "true")


def test_a_paragraphs_link_is_copied(opened, article, server):
    page = opened(f"/read/{article.pk}/")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("link", name="第4段").click()
    expect(page.locator("#toasts")).to_contain_text("第 4 段")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == f"{server}/read/{article.pk}/p/4/#p4"


def test_keys_go_by_paragraph_and_from_leaf_to_leaf(opened, group):
    article = chapters(group, paragraphs=40, line=LINE * 8)
    page = opened(f"/read/{article.pk}/s/2/")
    page.keyboard.press("n")
    here(page, 42)
    page.keyboard.press("]")
    expect(page.locator("h1")).to_have_text("第3章")
    page.keyboard.press("[")
    expect(page.locator("h1")).to_have_text("第2章")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="键盘")).to_be_visible()


def test_it_works_without_scripts(opened, article):
    page = opened(f"/read/{article.pk}/", size=PHONE, scripts=False)
    page.get_by_role("navigation", name="阅读").get_by_role("button", name="目录").click()
    expect(page.locator("#contents")).to_be_visible()
    page.locator("#contents").get_by_role("link", name="第3章").click()
    expect(page.locator("#s3")).to_be_in_viewport()
    page.get_by_role("button", name="记住读到第 36 段").click()
    expect(page.get_by_role("link", name="从头再读")).to_be_visible()


def test_nothing_jumps_while_the_page_comes(opened, article):
    page = opened("/mine/")
    page.add_init_script(
        "window.jumps = 0; new PerformanceObserver((list) => { for (const entry of list.getEntries()) "
        "window.jumps += entry.value; }).observe({ type: 'layout-shift', buffered: true });"
    )
    page.goto(f"/read/{article.pk}/")
    here(page, 1)
    page.wait_for_timeout(300)
    assert page.evaluate("window.jumps") < 0.01


def test_the_shelf_is_searched_while_typing(opened, group, article):
    make_article(title="廊桥记", groups=(group,))
    page = opened("/library/")
    page.get_by_placeholder("按题目或作者找").press_sequentially("廊")
    expect(page.locator(".article")).to_have_count(1)
    expect(page).to_have_url(re.compile("q="))
    expect(page.get_by_placeholder("按题目或作者找")).to_be_focused()


def test_an_address_that_names_its_paragraph_in_the_path_alone_goes_there(opened, article):
    page = opened(reverse("reading:paragraph", args=[article.pk, 20]))
    expect(page.locator("#p20")).to_be_in_viewport()
    expect(page.locator("#p13")).not_to_be_in_viewport()
