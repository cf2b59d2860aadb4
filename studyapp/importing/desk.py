"""What the structure desk shows: the text on one side, the tree on the other, one place in them chosen. Pure.

A place is a word: s120 is the section that starts at code point 120, k120 the key point, p120 the paragraph.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from studyapp.importing.remarks import Remark
from studyapp.importing.structure import KeyPoint, Outline, Paragraph, Section, Term
from studyapp.importing.typography import Offer, offers
from studyapp.library.segments import Segment, Span, segments

LINES_AT_ONCE = 400
SURE, LIKELY = 0.85, 0.6
MOST_DIGITS = 9  # of a place; no text is longer
SECTIONS_AT_ONCE = 600  # in the tree


@dataclass(frozen=True, slots=True)
class Node:
    """A row of the tree. `first` and `last` are paragraph numbers; a suggestion is a title that is not in the text.

    `folded` counts the section's key points that are not shown, because its lines are not.
    """

    place: str
    at: int
    kind: Literal["section", "key-point"]
    level: int
    title: str
    marker: str
    first: int | None
    last: int | None
    confidence: Literal["sure", "likely", "guess"]
    reason: Remark
    folded: int
    suggestion: bool
    unseen: bool
    current: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text, with the section that it heads or opens, and whether a key point starts with it."""

    place: str
    at: int
    number: int | None
    level: int
    pieces: list[Segment]
    opens: Node | None
    heading: Node | None
    is_key_point: bool
    current: bool


@dataclass(frozen=True)
class Desk:
    outline: Outline
    place: str

    @cached_property
    def at(self) -> int:
        digits = self.place[1:]
        return int(digits) if digits.isdecimal() and len(digits) <= MOST_DIGITS else 0

    @cached_property
    def window(self) -> tuple[int, int]:
        """Positions `[first, behind)` of the lines shown: all, or so many from the chapter of the chosen place on."""
        starts = self.paragraph_starts
        if len(starts) <= LINES_AT_ONCE:
            return 0, len(starts)
        here = bisect_right(starts, self.at) - 1
        chapter = max((s.start for s in self.outline.sections if s.level == 1 and s.start <= self.at), default=0)
        first = max(bisect_right(starts, chapter) - 1, here - LINES_AT_ONCE // 2, 0)
        return first, min(first + LINES_AT_ONCE, len(starts))

    @cached_property
    def paragraph_starts(self) -> list[int]:
        return [paragraph.start for paragraph in self.outline.paragraphs]

    @cached_property
    def shown(self) -> tuple[Paragraph, ...]:
        first, behind = self.window
        return self.outline.paragraphs[first:behind]

    @property
    def earlier(self) -> str:
        """The place to go to for the lines before those shown; empty when there are none."""
        first, _ = self.window
        return f"p{self.paragraph_starts[max(0, first - LINES_AT_ONCE)]}" if first else ""

    @property
    def later(self) -> str:
        _, behind = self.window
        return f"p{self.paragraph_starts[behind]}" if behind < len(self.paragraph_starts) else ""

    @cached_property
    def reach(self) -> tuple[int, int]:
        """The code points from the first to the last line shown."""
        return (self.shown[0].start, self.shown[-1].end) if self.shown else (0, 0)

    @cached_property
    def folded(self) -> Counter[int | None]:
        """Key points that are not shown, by the number of their section."""
        low, high = self.reach
        return Counter(point.section for point in self.outline.key_points if not low <= point.start <= high)

    @cached_property
    def nodes(self) -> list[Node]:
        """Sections and key points in the order of the text; of a long text the key points of the lines shown."""
        low, high = self.reach
        sections = self.outline.sections
        if len(sections) > SECTIONS_AT_ONCE:
            sections = tuple(each for each in sections if low <= each.start <= high)
        rows = [(section.start, 0, self.section_node(section)) for section in sections]
        for point in self.outline.key_points:
            if low <= point.start <= high:
                rows.append((point.start, 1, self.key_point_node(point)))
        return [node for _, _, node in sorted(rows, key=lambda row: row[:2])]

    def section_node(self, section: Section) -> Node:
        first, last = self.numbers(section.start, section.end)
        return Node(
            place=f"s{section.start}",
            at=section.start,
            kind="section",
            level=section.level,
            title=section.title,
            marker="",
            first=first,
            last=last,
            confidence=word_for(section.confidence),
            reason=section.reason,
            folded=self.folded.get(section.number, 0),
            suggestion=not section.heading,
            unseen=not section.heading and section.confidence < 1,
            current=self.place == f"s{section.start}",
        )

    def key_point_node(self, point: KeyPoint) -> Node:
        section = self.outline.sections[point.section - 1] if point.section else None
        return Node(
            place=f"k{point.start}",
            at=point.start,
            kind="key-point",
            level=(section.level if section else 0) + 1,
            title=point.title,
            marker=point.marker or "",
            first=point.paragraph,
            last=point.paragraph,
            confidence=word_for(point.confidence),
            reason=point.reason,
            folded=0,
            suggestion=False,
            unseen=False,
            current=self.place == f"k{point.start}",
        )

    def numbers(self, start: int, end: int) -> tuple[int | None, int | None]:
        """The first and last numbered paragraph of `[start, end)`."""
        first = bisect_right(self.paragraph_starts, start) - 1
        behind = bisect_right(self.paragraph_starts, end - 1)
        numbered = [p.number for p in self.outline.paragraphs[first:behind] if p.number is not None]
        return (numbered[0], numbered[-1]) if numbered else (None, None)

    @cached_property
    def lines(self) -> list[Line]:
        sections = {node.at: node for node in self.nodes if node.kind == "section"}
        points = points_by_paragraph(self)
        return [self.line(paragraph, sections.get(paragraph.start), points) for paragraph in self.shown]

    def line(self, paragraph: Paragraph, node: Node | None, points: dict[int, list[KeyPoint]]) -> Line:
        words = self.outline.text[paragraph.start : paragraph.end]
        marks = [*point_spans(words, paragraph, points.get(paragraph.start, [])), *self.term_spans(words)]
        return Line(
            place=f"p{paragraph.start}",
            at=paragraph.start,
            number=paragraph.number,
            level=node.level if node else 1,
            pieces=segments(words, marks),
            opens=node if node and node.suggestion else None,
            heading=node if node and not node.suggestion else None,
            is_key_point=any(point.start == paragraph.start for point in points.get(paragraph.start, [])),
            current=bool(self.place) and self.at == paragraph.start,
        )

    def term_spans(self, words: str) -> Iterator[Span]:
        for term in self.accepted_terms:
            start = words.find(term)
            while start >= 0:
                yield Span(start, start + len(term), "term")
                start = words.find(term, start + len(term))

    @cached_property
    def accepted_terms(self) -> list[str]:
        return [term.text for term in self.outline.terms if term.accepted]

    @property
    def offers(self) -> tuple[Offer, ...]:
        """Conversions worth asking about; none is done without being chosen."""
        return offers(self.outline.text)

    @property
    def explained_terms(self) -> list[Term]:
        return [term for term in self.outline.terms if term.accepted and term.explanation]

    @property
    def unseen_count(self) -> int:
        """Suggestions that nobody has taken up or changed: section titles, and the article's own."""
        sections = sum(not section.heading and section.confidence < 1 for section in self.outline.sections)
        return sections + (not self.outline.title)

    @property
    def paragraph_count(self) -> int:
        return sum(paragraph.number is not None for paragraph in self.outline.paragraphs)

    @property
    def character_count(self) -> int:
        return sum(map(str.isalnum, self.outline.text))

    @cached_property
    def warnings(self) -> list[tuple[Remark, str]]:
        """Each warning with the place to look at, empty where it is about the whole."""
        places = {paragraph.number: f"p{paragraph.start}" for paragraph in self.outline.paragraphs}
        return [(each, places.get(each.paragraph, "") if each.paragraph else "") for each in self.outline.warnings]


def word_for(confidence: float) -> Literal["sure", "likely", "guess"]:
    if confidence >= SURE:
        return "sure"
    return "likely" if confidence >= LIKELY else "guess"


def points_by_paragraph(desk: Desk) -> dict[int, list[KeyPoint]]:
    """Key points by the start of the paragraph in which they begin."""
    found: dict[int, list[KeyPoint]] = {}
    starts = desk.paragraph_starts
    for point in desk.outline.key_points:
        found.setdefault(starts[bisect_right(starts, point.start) - 1], []).append(point)
    return found


def point_spans(words: str, paragraph: Paragraph, points: list[KeyPoint]) -> Iterator[Span]:
    """The marker and the title of each key point, where its words still stand in the text."""
    for point in points:
        start = point.start - paragraph.start
        marker_end = start + len(point.marker or "")
        title_start = words.find(point.title, start, marker_end + len(point.title) + 2)
        end = title_start + len(point.title) if title_start >= 0 else marker_end
        yield Span(start, max(end, marker_end), "key-point")
        yield Span(start, marker_end, "marker")
