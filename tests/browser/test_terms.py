"""What a term means, beside its words: by mouse, finger and keyboard, in a browser."""

import pytest
from playwright.sync_api import Page, expect

from studyapp.glossary import services
from tests.browser.choosing import tap
from tests.browser.conftest import PHONE
from tests.browser.looking import barriers, overflow, sign_in
from tests.factories import join, make_article, make_group

TEXT = "水面尽头露出半截塔影，这叫借景入园。借景不用打理。\n走到尽头，也有𠮷祥桥。"


@pytest.fixture
def opened(transactional_db, visit, server):
    group = make_group()
    reader = join(group)
    owner = group.members.exclude(pk=reader.pk).get()
    for words, meaning in (("借景", "把远处收进来看。"), ("借景入园", "园林的一种手法。"), ("𠮷祥桥", "桥名。")):
        services.accept(services.add(group, by=owner, words=words), by=owner, meaning=meaning)
    article = make_article(text=TEXT, groups=(group,))

    def open_page(**how: object) -> Page:
        page = visit(**how)
        sign_in(page, reader, server)
        page.goto(f"/read/{article.pk}/")
        page.locator("study-text").wait_for()
        return page

    return open_page


def card(page: Page):
    return page.locator(".term-card")


def test_the_longer_term_is_explained_where_both_stand(opened):
    page = opened()
    expect(page.locator("a.term")).to_have_text(["借景入园", "借景", "𠮷祥桥"])
    page.locator("a.term").first.click()
    expect(card(page)).to_contain_text("园林的一种手法。")
    page.locator("a.term").nth(1).click()
    expect(card(page)).to_have_count(1)
    expect(card(page)).to_contain_text("把远处收进来看。")


def test_a_mouse_that_rests_is_told_and_reads_on(opened):
    page = opened()
    page.locator("a.term").last.hover()
    expect(card(page)).to_contain_text("桥名。")
    expect(card(page)).not_to_be_focused()
    card(page).hover()
    page.wait_for_timeout(400)
    expect(card(page)).to_be_visible()
    page.mouse.move(5, 5)
    expect(card(page)).to_have_count(0)


def test_what_the_mouse_showed_stays_once_it_is_pressed(opened):
    page = opened()
    words = page.locator("a.term").last
    words.hover()
    expect(card(page)).to_be_visible()
    words.click()
    expect(card(page)).to_be_focused()
    page.mouse.move(5, 5)
    page.wait_for_timeout(400)
    expect(card(page)).to_be_visible()
    words.click()
    expect(card(page)).to_have_count(0)


def test_keys_alone_are_enough(opened):
    page = opened()
    words = page.locator("a.term").last
    words.focus()
    expect(words).to_have_attribute("aria-haspopup", "dialog")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="𠮷祥桥")).to_be_focused()
    expect(card(page)).to_have_accessible_description("桥名。")
    assert barriers(page) == []
    page.keyboard.press("Tab")
    expect(card(page).get_by_role("link")).to_be_focused()
    page.keyboard.press("Tab")
    expect(words).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    expect(card(page)).to_have_count(0)
    expect(words).to_be_focused()


def test_escape_closes_the_card_and_leaves_the_chosen_words(opened):
    page = opened()
    tap(page, 1, "水面")
    expect(page.locator("#selection-bar")).to_be_visible()
    page.locator("a.term").last.hover()
    expect(card(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(card(page)).to_have_count(0)
    expect(page.locator("#selection-bar")).to_be_visible()


def test_a_finger_is_told_within_the_window(opened):
    page = opened(size=PHONE)
    page.locator("a.term").last.tap()
    expect(card(page)).to_contain_text("桥名。")
    assert overflow(page) == 0
    page.locator("#p1").tap(position={"x": 2, "y": 2})
    expect(card(page)).to_have_count(0)
