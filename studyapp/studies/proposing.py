"""A plan as it is proposed: so many steps between two days, even by characters. Pure."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from studyapp.studies.even import cuts
from studyapp.studies.units import Unit

LONGEST = 1.5  # a unit this many times as long as an equal part is cut at its paragraphs

Stretch = tuple[int, int]  # [start, end) of the text


def stretches(units: Sequence[Unit], lines: Sequence[int], parts: int) -> list[Stretch]:
    """Whole units where that is even enough, else whole paragraphs; `lines`: where these begin. Fewer than `parts`
    where there are fewer paragraphs.
    """
    if not lines:
        return []
    whole = units[-1].end
    cut = list(pieces(units, lines, longest=LONGEST * whole / parts))
    if len(cut) < parts:
        cut = list(pieces(units, lines, longest=0))
    few = min(parts, len(cut))
    ends = cuts([end - start for start, end in cut], few)
    return [(cut[first][0], cut[after - 1][1]) for first, after in pairwise([0, *ends])]


def pieces(units: Sequence[Unit], lines: Sequence[int], *, longest: float) -> Iterator[Stretch]:
    for unit in units:
        inside = [line for line in lines if unit.start < line < unit.end]
        if unit.end - unit.start <= longest or len(inside) < 1:
            yield unit.start, unit.end
        else:  # what stands before the first paragraph, as a heading does, goes with it
            first = next((line for line in lines if line >= unit.start), unit.start)
            yield from pairwise([unit.start, *(line for line in inside if line > first), unit.end])


def dates(begins: date, ends: date, steps: int) -> list[date]:
    """The last days of so many steps, evenly from the one day to the other."""
    days = (ends - begins).days
    return [begins + timedelta(days=round(days * step / steps)) for step in range(1, steps + 1)]
