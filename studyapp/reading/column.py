"""Lines of a text as one reader sees them: what is a key point, explained, marked, and said beside it."""

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from studyapp.chinese.sentences import stops
from studyapp.library.models import KeyPoint, Paragraph, Revision
from studyapp.library.segments import Span
from studyapp.reading import emphasis
from studyapp.reading.beside import Beside, beside
from studyapp.reading.glosses import Gloss, glosses
from studyapp.reading.inking import Dresses, ink
from studyapp.reading.lenses import Sight
from studyapp.reading.margin import aside_of, count_of
from studyapp.reading.marks import Marks
from studyapp.reading.paragraph import paragraph_of
from studyapp.ready import Ready
from studyapp.studies.saying import Saying
from studyapp.studies.steps import Laid


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
    pk: int = 0


POINTS = Ready(
    lambda revision, first, last: KeyPoint.objects.filter(
        revision=revision, start__gte=first, start__lt=last
    ).values_list("title", "marker", "start", "end", "pk")
)


@dataclass(slots=True)
class Line:
    """A paragraph with the heads that stand before it. A heading has no number and, under its own head, no words.

    HTML: `ink`, the text with all marks; `count` of its notes; `aside`, those beside it; `html`, the whole of it.
    `stops`: where sentences end.
    `steps` of a plan begin with it; with it ends what `offer` is about.
    """

    number: int | None
    kind: str
    start: int
    end: int
    text: str
    label: str = ""
    heads: list[Head] = field(default_factory=list)
    ink: str = ""
    stops: str = ""
    count: str = ""
    aside: str = ""
    html: str = ""
    steps: list[Laid] = field(default_factory=list)
    offer: Saying | None = None

    @property
    def place(self) -> str:
        """The id of the line on the page; lines without a number are told by where they begin."""
        return f"p{self.number}" if self.number else f"l{self.start}"

    @property
    def numeral(self) -> str:
        """The number as it stands in addresses, whatever the language does to numbers."""
        return str(self.number)

    @property
    def at(self) -> str:
        """Where the line begins, for the script."""
        return str(self.start)

    @property
    def is_alone(self) -> bool:
        """Nothing stands before it or follows from it."""
        return not (self.heads or self.steps or self.offer)

    @property
    def is_head(self) -> bool:
        """The line is the heading of a section and stands on the page as that section's head."""
        return self.kind == Paragraph.Kind.HEADING and any(not head.suggested for head in self.heads)


class Column:
    """The lines of `rows`, in order, not always without gaps. Constant in queries.

    Made in two steps: a page gives the lines their heads before they are drawn.
    """

    def __init__(self, revision: Revision, rows: "QuerySet[Paragraph]", *, sight: Sight) -> None:
        self.revision, self.sight = revision, sight
        label = _("第%(number)s段")
        found = rows.order_by("start").values_list("number", "kind", "start", "end", "text")
        self.lines = [Line(*row, label=label % {"number": row[0]}) for row in found]
        self.starts = [line.start for line in self.lines]
        self.terms: list[Gloss] = []

    @cached_property
    def points(self) -> list[Point]:
        """The key points that begin on these lines, or between them."""
        if not self.lines:
            return []
        return list(map(Point._make, POINTS(revision=self.revision.pk, first=self.starts[0], last=self.lines[-1].end)))

    def draw(self, *, fresh: int = 0) -> None:
        """Set every line with what lies over it. `fresh` is a note that was just made."""
        self.terms = glosses(self.sight, [line.text for line in self.lines])
        ids = {term.text: term.key for term in self.terms}
        pattern = emphasis.term_pattern(ids)
        points = self.point_spans()
        marks = Marks(self.sight, self.revision, self.lines, fresh=fresh)
        notes, dresses = beside(marks), Dresses()
        for line in self.lines:
            if line.is_head:
                continue
            terms = emphasis.term_spans(line.text, pattern, ids)
            spans = [*points.get(line.start, ()), *terms, *marks.over(line)]
            line.ink = mark_safe(ink(line.text, spans, dresses=dresses))  # noqa: S308 - escaped there
            if line.number and line.start in notes:
                self.draw_margins(line, notes[line.start])
            line.stops = " ".join(map(str, stops(line.text)))
            line.html = paragraph_of(line, address=self.address)

    def draw_margins(self, line: Line, notes: Beside) -> None:
        address = f"{self.address}{line.number}/notes/"
        line.count = count_of(notes, label=line.label, notes=address)
        line.aside = aside_of(notes, number=line.number or 0, label=line.label, notes=address)

    def point_spans(self) -> dict[int, list[Span]]:
        found: dict[int, list[Span]] = {}
        for point in self.points:
            line = self.lines[bisect_right(self.starts, point.start) - 1]
            if point.start < line.end:
                at = point.start - line.start
                spans = emphasis.key_point_spans(line.text, marker=point.marker, title=point.title, at=at)
                found.setdefault(line.start, []).extend(spans)
        return found

    @cached_property
    def address(self) -> str:
        """What the address of each paragraph begins with; asked once, for there are many."""
        return reverse("reading:paragraph", args=[self.sight.article.pk, 0]).removesuffix("0/")
