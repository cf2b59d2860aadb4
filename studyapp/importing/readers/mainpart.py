"""Where the article stands on a web page: what the page says itself, or the box with most words that are no links."""

from operator import add
from typing import NamedTuple

from lxml import etree

from studyapp.importing.readers.flow import HEADINGS, is_left_out
from studyapp.importing.readers.trees import local

STATED_SHARE = 0.5  # of the page's words; <article> may also be one teaser of many
LOST_SHARE = 0.1  # of a box's words; what may be left behind when going into the fullest box inside it
LINKED_SHARE = 0.6  # of a box's characters; above it the box is a menu
MENU_LINKS = 3
MENU_TAGS = {"div", "ul", "ol", "table", "section", "dl"}
BOXES = {*MENU_TAGS, "body", "center", "form", "tbody", "tr", "td"}


class Weight(NamedTuple):
    """What a box shows: characters outside and inside links, and how many links and headings."""

    plain: int = 0
    linked: int = 0
    links: int = 0
    headings: int = 0

    def plus(self, other: "Weight") -> "Weight":
        return Weight(*map(add, self, other))


Weights = dict[etree._Element, Weight]


def main_part(page: etree._Element) -> etree._Element:
    weights = weigh(page)
    stated = [each for each in page.iter() if local(each) in {"article", "main"} or each.get("role") == "main"]
    best = max(stated, key=lambda each: weights[each].plain, default=None)
    if best is None or weights[best].plain < STATED_SHARE * weights[page].plain:
        best = densest(page, weights)
    hide_menus(best, weights)
    return best


def weigh(page: etree._Element) -> Weights:
    """Each element's weight, children before parents."""
    weights: Weights = {}
    for element in reversed(list(page.iter())):
        weights[element] = Weight() if is_left_out(element) else weight(element, weights)
    return weights


def weight(element: etree._Element, weights: Weights) -> Weight:
    total = Weight(plain=shown(element.text))
    for child in element:
        total = total.plus(weights[child])._replace(plain=total.plain + weights[child].plain + shown(child.tail))
    if local(element) == "a":
        return Weight(0, total.plain + total.linked, total.links + 1, total.headings)
    return total._replace(headings=total.headings + (local(element) in HEADINGS))


def shown(text: str | None) -> int:
    return len(text.strip()) if text else 0


def densest(page: etree._Element, weights: Weights) -> etree._Element:
    """Go down while one box holds nearly all words and no heading would be left behind."""
    box = page
    while True:
        fullest = max(box, key=lambda child: weights[child].plain, default=None)
        if fullest is None or local(fullest) not in BOXES:
            return box
        lost = weights[box].plain - weights[fullest].plain
        if lost > LOST_SHARE * weights[box].plain or weights[box].headings > weights[fullest].headings:
            return box
        box = fullest


def hide_menus(box: etree._Element, weights: Weights) -> None:
    """Hide lists of links, such as 上一篇, 相关阅读 and sharing buttons."""
    for element in box.iter():
        if element is not box and local(element) in MENU_TAGS and is_menu(weights[element]):
            element.set("hidden", "hidden")


def is_menu(weight: Weight) -> bool:
    return (
        weight.linked > LINKED_SHARE * (weight.plain + weight.linked)
        and weight.links >= MENU_LINKS
        and not weight.headings
    )
