"""Cards in a browser: chosen, asked with keys and with fingers, also without scripts."""

import pytest
from playwright.sync_api import Page, expect

from studyapp.cards.cutting import have_cut
from studyapp.cards.models import Card
from studyapp.cards.services.making import make_cards
from studyapp.library.models import KeyPoint
from tests.browser.conftest import PHONE, WIDE
from tests.browser.looking import barriers, overflow, sign_in
from tests.cards.asking import LINES, TEXT, question
from tests.factories import join, make_group, make_study, make_user


@pytest.fixture
def article(transactional_db, settings):
    settings.READ_DRAFTS_IN_BACKGROUND = False
    article = make_study(group=make_group(), text=TEXT).article
    for line in LINES[:3]:
        start = TEXT.index(line)
        end = start + len(line)
        KeyPoint.objects.create(revision=article.revision, marker=line[:2], title=line[2:6], start=start, end=end)
    have_cut(article.revision)
    return article


@pytest.fixture
def reader(article):
    return join(article.studies.get().group, user=make_user(display_name="林溪"))


@pytest.fixture
def cards(article, reader):
    asked = [
        question(article, hide="石凳"),
        question(article, hide="图册", line=2),
        question(article, hide="白光", line=0),
    ]
    return make_cards(article, owner=reader, questions=asked)


@pytest.fixture
def at(visit, server, reader):
    def opened(path: str, **how: object) -> Page:
        page = visit(**how)
        sign_in(page, reader, server)
        page.goto(path)
        return page

    return opened


@pytest.mark.parametrize("size", [PHONE, WIDE])
@pytest.mark.parametrize("night", [False, True])
def test_they_have_no_barriers_and_fit(at, cards, article, size, night):
    page = at("/cards/", size=size, night=night)
    start, end = cards[1].start, cards[1].end
    here = f"/cards/{article.pk}/"
    paths = ["/cards/", here, f"{here}new/", f"{here}choose/", f"{here}one/?start={start}&end={end}", "/cards/review/"]
    found = []
    for path in paths:
        page.goto(path)
        found += [f"{path}: {barrier}" for barrier in barriers(page)] + [f"{path}: too wide"] * bool(overflow(page))
    page.get_by_role("button", name="看答案").click()
    expect(page.locator(".ratings")).to_be_visible()
    assert found + barriers(page) == []
    assert overflow(page) == 0


@pytest.mark.parametrize("scripts", [True, False])
def test_suggestions_are_ticked_and_another_word_is_tapped(at, article, scripts):
    page = at(f"/cards/{article.pk}/new/", size=PHONE, scripts=scripts)
    offer = page.locator(".offer").first
    offer.locator(".word").last.click()
    tapped = offer.locator(".word").last.inner_text()
    offer.get_by_role("checkbox").check()
    page.get_by_role("button", name="把勾选的做成卡片").click()
    expect(page.locator(".deck-card .card-answer")).to_have_text(tapped)


@pytest.mark.parametrize("scripts", [True, False])
def test_words_of_any_sentence_are_tapped(at, article, scripts):
    page = at(f"/cards/{article.pk}/choose/", size=PHONE, scripts=scripts)
    page.get_by_role("link", name="问一位老住户").click()
    page.locator(".word", has_text="图册").click()
    page.get_by_role("button", name="做成卡片").click()
    expect(page.locator(".deck-card .card-answer")).to_have_text("图册")


def test_keys_alone_are_enough(at, cards):
    page = at("/cards/review/")
    page.keyboard.press(" ")
    expect(page.locator(".card-answer")).to_be_visible()
    page.keyboard.press("4")
    expect(page.get_by_text("今天还有 2 张")).to_be_visible()
    with page.expect_navigation():  # the scripts are there again
        page.keyboard.press("z")  # it was the wrong one
    expect(page.get_by_text("今天还有 3 张")).to_be_visible()
    for key in "314":
        page.keyboard.press("h")
        expect(page.locator(".review-hint b")).to_be_visible()
        page.keyboard.press(" ")
        expect(page.locator(".card-answer")).to_be_visible()
        page.keyboard.press(key)
        expect(page.locator(".card-gap")).to_be_visible()
    page.keyboard.press(" ")  # the one that was forgotten, again
    expect(page.locator(".card-answer")).to_be_visible()
    page.keyboard.press("2")
    expect(page.locator(".review-over")).to_contain_text("今天就到这里")
    assert Card.objects.filter(seen_at=None).count() == 0


@pytest.mark.parametrize("scripts", [True, False])
def test_fingers_and_typing(at, cards, scripts):
    page = at("/cards/review/", size=PHONE, scripts=scripts)
    page.get_by_label("想写就写").fill("石凳")
    page.get_by_label("想写就写").press("Enter")
    expect(page.locator(".review-typed")).to_contain_text("对了")
    page.get_by_role("button", name="很容易").tap()
    expect(page.locator(".card-gap")).to_be_visible()
    assert Card.objects.exclude(seen_at=None).count() == 1


def test_enter_while_composing_shows_no_answer(at, cards):
    page = at("/cards/review/")
    field = page.get_by_label("想写就写")
    field.focus()
    how = "{key: 'Enter', isComposing: true, bubbles: true, cancelable: true}"
    went_on = field.evaluate(f"(field) => field.dispatchEvent(new KeyboardEvent('keydown', {how}))")
    assert went_on is False
    expect(page.locator(".card-gap")).to_be_visible()


def test_the_gap_says_nothing_of_the_length(at, article, reader, cards):
    make_cards(article, owner=reader, questions=[question(article, hide="云雾炒青法", line=3)])
    page = at("/cards/review/")
    widths = set()
    for _ in range(4):
        widths.add(round(page.locator(".card-gap").bounding_box()["width"]))
        page.get_by_role("button", name="看答案").click()
        page.get_by_role("button", name="记得").click()
        expect(page.locator(".card-gap, .review-over").first).to_be_visible()
    assert len(widths) == 1


def test_what_was_thrown_away_comes_back(at, cards, article):
    page = at(f"/cards/{article.pk}/", size=PHONE)
    expect(page.locator(".deck-cards")).to_be_hidden()  # the answers to what is asked today
    page.get_by_text("看全部 3 张").click()
    page.get_by_role("button", name="删去", exact=True).first.click()
    expect(page.locator(".deck-card")).to_have_count(2)
    page.get_by_role("button", name="撤销").click()
    expect(page.locator(".deck-card")).to_have_count(3)


def test_all_suggestions_are_ticked_at_once(at, article):
    page = at(f"/cards/{article.pk}/new/", size=PHONE)
    page.get_by_role("button", name="全选").tap()
    count = page.locator(".offer").count()
    expect(page.locator(".offer-take :checked")).to_have_count(count)
    page.get_by_role("button", name="把勾选的做成卡片").tap()
    expect(page.locator(".deck-card")).to_have_count(count)
