"""Sections: those with a heading of their own, else the suggested parts; each reaches to the next of its level."""

from collections.abc import Iterator
from dataclasses import replace

from studyapp.chinese.keywords import keywords
from studyapp.importing.outline.headings import Heading
from studyapp.importing.outline.levels import levels
from studyapp.importing.outline.lines import Line
from studyapp.importing.outline.parts import Start, suggested
from studyapp.importing.outline.runs import Run
from studyapp.importing.settling import numbered_sections
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
    sections = numbered_sections(map(_section, starts), len(text))
    return tuple(_with_keywords(section, text, share) for section in sections)


def _section(start: Start) -> Section:
    return Section(
        number=0,
        level=start.level,
        title=start.title,
        start=start.start,
        end=start.start,
        heading=start.heading,
        confidence=start.confidence,
        reason=start.reason,
    )


def _with_keywords(section: Section, text: str, share: int) -> Section:
    if share < LEAST_READ:
        return section
    head = text[section.start : min(section.end, section.start + share)]
    return replace(section, keywords=keywords(head, KEYWORDS))


def _headed(lines: tuple[Line, ...], headings: tuple[Heading, ...]) -> Iterator[Start]:
    for heading, level in zip(headings, levels(headings), strict=True):
        start = lines[heading.place].start
        yield Start(start, level, heading.title, True, heading.confidence, heading.reason)
