"""Runs: points counted one, two, three — across paragraphs or inside one. 一是一，二是二 is none."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from studyapp.chinese.counting import LAST, counts, renumbered
from studyapp.chinese.markers import ARTICLE
from studyapp.importing.outline.lines import Line
from studyapp.importing.remarks import Remark, gettext_noop

FEWEST = 2
CASUAL = {"一则", "一来", "一方面"}  # said in passing, too
SLIGHT = 1 / 3  # of its paragraph
STOP = re.compile(r"[。；！？;!?]")
MISSING = gettext_noop("有“{found}”，没有“{missing}”")


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


def find(lines: tuple[Line, ...], barriers: frozenset[int]) -> Found:
    """All runs in the order of their first points.

    Barriers (headings, catalogues) count nothing and end every run but that of the articles of a law.
    """
    gathering = _Gathering()
    for place, line in enumerate(lines):
        if place in barriers:
            gathering.end_all()
            continue
        for point in points(place, line):
            gathering.take(point)
    gathering.end_all(ARTICLE)
    runs = sorted((run for run in gathering.runs if not _is_slight(run, lines)), key=lambda run: run.points[0].start)
    return Found(tuple(runs), tuple(gathering.warnings))


def _is_slight(run: Run, lines: tuple[Line, ...]) -> bool:
    """Two clauses in passing, as in a story: 一则…，二则…. Two that make up their paragraph are a run."""
    first, last = run.points[0], run.points[-1]
    line = lines[first.place]
    rest = line.text[last.end - line.start :]
    told = last.end - first.start + min((found.start() for found in STOP.finditer(rest)), default=len(rest))
    return run.style in CASUAL and run.is_inline and len(run.points) == FEWEST and told < SLIGHT * len(line.text)


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
        missing = renumbered(point.marker, point.number, number)
        self.warnings.append((point.place, Remark(MISSING, {"found": point.marker, "missing": missing})))

    def end(self, style: str) -> None:
        row = self.open.pop(style, [])
        if len(row) >= FEWEST:
            self.runs.append(Run(tuple(row)))

    def end_all(self, *also: str) -> None:
        for style in list(self.open):
            if style != ARTICLE or style in also:
                self.end(style)


def points(place: int, line: Line) -> Iterator[Point]:
    """The markers of a paragraph: the one that opens it, then those inside."""
    marker = line.marker
    if marker:
        end = line.start + marker.end
        yield Point(marker.style, marker.number, marker.text, place, line.start, end, opens=True)
    for count in counts(line.text, 0 if marker is None else marker.end):
        start, end = line.start + count.start, line.start + count.end
        yield Point(count.style, count.number, count.text, place, start, end, opens=count.start == 0)
