"""Sections: those with a heading of their own, or parts suggested where a run of points begins."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from studyapp.chinese.keywords import keywords
from studyapp.importing.outline import titles
from studyapp.importing.outline.clauses import first_clause
from studyapp.importing.outline.headings import Heading
from studyapp.importing.outline.levels import levels
from studyapp.importing.outline.lines import Line
from studyapp.importing.outline.runs import Run
from studyapp.importing.remarks import Remark, gettext_noop
from studyapp.importing.structure import Section

HEADING_STYLES = {"一、", "（一）", "1."}
BROAD = gettext_noop("“{marker}”开头的一段，后面还有属于它的段落")
FROM = gettext_noop("从这一段起依次列举“{first}”到“{last}”")
WITHIN = gettext_noop("这一段里依次列举“{first}”到“{last}”")
LEADS = gettext_noop("这一段之后依次列举“{first}”到“{last}”")
KEYWORDS_READ = 3000
KEYWORDS_IN_ALL = 400_000
KEYWORDS = 5


@dataclass(frozen=True, slots=True)
class Start:
    """Where a section begins and what it is, before its end is known."""

    start: int
    level: int
    title: str
    heading: bool
    confidence: float
    reason: Remark


def build(
    text: str, lines: tuple[Line, ...], headings: tuple[Heading, ...], runs: tuple[Run, ...]
) -> tuple[Section, ...]:
    starts = list(_headed(lines, headings)) if headings else list(_led(text, lines, runs))
    share = min(KEYWORDS_READ, KEYWORDS_IN_ALL // max(1, len(starts)))
    return tuple(_section(text, starts, place, share) for place in range(len(starts)))


def _section(text: str, starts: list[Start], place: int, share: int) -> Section:
    this = starts[place]
    end = next((other.start - 1 for other in starts[place + 1 :] if other.level <= this.level), len(text))
    return Section(
        number=place + 1,
        level=this.level,
        title=this.title,
        start=this.start,
        end=end,
        heading=this.heading,
        confidence=this.confidence,
        reason=this.reason,
        keywords=keywords(text[this.start : min(end, this.start + share)], KEYWORDS),
    )


def _headed(lines: tuple[Line, ...], headings: tuple[Heading, ...]) -> Iterator[Start]:
    for heading, level in zip(headings, levels(headings), strict=True):
        start = lines[heading.place].start
        yield Start(start, level, heading.title, True, heading.confidence, heading.reason)


def _led(text: str, lines: tuple[Line, ...], runs: tuple[Run, ...]) -> Iterator[Start]:
    """Suggested parts: the items of a run that reach over paragraphs, or else the paragraphs that lead into runs."""
    broad = next((run for run in runs if _is_broad(run)), None)
    return _items(text, lines, broad) if broad else _leads(text, lines, runs)


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


def _leads(text: str, lines: tuple[Line, ...], runs: tuple[Run, ...]) -> Iterator[Start]:
    items = {point.place for run in runs if not run.is_inline for point in run.points}
    taken: set[int] = set()
    for run in runs:
        first = run.points[0]
        lead = first.place - 1 if first.opens and first.place > 0 and first.place - 1 not in items else first.place
        if lead in taken or (run.is_inline and first.place in items):
            continue
        taken.add(lead)
        yield _lead(text, lines[lead], run, within=lead == first.place)


def _lead(text: str, line: Line, run: Run, *, within: bool) -> Start:
    first, last = run.points[0], run.points[-1]
    words = text[line.start : min(line.end, first.start)] or text[first.end : line.end]
    pattern = WITHIN if run.is_inline else FROM if within else LEADS
    reason = Remark(pattern, {"first": first.marker, "last": last.marker})
    return Start(line.start, 1, titles.suggest(words, text[first.start : last.end]), False, 0.7, reason)
