"""Choosing words on the reading page and marking them: by mouse, finger, keyboard alone; right to the character."""

import random
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from studyapp.annotations.models import Annotation
from studyapp.library.models import Section, Term
from tests.browser.choosing import act, draw, tap
from tests.browser.conftest import PHONE, WIDE
from tests.browser.looking import barriers, overflow, sign_in
from tests.factories import join, make_article, make_group, make_note

TEXT = (
    "先把茶叶放进壶里。水要刚刚烧开，“不急不慢”。然后等。\n"
    "𠮷野家的门口也有茶。👩‍👩‍👧‍👦都来喝，Cafe\u0301也有！还有𠀀吗？\n"
    "再等水凉一凉。喝的时候不说话。\n"
    "最后把壶洗干净，明天再来。"
)


@pytest.fixture
def group(transactional_db):
    return make_group()


@pytest.fixture
def reader(group):
    return join(group)


@pytest.fixture
def article(group):
    return make_article(text=TEXT, title="一碗茶的来路", groups=(group,))


@pytest.fixture
def opened(visit, server, reader, article) -> Callable[..., Page]:
    def open_page(**seen: object) -> Page:
        page = visit(**seen)
        sign_in(page, reader, server)
        page.goto(f"/read/{article.pk}/")
        return page

    return open_page


def the_note(author) -> Annotation:
    return Annotation.objects.own(author).get()


def quoted(page: Page, words: str) -> None:
    expect(page.locator("#selection-bar q")).to_have_text(words)


def said(page: Page, words: str) -> None:
    expect(page.locator("#toasts")).to_contain_text(words)


@pytest.mark.parametrize("size", [PHONE, WIDE])
def test_a_tap_on_a_sentence_and_one_press_draw_a_line(opened, reader, size):
    page = opened(size=size)
    tap(page, 1, "水要刚刚烧开")
    words = "水要刚刚烧开，“不急不慢”。"
    quoted(page, words)
    act(page, "highlight")
    said(page, "已划线 · 仅自己可见")
    expect(page.locator("#p1 mark.highlight")).to_have_text(words)
    note = the_note(reader)
    assert (note.kind, note.study, note.start, note.end) == ("highlight", None, 9, 9 + len(words))
    assert overflow(page) == 0


def test_a_tap_beside_or_esc_lets_go(opened):
    page = opened()
    bar = page.locator("#selection-bar")
    tap(page, 1, "先把茶叶")
    expect(bar).to_be_visible()
    page.mouse.click(700, 700)
    expect(bar).to_be_hidden()
    tap(page, 1, "先把茶叶")
    page.keyboard.press("Escape")
    expect(bar).to_be_hidden()


def test_a_term_and_a_number_keep_their_meaning(opened, article):
    Term.objects.create(article=article, text="茶叶", explanation="叶子。")
    page = opened()
    page.locator("#p1 a.term").click()
    expect(page.get_by_role("dialog", name="茶叶")).to_be_visible()
    expect(page.locator("#selection-bar")).to_be_hidden()


def test_words_are_drawn_over_paragraphs(opened, reader, article):
    page = opened()
    draw(page, (1, "不急"), (3, "再等水凉一凉"))
    act(page, "highlight")
    said(page, "已划线")
    note = the_note(reader)
    assert note.quote == TEXT[note.start : note.end]
    assert note.quote.startswith("不急")
    assert note.quote.endswith("凉一凉")
    expect(page.locator("mark.highlight")).to_have_count(3)


def test_a_bar_on_a_phone_lies_at_the_lower_edge_for_what_a_finger_draws(opened):
    page = opened(size=PHONE)
    page.evaluate(
        "const node = document.querySelector('#p3 .paragraph-text').firstChild;"
        "getSelection().setBaseAndExtent(node, 2, node, 6)"  # as the handles of a phone do
    )
    quoted(page, "水凉一凉")
    box = page.locator("#selection-bar").bounding_box()
    assert box["y"] + box["height"] == PHONE[1]


def test_by_keyboard_alone(opened, reader):
    page = opened()
    for key in [".", "ArrowDown", "Shift+ArrowDown"]:
        page.keyboard.press(key)
    quoted(page, "水要刚刚烧开，“不急不慢”。然后等。")
    page.keyboard.press("Shift+ArrowUp")
    quoted(page, "水要刚刚烧开，“不急不慢”。")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    quoted(page, "𠮷野家的门口也有茶。")
    page.keyboard.press("Enter")
    expect(page.locator("[data-act=highlight]")).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.keyboard.type("一家店")
    page.keyboard.press("Enter")
    page.keyboard.type("也是一杯茶")
    page.keyboard.press("Control+Enter")
    said(page, "已保存 · 仅自己可见")
    note = the_note(reader)
    assert (note.kind, note.body, note.quote) == ("thought", "一家店\n也是一杯茶", "𠮷野家的门口也有茶。")


@pytest.mark.parametrize("words", ["𠮷野家的门口也有茶。", "👩‍👩‍👧‍👦都来喝，Cafe\u0301也有！", "还有𠀀吗？"])
def test_offsets_are_code_points(opened, reader, words):
    page = opened()
    tap(page, 2, words)
    act(page, "highlight")
    said(page, "已划线")
    note = the_note(reader)
    assert (note.start, note.end) == (TEXT.index(words), TEXT.index(words) + len(words))


def test_marks_may_overlap_and_a_line_is_taken_away_and_brought_back(opened, reader):
    page = opened()
    tap(page, 1, "先把茶叶")
    act(page, "highlight")
    expect(page.locator("#p1 mark.highlight")).to_have_count(1)
    draw(page, (1, "放进壶里。水要"), (1, "放进壶里。水要"))
    act(page, "thought")
    page.locator("#composer-body").fill("接着的")
    page.get_by_role("button", name="保存").click()
    expect(page.locator("#p1 mark.thought")).to_have_text(["放进壶里。", "水要"])
    tap(page, 1, "先把茶叶")
    act(page, "unmark")
    expect(page.locator("#p1 mark.highlight")).to_have_count(0)
    page.get_by_role("button", name="撤销").click()
    expect(page.locator("#p1 mark.highlight")).not_to_have_count(0)


def test_a_line_without_a_number_is_marked_and_unmarked_as_any_other(visit, server, reader, group):
    lines = "先把路走慢\n水从山里来。\n一路走，一路记。"
    page = visit()
    sign_in(page, reader, server)
    article = make_article(text=lines, groups=(group,), sections=(("先把路走慢", 1, 0),))
    Section.objects.filter(revision=article.revision).delete()  # a heading in the text that no section begins with
    page.goto(f"/read/{article.pk}/")
    for count in (1, 0):
        page.locator("#l0 .paragraph-text").click(position={"x": 30, "y": 15})
        page.keyboard.press("h")
        expect(page.locator("#l0 mark.highlight")).to_have_count(count)


def test_the_same_key_takes_a_line_away(opened, reader):
    page = opened()
    for count in (1, 0):
        tap(page, 3, "再等")
        page.keyboard.press("h")
        expect(page.locator("mark.highlight")).to_have_count(count)
    assert not Annotation.objects.own(reader).exists()


def test_what_is_too_long_is_refused_kindly(visit, server, reader, group):
    page = visit()
    sign_in(page, reader, server)
    page.goto(f"/read/{make_article(text=TEXT * 80, groups=(group,)).pk}/")
    page.keyboard.press("Control+a")
    said(page, "一次最多选 5,000 个字")
    expect(page.locator("#selection-bar")).to_be_hidden()


def test_one_press_is_taken_back_as_quickly(opened, reader):
    page = opened()
    tap(page, 3, "再等")
    page.keyboard.press("h")
    page.get_by_role("button", name="撤销").click()
    said(page, "已撤销")
    expect(page.locator("mark")).to_have_count(0)
    assert not Annotation.objects.own(reader).exists()


@pytest.mark.parametrize("size", [PHONE, WIDE])
@pytest.mark.parametrize("night", [False, True])
def test_everyone_can_use_bar_and_composer(opened, size, night):
    page = opened(size=size, night=night)
    tap(page, 1, "先把茶叶")
    expect(page.locator("#selection-bar")).to_be_visible()
    assert not barriers(page)
    act(page, "question")
    expect(page.locator("#composer-body")).to_be_focused()
    assert not barriers(page)
    assert overflow(page) == 0


# The DOM boundary at each code point, found character by character; then there and back through the code of the page.
BACK_AND_FORTH = """async (spans) => {
    const { rangeOf, spanOfRange } = await import('/static/js/text-range.js');
    const at = [];
    for (const line of document.querySelectorAll('.paragraph-text')) {
        const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
        let end;
        while (walker.nextNode()) {
            const node = walker.currentNode;
            let units = 0;
            for (const character of node.data) {
                at.push([node, units]);
                units += character.length;
                end = [node, units];
            }
        }
        at.push(end);
    }
    return spans.map(([start, end]) => {
        getSelection().setBaseAndExtent(...at[start], ...at[end]);
        const span = spanOfRange(getSelection().getRangeAt(0));
        return span ? [span, spanOfRange(rangeOf(span))] : [null, null];
    });
}"""


def test_any_selection_is_the_same_words_on_the_server(opened, reader, article):
    """500 random spans over astral, combining and joined characters, marks and terms."""
    Term.objects.create(article=article, text="门口", explanation="进出的地方。")
    for words in ["茶叶放", "野家的门口也", "👩‍👩‍👧‍👦都", "水凉一凉。喝"]:
        make_note(article=article, author=reader, quote=words, kind="thought", body="想")
    page = opened()
    chance = random.Random(20260101)
    places = range(len(TEXT) + 1)
    spans = [sorted(chance.choices(places, k=2)) for _ in range(500)]
    for (start, end), (span, again) in zip(spans, page.evaluate(BACK_AND_FORTH, spans), strict=True):
        words = TEXT[start:end].strip()
        assert (span["quote"] if span else "") == words
        if span:
            assert TEXT[span["start"] : span["end"]] == words
            assert again == span
