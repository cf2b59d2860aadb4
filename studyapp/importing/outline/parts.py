"""Parts suggested where no heading stands: each opened by the paragraph that leads into a run of points."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from studyapp.importing.outline import titles
from studyapp.importing.outline.clauses import first_clause
from studyapp.importing.outline.lines import Line
from studyapp.importing.outline.runs import Run
from studyapp.importing.remarks import Remark, gettext_noop

HEADING_STYLES = {"一、", "（一）", "1."}
FEWEST_INSIDE = 3  # points that make a paragraph a part of its own, in a text whose other points are paragraphs
MOST_TITLES = 1000  # that are sought among all clauses; where there are more parts, the first clause must do

BROAD = gettext_noop("“{marker}”开头的一段，后面还有属于它的段落")
FROM = gettext_noop("从这一段起依次列举“{first}”到“{last}”")
WITHIN = gettext_noop("这一段里依次列举“{first}”到“{last}”")
LEADS = gettext_noop("这一段之后依次列举“{first}”到“{last}”")


@dataclass(frozen=True, slots=True)
class Start:
    """Where a section begins and what it is, before its end is known."""

    start: int
    level: int
    title: str
    heading: bool
    confidence: float
    reason: Remark


def suggested(text: str, lines: tuple[Line, ...], runs: tuple[Run, ...]) -> Iterator[Start]:
    """The items of a run that reach over paragraphs, or else the paragraphs that lead into runs."""
    broad = next((run for run in runs if _is_broad(run)), None)
    if broad:
        return _items(text, lines, broad)
    leads = _leads(runs)
    return (_lead(text, lines[place], run, frugal=len(leads) > MOST_TITLES) for place, run in leads.items())


def _is_broad(run: Run) -> bool:
    """Whether most items of a run numbered like headings have paragraphs of their own below them."""
    places = [point.place for point in run.points]
    wide = sum(after - before > 1 for before, after in pairwise(places))
    return run.style in HEADING_STYLES and all(point.opens for point in run.points) and 2 * wide >= len(places)


def _items(text: str, lines: tuple[Line, ...], run: Run) -> Iterator[Start]:
    for point in run.points:
        line = lines[point.place]
        title = first_clause(text[point.end : line.end]) or point.marker
        yield Start(line.start, 1, title, False, 0.75, Remark(BROAD, {"marker": point.marker}))


def _leads(runs: tuple[Run, ...]) -> dict[int, Run]:
    """The place of each lead paragraph and the run that it leads into."""
    items = {point.place for run in runs if not run.is_inline for point in run.points}
    leads: dict[int, Run] = {}
    for run in runs:
        first = run.points[0]
        if run.is_inline and items and (first.place in items or len(run.points) < FEWEST_INSIDE):
            continue
        stands_above = first.opens and first.place > 0 and first.place - 1 not in items
        leads.setdefault(first.place - 1 if stands_above else first.place, run)
    return leads


def _lead(text: str, line: Line, run: Run, *, frugal: bool) -> Start:
    first, last = run.points[0], run.points[-1]
    words = text[line.start : min(line.end, first.start)] or text[first.end : line.end]
    pattern = WITHIN if run.is_inline else LEADS if line.start < first.start else FROM
    title = titles.announced(words) or (
        first_clause(words) if frugal else titles.of_lead(words, text[first.start : last.end])
    )
    reason = Remark(pattern, {"first": first.marker, "last": last.marker})
    return Start(line.start, 1, title or first.marker, False, 0.7, reason)
