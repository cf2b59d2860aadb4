"""The stretches of a text that progress is said of: between two beginnings of sections, without gaps. Pure."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from studyapp.studies.standing import Standing


class Head(NamedTuple):
    """A section: its number among the sections, its title and where it begins."""

    number: int
    title: str
    start: int


class Unit(NamedTuple):
    """`[start, end)` in code points; `section` is the number of the section that begins there, None where none does."""

    start: int
    end: int
    section: int | None = None
    title: str = ""


class Reached(NamedTuple):
    """That `[start, end)` has come so far."""

    start: int
    end: int
    standing: int


def units(heads: Sequence[Head], lines: Sequence[int], length: int) -> list[Unit]:
    """In text order, covering a text of this length. `lines`: where its numbered paragraphs begin, ascending.

    A heading that no paragraph follows goes with what comes after it, which then bears the outer title; the last ones
    go with what comes before.
    """
    inner = {head.start: head for head in heads}  # of two that begin together the later is the inner one
    found: list[Unit] = []
    for start, end in pairwise([*sorted({0, *inner}), length]):
        head = inner.get(start)
        unit = Unit(start, end, head.number, head.title) if head else Unit(start, end)
        if found and not has_line(found[-1], lines):
            unit = joined(found.pop(), unit)
        found.append(unit)
    if len(found) > 1 and not has_line(found[-1], lines):
        last = found.pop()
        found[-1] = found[-1]._replace(end=last.end)
    return found


def joined(first: Unit, second: Unit) -> Unit:
    named = second if first.section is None else first
    return Unit(first.start, second.end, named.section, named.title)


def has_line(unit: Unit, lines: Sequence[int]) -> bool:
    return bisect_left(lines, unit.start) < bisect_left(lines, unit.end)


def touching(found: Iterable[Unit], start: int, end: int) -> list[Unit]:
    """The units that have something of `[start, end)`: of a section, of a step of the plan."""
    return [unit for unit in found if unit.start < end and start < unit.end]


def standing(unit: Unit, reached: Iterable[Reached]) -> Standing:
    """The highest of what covers the unit."""
    covering = (each.standing for each in reached if each.start <= unit.start and unit.end <= each.end)
    return Standing(max(covering, default=Standing.UNREAD))


def lowest(standings: Iterable[Standing]) -> Standing:
    """Of several units together: as far as all of them have come."""
    return min(standings, default=Standing.UNREAD)
