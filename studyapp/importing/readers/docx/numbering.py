"""Word's automatic numbering, written out: the 一、 and 1.2 that stand on the page but not in the text.

ECMA-376 part 1, 17.9: a w:num points to a w:abstractNum with up to nine levels; counters belong to the abstract one.
"""

import re
from dataclasses import dataclass

from lxml import etree

from studyapp.chinese.ordinals import ordinal
from studyapp.importing.readers.docx.styles import Styles, child, number, switch, value
from studyapp.importing.readers.trees import local

DEEPEST = 9
PLACE = re.compile(r"%([1-9])")
DASHES = re.compile(r"[—–―-]+")
CLOSED = "、，。．：）】〕」》"  # after these Chinese leaves no blank


@dataclass(frozen=True, slots=True)
class Level:
    start: int = 1
    style: str = "decimal"
    pattern: str = ""
    blank: bool = True
    arabic: bool = False
    restarts_after: int | None = None  # 0: never; None: after any higher level
    paragraph_style: str | None = None


def level_of(element: etree._Element) -> Level:
    start, restart = number(child(element, "start")), number(child(element, "lvlrestart"))
    return Level(
        start=1 if start is None else start,
        style=value(child(element, "numfmt")) or "decimal",
        pattern=value(child(element, "lvltext")) or "",
        blank=value(child(element, "suff")) != "nothing",
        arabic=bool(switch(child(element, "islgl"))),
        restarts_after=restart,
        paragraph_style=value(child(element, "pstyle")),
    )


def levels_of(element: etree._Element) -> dict[int, Level]:
    return {index(each): level_of(each) for each in element if local(each) == "lvl"}


def index(element: etree._Element) -> int:
    text = value(element, "ilvl") or "0"
    return min(int(text), DEEPEST - 1) if text.isdecimal() and len(text) < 3 else 0


class Numbering:
    """Counts through a document: ask for the label of each paragraph in order."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        elements = list(root) if root is not None else []
        self.styles = styles
        self.abstract = {value(each, "abstractNumId"): each for each in elements if local(each) == "abstractnum"}
        self.lists = {value(each, "numId"): each for each in elements if local(each) == "num"}
        self.levels: dict[str, dict[int, Level]] = {}
        self.counters: dict[str | None, dict[int, int]] = {}
        self.started: set[tuple[str, int]] = set()

    def label(self, list_id: str | None, level: int | None, style_id: str | None) -> str:
        """What stands before the paragraph, with its blank; empty for bullets and for paragraphs in no list."""
        if list_id is None or list_id not in self.lists:
            return ""
        levels = self.levels_of_list(list_id)
        at = level if level is not None else self.level_by_style(levels, style_id)
        if at not in levels:
            return ""
        counter = self.count(list_id, at, levels)
        return written(levels, counter, at)

    def level_by_style(self, levels: dict[int, Level], style_id: str | None) -> int:
        return next((at for at, level in levels.items() if style_id and level.paragraph_style == style_id), 0)

    def abstract_id(self, list_id: str) -> str | None:
        """The abstract list; a link to a list style leads to that style's list, once."""
        found = value(child(self.lists[list_id], "abstractnumid"))
        link = value(child(self.abstract.get(found), "numstylelink"))
        target = self.styles.layout(link).list_id if link else None
        return value(child(self.lists[target], "abstractnumid")) if target in self.lists else found

    def levels_of_list(self, list_id: str) -> dict[int, Level]:
        if list_id not in self.levels:
            abstract = self.abstract.get(self.abstract_id(list_id))
            levels = levels_of(abstract) if abstract is not None else {}
            for override in self.overrides(list_id):
                levels |= {index(override): level_of(each) for each in override if local(each) == "lvl"}
            self.levels[list_id] = levels
        return self.levels[list_id]

    def overrides(self, list_id: str) -> list[etree._Element]:
        return [each for each in self.lists[list_id] if local(each) == "lvloverride"]

    def first_number(self, list_id: str, at: int) -> int | None:
        """Where this list starts anew on its first use, if it says so."""
        if (list_id, at) in self.started:
            return None
        self.started.add((list_id, at))
        restarts = (number(child(each, "startoverride")) for each in self.overrides(list_id) if index(each) == at)
        return next((start for start in restarts if start is not None), None)

    def count(self, list_id: str, at: int, levels: dict[int, Level]) -> dict[int, int]:
        counter = self.counters.setdefault(self.abstract_id(list_id), {})
        first = self.first_number(list_id, at)
        counter[at] = first if first is not None else counter.get(at, levels[at].start - 1) + 1
        for deeper in [each for each in counter if each > at]:
            if (
                deeper not in levels
                or levels[deeper].restarts_after is None
                or at < (levels[deeper].restarts_after or 0)
            ):
                del counter[deeper]
        return counter


def written(levels: dict[int, Level], counter: dict[int, int], at: int) -> str:
    level = levels[at]
    if level.style == "bullet":
        return level.pattern if DASHES.fullmatch(level.pattern) and len(level.pattern) > 1 else ""

    def place(match: re.Match[str]) -> str:
        of = int(match[1]) - 1
        shown = levels.get(of, Level())
        return ordinal(counter.get(of, shown.start), "decimal" if level.arabic else shown.style)

    label = PLACE.sub(place, level.pattern).strip()
    return label + (" " if label and level.blank and label[-1] not in CLOSED else "")
