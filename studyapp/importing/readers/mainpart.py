"""Where the article stands on a web page: what the page says itself, or the box with most words that are no links."""

from lxml import etree

from studyapp.importing.readers.flow import HEADINGS, is_left_out
from studyapp.importing.readers.trees import local

STATED_SHARE = 0.5  # of the page's words; <article> may also be one teaser of many
LOST_SHARE = 0.1  # of a box's words; what may be left behind when going into the fullest box inside it
LINKED_SHARE = 0.6  # of a box's characters; above it the box is a menu
MENU_LINKS = 3
MENU_TAGS = {"div", "ul", "ol", "table", "section", "dl"}


def main_part(page: etree._Element) -> etree._Element:
    weights = weigh(page)
    stated = [each for each in page.iter() if local(each) in {"article", "main"} or each.get("role") == "main"]
    best = max(stated, key=lambda each: weights.get(each, (0, 0))[0], default=None)
    if best is not None and weights[best][0] >= STATED_SHARE * weights[page][0]:
        return without_menus(best, weights)
    return without_menus(densest(page, weights), weights)


def weigh(page: etree._Element) -> dict[etree._Element, tuple[int, int]]:
    """For each element the characters that are shown, outside and inside links."""
    weights: dict[etree._Element, tuple[int, int]] = {}
    for element in reversed(list(page.iter())):
        own = 0 if is_left_out(element) or not local(element) else len((element.text or "").strip())
        plain, linked = own, 0
        if not is_left_out(element):
            for child in element:
                plain += weights[child][0] + len((child.tail or "").strip())
                linked += weights[child][1]
        weights[element] = (0, plain + linked) if local(element) == "a" else (plain, linked)
    return weights


def densest(page: etree._Element, weights: dict[etree._Element, tuple[int, int]]) -> etree._Element:
    """Go down while one box holds nearly all words and no heading would be left behind."""
    box = page
    while True:
        fullest = max(box, key=lambda child: weights[child][0], default=None)
        if fullest is None or local(fullest) not in {"body", *MENU_TAGS, "center", "tbody", "tr", "td", "form"}:
            return box
        lost = weights[box][0] - weights[fullest][0]
        if lost > LOST_SHARE * weights[box][0] or any(has_heading(child) for child in box if child is not fullest):
            return box
        box = fullest


def has_heading(element: etree._Element) -> bool:
    return local(element) != "head" and any(local(each) in HEADINGS for each in element.iter())


def without_menus(box: etree._Element, weights: dict[etree._Element, tuple[int, int]]) -> etree._Element:
    """Take out lists of links, such as 上一篇, 相关阅读 and sharing buttons."""
    for element in [each for each in box.iter() if each is not box and local(each) in MENU_TAGS]:
        plain, linked = weights[element]
        links = sum(1 for each in element.iter() if local(each) == "a")
        if linked > LINKED_SHARE * (plain + linked) and links >= MENU_LINKS and not has_heading(element):
            hide(element)
    return box


def hide(element: etree._Element) -> None:
    element.set("hidden", "hidden")
