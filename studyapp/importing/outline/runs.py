"""Runs: points counted one, two, three — across paragraphs or inside one. 一是一，二是二 is none."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from studyapp.chinese import numerals
from studyapp.chinese.markers import ARTICLE
from studyapp.importing.outline.lines import Line
from studyapp.importing.remarks import Remark, gettext_noop

MISSING = gettext_noop("有“{found}”，没有“{missing}”")
BEFORE = "。；，：！？、;,:!?”’）)…—"
LAST = -1  # 最后 ends a run whatever its length
ORDER = {
    "首先": 1,
    "其次": 2,
    "再次": 3,
    "再者": 3,
    "最后": LAST,
    "一方面": 1,
    "另一方面": 2,
    "一来": 1,
    "二来": 2,
    "三来": 3,
}
ORDER_STYLES = {
    "首先": "首先",
    "其次": "首先",
    "再次": "首先",
    "再者": "首先",
    "最后": "首先",
    "一方面": "一方面",
    "另一方面": "一方面",
}
NUMERAL = r"[一二三四五六七八九十]{1,3}"
INLINE = re.compile(
    rf"(?<![^{re.escape(BEFORE)}\s])(?:"
    rf"(?P<counted>(?P<n1>{NUMERAL})(?P<verb>是|要|则|来)(?!{NUMERAL}[，。；、,;]))"
    rf"|(?P<ordinal>第(?P<n2>{NUMERAL})(?P<stop>[，、：,:]|是|要))"
    rf"|(?P<its>其(?P<n3>[一二三四五六七八九十])(?=[，、：,:]|是))"
    rf"|(?P<word>首先|其次|再次|再者|最后|另一方面|一方面)"
    rf"|(?P<bracket>[（(](?P<n4>{NUMERAL}|[0-9]{{1,2}})[）)])"
    rf"|(?P<circle>(?P<n5>[①-⑳]))"
    rf")"
)


@dataclass(frozen=True, slots=True)
class Point:
    """A marker that may belong to a run; `start` and `end` are offsets of the text, `opens` if a paragraph begins."""

    style: str
    number: int
    marker: str
    place: int
    start: int
    end: int
    opens: bool


@dataclass(frozen=True, slots=True)
class Run:
    points: tuple[Point, ...]

    @property
    def style(self) -> str:
        return self.points[0].style

    @property
    def is_inline(self) -> bool:
        """Whether it stays inside one paragraph."""
        return self.points[0].place == self.points[-1].place


@dataclass(frozen=True, slots=True)
class Found:
    runs: tuple[Run, ...]
    warnings: tuple[tuple[int, Remark], ...] = ()


def find(lines: tuple[Line, ...], headings: frozenset[int]) -> Found:
    """All runs in the order of their first points. Headings end every run but that of the articles of a law."""
    gathering = _Gathering()
    for place, line in enumerate(lines):
        if place in headings:
            gathering.end_all()
            continue
        for point in points(place, line):
            gathering.take(point)
    gathering.end_all(ARTICLE)
    runs = sorted(gathering.runs, key=lambda run: run.points[0].start)
    return Found(tuple(runs), tuple(gathering.warnings))


class _Gathering:
    """The runs that are still open, one a style."""

    def __init__(self) -> None:
        self.open: dict[str, list[Point]] = {}
        self.runs: list[Run] = []
        self.warnings: list[tuple[int, Remark]] = []

    def take(self, point: Point) -> None:
        row = self.open.get(point.style, [])
        if row and self._continues(row, point):
            row.append(point)
        elif point.number == 1:
            self.end(point.style)
            self.open[point.style] = [point]
        elif row and point.opens and point.number > row[-1].number + 1:
            self._miss(row[-1].number + 1, point)

    def _continues(self, row: list[Point], point: Point) -> bool:
        follows = point.number == len(row) + 1 or (point.number == LAST and len(row) > 1)
        return follows and (point.opens or point.place == row[-1].place)

    def _miss(self, number: int, point: Point) -> None:
        missing = _renumbered(point.marker, point.number, number)
        self.warnings.append((point.place, Remark(MISSING, {"found": point.marker, "missing": missing})))

    def end(self, style: str) -> None:
        row = self.open.pop(style, [])
        if len(row) > 1:
            self.runs.append(Run(tuple(row)))

    def end_all(self, *also: str) -> None:
        for style in list(self.open):
            if style != ARTICLE or style in also:
                self.end(style)


def _renumbered(marker: str, old: int, new: int) -> str:
    """三是 → 二是, for telling what is missing."""
    digits = "零一二三四五六七八九"
    if 0 < new < 10 and old < 10 and digits[old] in marker:
        return marker.replace(digits[old], digits[new])
    return marker.replace(str(old), str(new)) if str(old) in marker else str(new)


def points(place: int, line: Line) -> Iterable[Point]:
    """The markers of a paragraph: the one that opens it, then those inside."""
    marker = line.marker
    if marker:
        end = line.start + marker.end
        yield Point(marker.style, marker.number, marker.text, place, line.start, end, opens=True)
    yield from _inside(place, line, 0 if marker is None else marker.end)


def _inside(place: int, line: Line, begin: int) -> Iterator[Point]:
    for found in INLINE.finditer(line.text, begin):
        style, number = _reading(found)
        if number:
            start, end = line.start + found.start(), line.start + found.end()
            yield Point(style, number, found[0].rstrip("，、：,: "), place, start, end, opens=found.start() == 0)


def _reading(found: re.Match[str]) -> tuple[str, int]:
    if word := found["word"]:
        return ORDER_STYLES[word], ORDER[word]
    numeral = next(found[name] for name in ("n1", "n2", "n3", "n4", "n5") if found[name])
    number = numerals.number(numeral) or 0
    if found["counted"]:
        return f"一{found['verb']}", number
    if found["bracket"]:
        return "（1）" if numeral.isdecimal() else "（一）", number
    return ("第一" if found["ordinal"] else "其一" if found["its"] else "①"), number
