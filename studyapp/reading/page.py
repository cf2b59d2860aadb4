"""What one leaf of an article shows: rows of the library put into the reader's order. Constant in queries."""

from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from studyapp.accounts.models import User
from studyapp.library.models import CHARACTERS_A_MINUTE, Article, Paragraph, Revision, Term
from studyapp.library.segments import Segment, Span, segments
from studyapp.reading import emphasis
from studyapp.reading.contents import Entry, Part, entries, walk
from studyapp.reading.leaves import Leaf, leaf_at, leaves_of
from studyapp.studies.models import Study

DEEPEST = 6  # HTML knows no heading below h6


class Head(NamedTuple):
    """A section's title on the page. `rank` is that of its HTML heading; `suggested` words do not stand in the text."""

    number: int
    title: str
    rank: int
    suggested: bool


class Point(NamedTuple):
    title: str
    marker: str
    start: int
    end: int


class Piece(NamedTuple):
    """Words of a line: in a key point or not, of an explained term (its id) or of none (0)."""

    text: str
    is_key_point: bool
    term: int

    @classmethod
    def of(cls, segment: Segment) -> "Piece":
        ids = (name.removeprefix(emphasis.TERM) for name in segment.names if name.startswith(emphasis.TERM))
        return cls(segment.text, emphasis.KEY_POINT in segment.names, int(next(ids, 0)))


@dataclass(slots=True)
class Line:
    """A paragraph with the heads that stand before it. A heading has no number and, under its own head, no pieces."""

    number: int | None
    kind: str
    start: int
    end: int
    text: str
    label: str = ""
    heads: list[Head] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)

    @property
    def is_head(self) -> bool:
        """The line is the heading of a section and stands on the page as that section's head."""
        return self.kind == Paragraph.Kind.HEADING and any(not head.suggested for head in self.heads)


class LeafName(NamedTuple):
    """What a leaf is called: the section it begins with or lies in, and which piece of that section it is."""

    leaf: int
    title: str = ""
    section: int = 0
    ordinal: int = 0
    brothers: int = 0
    part: int = 1
    parts: int = 1


class Book:
    """An article cut into leaves: everything about it that does not depend on which leaf lies open. Two queries."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.revision: Revision = article.revision
        found = self.revision.sections.values_list("number", "level", "title", "start", "end", "heading")
        self.parts = [Part(*row) for row in found]
        self.leaves = leaves_of(self.revision.length, self.parts, lines=self.revision.paragraph_count)

    @property
    def is_one_leaf(self) -> bool:
        return len(self.leaves) == 1

    def name(self, index: int) -> LeafName:
        """The name of a leaf; without a title when it lies before all sections or there are none."""
        leaf = self.leaves[index]
        begun = [part for part in self.parts if part.start <= leaf.start]
        around = next((part for part in reversed(begun) if leaf.start < part.end), None)
        if around is None:
            return LeafName(index + 1, part=leaf.part, parts=leaf.parts)
        if around.start == leaf.start:  # the highest of those that begin here
            around = next(part for part in begun if part.start == leaf.start)
        same = [part.number for part in self.parts if part.level == around.level]
        ordinal = same.index(around.number) + 1
        return LeafName(index + 1, around.title, around.number, ordinal, len(same), leaf.part, leaf.parts)


class Page:
    """One leaf, laid open for one reader. `index` counts leaves from 0, `offset` is where the reader comes in."""

    def __init__(self, book: Book, index: int, *, reader: User, offset: int | None = None) -> None:
        self.book, self.index, self.reader = book, index, reader
        self.article, self.revision = book.article, book.revision
        self.leaf: Leaf = book.leaves[index]
        self.offset = self.leaf.start if offset is None else offset
        self.name = book.name(index)
        self.lines = self.read_lines()
        self.points = self.read_points()
        self.terms: list[Term] = []
        if self.lines:
            self.place_heads()
            self.mark()

    def read_lines(self) -> list[Line]:
        found = self.revision.paragraphs.filter(start__gte=self.leaf.start, start__lt=self.leaf.end)
        rows = found.order_by("start").values_list("number", "kind", "start", "end", "text")
        label = _("第%(number)s段")
        return [Line(*row, label=label % {"number": row[0]}) for row in rows]

    def read_points(self) -> list[Point]:
        found = self.revision.key_points.filter(start__gte=self.leaf.start, start__lt=self.leaf.end)
        return [Point(*row) for row in found.values_list("title", "marker", "start", "end")]

    def line_at(self, offset: int) -> Line:
        """The line in which the offset lies, or the next one."""
        index = bisect_left(self.lines, offset, key=lambda line: line.end)
        return self.lines[min(index, len(self.lines) - 1)]

    def place_heads(self) -> None:
        """Give each section that begins here its head, one rank below the section around it."""
        path: list[int] = []
        for part in self.book.parts:
            if not self.leaf.start <= part.start < self.leaf.end:
                continue
            while path and path[-1] >= part.level:
                path.pop()
            path.append(part.level)
            line = self.line_at(part.start)
            is_title = part.number == self.name.section and not self.book.is_one_leaf
            rank = 1 if is_title else min(DEEPEST, 1 + len(path))
            line.heads.append(Head(part.number, part.title, rank, not part.heading))

    def mark(self) -> None:
        """Cut each line into pieces: key points, and the terms that somebody has explained."""
        words = "\n".join(line.text for line in self.lines)
        explained = self.article.terms.exclude(explanation="")
        self.terms = [term for term in explained if term.text in words]
        ids = {term.text: term.pk for term in self.terms}
        pattern = emphasis.term_pattern(ids)
        spans: dict[int, list[Span]] = {}
        for point in self.points:
            line = self.line_at(point.start)
            at = max(0, point.start - line.start)
            found = emphasis.key_point_spans(line.text, marker=point.marker, title=point.title, at=at)
            spans.setdefault(line.start, []).extend(found)
        for line in self.lines:
            if not line.is_head:
                marks = [*spans.get(line.start, ()), *emphasis.term_spans(line.text, pattern, ids)]
                line.pieces = [Piece.of(segment) for segment in segments(line.text, marks)]

    @cached_property
    def address(self) -> str:
        """What the address of each paragraph begins with; asked once, for there are many."""
        return reverse("reading:paragraph", args=[self.article.pk, 0]).removesuffix("0/")

    @cached_property
    def rows(self) -> list[Entry]:
        """The rows of the contents, bare."""
        return entries(self.book.parts, self.book.leaves, self.index)

    @cached_property
    def contents(self) -> list[Entry]:
        """The same with where they lead and what lies there; those of this leaf with their key points."""
        for entry in walk(self.rows):
            entry.href = self.address_of(entry)
            entry.is_current = entry.here and entry.number in {0, self.here_section}
        shown = {entry.number: entry for entry in walk(self.rows) if entry.number}
        for number, first, last in self.read_ranges(list(shown)):
            shown[number].paragraphs = str(first) if first == last else f"{first}–{last}"
        deepest = [part for part in self.book.parts if part.number in shown and not shown[part.number].children]
        for point in self.points:
            line = self.line_at(point.start)
            part = next((part for part in deepest if part.start <= point.start < part.end), None)
            if part and line.number:
                shown[part.number].points.append((line.number, point.title))
        return self.rows

    def address_of(self, entry: Entry) -> str:
        """Where a row of the contents leads: on this leaf no further than to the section's head."""
        if not entry.number:
            return reverse("reading:leaf", args=[self.article.pk, entry.leaf])
        if entry.here:
            return f"#s{entry.number}"
        return reverse("reading:section", args=[self.article.pk, entry.number])

    def read_ranges(self, sections: list[int]) -> list[tuple[int, int, int]]:
        """First and last numbered paragraph of these sections."""
        numbered = Paragraph.objects.filter(revision=OuterRef("revision"), number__isnull=False)
        first = numbered.filter(start__gte=OuterRef("start")).order_by("start").values("number")[:1]
        last = numbered.filter(start__lt=OuterRef("end")).order_by("-start").values("number")[:1]
        shown = self.revision.sections.filter(number__in=sections).annotate(first=Subquery(first), last=Subquery(last))
        rows = shown.values_list("number", "first", "last")
        return [(number, first, last) for number, first, last in rows if first and last and first <= last]

    @cached_property
    def groups(self) -> list[str]:
        """The reader's groups that study this article."""
        studies = Study.objects.visible_to(self.reader).filter(article=self.article)
        return list(studies.order_by("group__name").values_list("group__name", flat=True))

    @cached_property
    def numbered(self) -> list[int]:
        return [line.number for line in self.lines if line.number]

    @cached_property
    def last(self) -> int | None:
        return self.numbered[-1] if self.numbered else None

    @cached_property
    def here(self) -> int | None:
        """The paragraph with which the reader comes in."""
        ahead = (line.number for line in self.lines if line.number and line.end > self.offset)
        return next(ahead, self.last)

    @cached_property
    def here_section(self) -> int:
        """The section, as the contents show them, in which the reader comes in; 0 when in none."""
        shown = {entry.number for entry in self.rows}
        around = (part.number for part in reversed(self.book.parts) if part.start <= self.offset < part.end)
        return next((number for number in around if number in shown), 0)

    @property
    def here_title(self) -> str:
        """What that section is called."""
        return next((part.title for part in self.book.parts if part.number == self.here_section), "")

    @property
    def minutes(self) -> int:
        share = self.leaf.size / max(1, self.revision.length)
        return max(1, round(self.revision.characters * share / CHARACTERS_A_MINUTE))

    @cached_property
    def before(self) -> LeafName | None:
        return self.book.name(self.index - 1) if self.index else None

    @cached_property
    def after(self) -> LeafName | None:
        """The next leaf on which a line begins: one long paragraph may reach over several."""
        follows = leaf_at(self.book.leaves, max(self.leaf.end, self.lines[-1].end + 1))
        return self.book.name(follows) if follows > self.index and self.lines[-1].end < self.revision.length else None
