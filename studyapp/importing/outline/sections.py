"""Sections: those with a heading of their own, or parts suggested where a run of points begins."""

from collections.abc import Iterator
from dataclasses import dataclass

from studyapp.chinese.keywords import keywords
from studyapp.importing.outline import headings as heading_rules
from studyapp.importing.outline import titles
from studyapp.importing.outline.headings import Heading
from studyapp.importing.outline.lines import Line
from studyapp.importing.outline.runs import Run
from studyapp.importing.remarks import Remark, gettext_noop
from studyapp.importing.structure import Section

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
    for heading, level in zip(headings, heading_rules.levels(headings), strict=True):
        start = lines[heading.place].start
        yield Start(start, level, heading.title, True, heading.confidence, heading.reason)


def _led(text: str, lines: tuple[Line, ...], runs: tuple[Run, ...]) -> Iterator[Start]:
    """A part opens at the paragraph that leads into a run."""
    items = {point.place for run in runs if not run.is_inline for point in run.points}
    taken: set[int] = set()
    for run in runs:
        first = run.points[0]
        if run.is_inline and first.place in items:
            continue
        lead = first.place - 1 if first.opens and first.place > 0 and first.place - 1 not in items else first.place
        if lead in taken:
            continue
        taken.add(lead)
        reason = Remark(LEADS, {"first": first.marker, "last": run.points[-1].marker})
        title = titles.suggest(lines[lead].text, text[first.start : run.points[-1].end])
        yield Start(lines[lead].start, 1, title, False, 0.7, reason)
