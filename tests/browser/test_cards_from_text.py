"""From words in the text to a card of them, and another word hidden later: in a browser."""

import pytest
from playwright.sync_api import Page, expect

from studyapp.cards.models import Card
from tests.browser.choosing import draw, tap
from tests.browser.conftest import PHONE
from tests.browser.looking import barriers, overflow, sign_in
from tests.cards.asking import TEXT
from tests.factories import join, make_group, make_study, make_user


@pytest.fixture
def article(transactional_db):
    return make_study(group=make_group(), text=TEXT).article


@pytest.fixture
def opened(visit, server, article):
    reader = join(article.studies.get().group, user=make_user(display_name="林溪"))

    def page_of(path: str = f"/read/{article.pk}/", **how: object) -> Page:
        page = visit(**how)
        sign_in(page, reader, server)
        page.goto(path)
        return page

    return page_of


def drawn(page: Page, number: int, words: str) -> None:
    draw(page, (number, words), (number, words))


def chosen(page: Page):
    return page.locator(".word", has=page.locator(":checked"))


def made(page: Page, article) -> None:
    """And one reads on where one was."""
    page.get_by_role("button", name="做成卡片").click()
    page.wait_for_url(f"**/read/{article.pk}/p/3/#p3")
    expect(page.locator("#toasts")).to_contain_text("做好了")
    assert Card.objects.count() == 1


def test_chosen_words_become_a_card(opened, article):
    page = opened()
    drawn(page, 3, "图册")
    page.get_by_role("link", name="制卡").click()
    expect(chosen(page)).to_have_text(["图", "册"])
    assert barriers(page) == []
    made(page, article)


def test_a_tapped_sentence_too(opened, article):
    page = opened(size=PHONE)
    tap(page, 3, "老住户")
    link = page.get_by_role("link", name="制卡")
    expect(link).to_be_visible()
    assert overflow(page) == 0
    link.tap()
    page.locator(".word", has_text="册").tap()
    expect(chosen(page)).to_have_text(["册"])
    made(page, article)


def test_a_key_does_it_too(opened):
    page = opened()
    page.keyboard.press(".")
    expect(page.locator("#selection-bar")).to_be_visible()
    page.keyboard.press("a")
    expect(page.get_by_role("heading", name="遮住哪个词")).to_be_visible()
    expect(page.locator(".word").first).to_be_visible()


def test_another_word_is_hidden_while_one_is_asked(opened, article):
    page = opened()
    drawn(page, 3, "图册")
    page.get_by_role("link", name="制卡").click()
    page.get_by_role("button", name="做成卡片").click()
    page.goto("/cards/review/")
    page.get_by_role("button", name="看答案").click()
    page.get_by_role("link", name="换个词遮").click()
    for word in "图册":
        page.locator(".word", has_text=word).click()
    page.locator(".word", has_text="老").click()
    page.get_by_role("button", name="就遮这些").click()
    expect(page.locator(".card-gap")).to_be_visible()
    expect(page.locator(".review-sentence")).to_contain_text("图册")
