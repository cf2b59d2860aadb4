"""Sections: those with a heading of their own, else the suggested parts; each reaches to the next of its level."""

from collections.abc import Iterator
from itertools import count

from studyapp.chinese.keywords import keywords
from studyapp.importing.outline.headings import Heading
from studyapp.importing.outline.levels import levels
from studyapp.importing.outline.lines import Line
from studyapp.importing.outline.parts import Start, suggested
from studyapp.importing.outline.runs import Run
from studyapp.importing.structure import Section

KEYWORDS_READ = 3000
KEYWORDS_IN_ALL = 400_000
LEAST_READ = 100  # characters; where there are so many sections that less is left for each, none has keywords
KEYWORDS = 5


def build(
    text: str, lines: tuple[Line, ...], headings: tuple[Heading, ...], runs: tuple[Run, ...]
) -> tuple[Section, ...]:
    starts = list(_headed(lines, headings)) if headings else list(suggested(text, lines, runs))
    share = min(KEYWORDS_READ, KEYWORDS_IN_ALL // max(1, len(starts)))
    numbered = zip(count(1), starts, _ends(starts, len(text)))
    return tuple(_section(text, number, start, end, share) for number, start, end in numbered)


def _ends(starts: list[Start], length: int) -> list[int]:
    """Each section reaches to the next of its level or higher."""
    ends = [length] * len(starts)
    open_places: list[int] = []
    for place, start in enumerate(starts):
        while open_places and starts[open_places[-1]].level >= start.level:
            ends[open_places.pop()] = start.start - 1
        open_places.append(place)
    return ends


def _section(text: str, number: int, start: Start, end: int, share: int) -> Section:
    head = text[start.start : min(end, start.start + share)]
    return Section(
        number=number,
        level=start.level,
        title=start.title,
        start=start.start,
        end=end,
        heading=start.heading,
        confidence=start.confidence,
        reason=start.reason,
        keywords=keywords(head, KEYWORDS) if share >= LEAST_READ else (),
    )


def _headed(lines: tuple[Line, ...], headings: tuple[Heading, ...]) -> Iterator[Start]:
    for heading, level in zip(headings, levels(headings), strict=True):
        start = lines[heading.place].start
        yield Start(start, level, heading.title, True, heading.confidence, heading.reason)
