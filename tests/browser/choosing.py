"""What browser tests do with words on a page: find where they stand, tap them, draw over them."""

from dataclasses import dataclass

from playwright.sync_api import Page

# The rectangle of words in a paragraph, found without the code that is tested.
RECTANGLE = """([number, words]) => {
    const line = document.querySelector(`#p${number} .paragraph-text`);
    const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
    const units = [];
    while (walker.nextNode()) {
        const node = walker.currentNode;
        for (let at = 0; at < node.length; at++) units.push([node, at]);
    }
    const from = line.textContent.indexOf(words);
    const [first, last] = [units[from], units[from + words.length - 1]];
    const range = document.createRange();
    range.setStart(...first);
    range.setEnd(last[0], last[1] + 1);
    const rects = [...range.getClientRects()];
    const [start, end] = [rects[0], rects[rects.length - 1]];
    return [start.left, start.top + start.height / 2, end.right, end.top + end.height / 2];
}"""


@dataclass(frozen=True)
class Words:
    """Where words begin and end in the window, in px."""

    left: float
    top: float
    right: float
    bottom: float


def where(page: Page, number: int, words: str) -> Words:
    page.locator(f"#p{number}").scroll_into_view_if_needed()
    return Words(*page.evaluate(RECTANGLE, [number, words]))


def tap(page: Page, number: int, words: str) -> None:
    """With a finger where there is one, on the first character."""
    place = where(page, number, words)
    if page.evaluate("matchMedia('(pointer: coarse)').matches"):
        page.touchscreen.tap(place.left + 8, place.top)
    else:
        page.mouse.click(place.left + 8, place.top)


def draw(page: Page, first: tuple[int, str], last: tuple[int, str]) -> None:
    """With the mouse, from the beginning of the first words to the end of the last: (paragraph, words)."""
    start, end = where(page, *first), where(page, *last)
    page.mouse.move(start.left + 1, start.top)
    page.mouse.down()
    page.mouse.move((start.left + end.right) / 2, (start.top + end.bottom) / 2)
    page.mouse.move(end.right - 1, end.bottom)
    page.mouse.up()


def act(page: Page, name: str) -> None:
    """Press a button of the bar."""
    page.locator(f"#selection-bar [data-act={name}]").click()
