"""The stretches of a text that progress is said of: between two beginnings of sections, without gaps. Pure."""

from bisect import bisect_left, bisect_right
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


def units(heads: Sequence[Head], lines: Sequence[int], length: int, *, cuts: Iterable[int] = ()) -> list[Unit]:
    """In text order, covering a text of this length. `lines`: where its numbered paragraphs begin, ascending. `cuts`:
    where it is divided besides, as by the steps of a plan.

    A heading that no paragraph follows goes with what comes after it, which then bears the outer title; the last ones
    go with what comes before.
    """
    inner = {head.start: head for head in heads}  # of two that begin together the later is the inner one
    begun = {0, *inner, *(cut for cut in cuts if 0 < cut < length)}
    found: list[Unit] = []
    for start, end in pairwise([*sorted(begun), length]):
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
    """As far as all of the unit has come: the highest that alone, or together with what is higher, covers it."""
    rows = sorted(row for row in reached if row.start < unit.end and unit.start < row.end)
    for least in sorted({row.standing for row in rows}, reverse=True):
        if covers([row for row in rows if row.standing >= least], unit):
            return Standing(least)
    return Standing.UNREAD


def covers(rows: Iterable[Reached], unit: Unit) -> bool:
    """Whether these, in text order, leave no gap in it."""
    place = unit.start
    for row in rows:
        if row.start > place:
            return False
        place = max(place, row.end)
        if place >= unit.end:
            return True
    return False


def standings(found: Sequence[Unit], reached: Iterable[Reached]) -> list[Standing]:
    """Of each unit; quick for very many."""
    rows = sorted(reached)
    starts = [row.start for row in rows]
    known: list[Standing] = []
    first = 0
    for unit in found:
        while first < len(rows) and rows[first].end <= unit.start:
            first += 1
        known.append(standing(unit, rows[first : bisect_left(starts, unit.end)]))
    return known


def within(found: Sequence[Unit], start: int, end: int) -> range:
    """The places among the units of those that `[start, end)` covers wholly."""
    return range(
        bisect_left(found, start, key=lambda unit: unit.start), bisect_right(found, end, key=lambda unit: unit.end)
    )


def lowest(standings: Iterable[Standing]) -> Standing:
    """Of several units together: as far as all of them have come."""
    return min(standings, default=Standing.UNREAD)


def rests(row: Reached, taken: Iterable[Unit]) -> list[Reached]:
    """What is left of a stretch when these units, in text order, are cut out of it."""
    left, place = [], row.start
    for unit in taken:
        if unit.start > place:
            left.append(Reached(place, min(unit.start, row.end), row.standing))
        place = max(place, unit.end)
        if place >= row.end:
            return left
    return [*left, Reached(place, row.end, row.standing)]
