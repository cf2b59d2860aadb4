"""What one leaf of an article shows: rows of the library put into the reader's order. Constant in queries."""

from bisect import bisect_left
from functools import cached_property

from django.db.models import OuterRef, Subquery
from django.urls import reverse

from studyapp.library.models import CHARACTERS_A_MINUTE, Paragraph
from studyapp.reading.book import Book, LeafName
from studyapp.reading.column import Column, Head, Line, Point
from studyapp.reading.contents import Entry, EntryPoint, entries, walk
from studyapp.reading.glosses import Gloss
from studyapp.reading.leaves import Leaf, leaf_at
from studyapp.reading.lenses import Sight

DEEPEST = 6  # HTML knows no heading below h6


class Page:
    """One leaf, laid open for one reader. `index` counts leaves from 0, `offset` is where the reader comes in.

    Not drawn, it is good for what stands beside the text.
    """

    def __init__(
        self, book: Book, index: int, *, sight: Sight, offset: int | None = None, is_drawn: bool = True
    ) -> None:
        self.book, self.index, self.sight = book, index, sight
        self.article, self.revision = book.article, book.revision
        self.leaf: Leaf = book.leaves[index]
        self.offset = self.leaf.start if offset is None else offset
        self.name = book.name(index)
        rows = self.revision.paragraphs.filter(start__gte=self.leaf.start, start__lt=self.leaf.end)
        self.column = Column(self.revision, rows, sight=sight)
        if self.lines and is_drawn:
            self.place_heads()
            self.column.draw()

    @property
    def number(self) -> int:
        """Of the leaf, as people count."""
        return self.index + 1

    @property
    def lines(self) -> list[Line]:
        return self.column.lines

    @property
    def points(self) -> list[Point]:
        return self.column.points

    @property
    def terms(self) -> list[Gloss]:
        return self.column.terms

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
                shown[part.number].points.append(EntryPoint(point.pk, line.number, point.title, point.start, point.end))
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

    @property
    def groups(self) -> list[str]:
        """The reader's groups that study this article."""
        return [study.group.name for study in self.sight.studies]

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
