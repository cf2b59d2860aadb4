"""Sections and paragraphs as people choose them, and the stretches of the text that they mean: always whole lines."""

from dataclasses import dataclass
from typing import Any

from studyapp.library.models import Revision

BEGINNING = 0  # stands for what comes before the first section


@dataclass(frozen=True, slots=True)
class Choice:
    """A section that a step may begin or end with; `depth` counts from 0."""

    number: int
    title: str
    depth: int
    start: int
    end: int


def choices(revision: Revision, *, beginning: str) -> list[Choice]:
    """All sections in text order; before them what comes first, if anything does."""
    rows = list(revision.sections.order_by("number").values_list("number", "title", "level", "start", "end"))
    if not rows:
        return []
    highest = min(level for _number, _title, level, _start, _end in rows)
    found = [Choice(number, title, level - highest, start, end) for number, title, level, start, end in rows]
    first = min(choice.start for choice in found)
    if first and revision.paragraphs.filter(start__lt=first, number__isnull=False).exists():
        return [Choice(BEGINNING, beginning, 0, 0, first), *found]
    return found


def of_sections(first: Choice, last: Choice) -> tuple[int, int] | None:
    """From the beginning of the one to the end of the other; None when they stand the other way round."""
    if last.start < first.start:
        return None
    return first.start, max(first.end, last.end)


def of_paragraphs(revision: Revision, first: int, last: int) -> tuple[int, int] | None:
    """With these numbers; None when the text has not both, in this order."""
    if not 1 <= first <= last <= revision.paragraph_count:
        return None
    return (0 if first == 1 else behind(revision, first - 1)), behind(revision, last)


def behind(revision: Revision, number: int) -> int:
    """Where the line begins that follows this paragraph: it may be a heading."""
    lines: Any = revision.paragraphs
    line = lines.filter(number=number).first()
    if line is None:
        return revision.length
    after = lines.filter(start__gt=line.start).order_by("start").values_list("start", flat=True).first()
    return revision.length if after is None else after
