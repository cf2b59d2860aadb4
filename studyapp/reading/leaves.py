"""A long text is read leaf by leaf: where the leaves are cut. Pure; all offsets are code points of the text.

A leaf needs only the sections and the length, never the paragraphs: a paragraph stands on the leaf in which it begins.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

WHOLE = 20_000  # a text, and a chapter of a longer text, stays in one piece up to here
SMALL = 2_000  # small neighbours are put on one leaf up to here
TINY = 300  # a heading with hardly a word goes with what follows it
FULLEST = 12_000  # where no section helps, a stretch is cut into even leaves of at most this
LINES = 250  # and of about this many lines


class Mark(Protocol):
    """Where a section begins, and how deep it lies."""

    @property
    def start(self) -> int: ...
    @property
    def level(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Leaf:
    """`[start, end)` of the text; `part` of `parts` (from 1) when a stretch without sections was cut evenly."""

    start: int
    end: int
    part: int = 1
    parts: int = 1

    @property
    def size(self) -> int:
        return self.end - self.start


def leaves_of(length: int, sections: Sequence[Mark], *, lines: int) -> list[Leaf]:
    """All leaves of a text of so many code points and lines, in order and without a gap; at least one."""
    if length <= WHOLE:
        return [Leaf(0, length)]
    marks = sorted(sections, key=lambda mark: mark.start)
    fullest = min(FULLEST, max(1, LINES * length // max(1, lines)))
    return list(joined(cut(0, length, marks, fullest=fullest)))


def leaf_at(leaves: Sequence[Leaf], offset: int) -> int:
    """The index of the leaf on which the offset lies; of the last one when it lies behind the text."""
    return max(0, bisect_right(leaves, offset, key=lambda leaf: leaf.start) - 1)


def cut(start: int, end: int, marks: Sequence[Mark], *, fullest: int) -> Iterator[Leaf]:
    """Cut at the highest sections inside; what is still too long at those below, and evenly where there are none."""
    inside = marks[bisect_right(marks, start, key=lambda mark: mark.start) :]
    if not inside:
        yield from evenly(start, end, fullest)
        return
    highest = min(mark.level for mark in inside)
    cuts = sorted({start, end, *(mark.start for mark in inside if mark.level == highest and mark.start < end)})
    position = 0
    for first, after in pairwise(cuts):
        if after - first <= WHOLE:
            yield Leaf(first, after)
            continue
        position = bisect_right(inside, first, lo=position, key=lambda mark: mark.start)
        behind = bisect_right(inside, after - 1, lo=position, key=lambda mark: mark.start)
        yield from cut(first, after, inside[position:behind], fullest=fullest)


def evenly(start: int, end: int, fullest: int) -> Iterator[Leaf]:
    parts = -(-(end - start) // fullest)
    edges = [start + (end - start) * part // parts for part in range(parts + 1)]
    for part, (first, after) in enumerate(pairwise(edges), 1):
        yield Leaf(first, after, part, parts)


def joined(leaves: Iterator[Leaf]) -> Iterator[Leaf]:
    """Neighbours that are small together share a leaf, and a bare heading goes with what follows."""
    held: Leaf | None = None
    for leaf in leaves:
        if held is None:
            held = leaf
        elif held.size <= TINY or held.size + leaf.size <= SMALL:
            held = Leaf(held.start, leaf.end, leaf.part, leaf.parts)
        else:
            yield held
            held = leaf
    if held is not None:
        yield held
