"""What a stretch of a text is called, by the sections in it. Pure."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import takewhile
from operator import attrgetter
from typing import NamedTuple


class Part(NamedTuple):
    """A section: of two that lie in each other the outer one has the lower level."""

    level: int
    title: str
    start: int
    end: int


def titles(parts: Sequence[Part], lines: Sequence[int], start: int, end: int, *, beginning: str) -> list[str]:
    """Of the sections that `[start, end)` goes through, the highest that lie in it wholly; `parts` in text order.

    `lines`: where paragraphs begin. Those that come before all sections are called `beginning`.
    """
    first, after = (bisect_left(parts, place, key=attrgetter("start")) for place in (start, end))
    found = list(tops(parts[first:after], end))
    names = [part.title for part in found]
    before = found[0].start if found else end
    if not parts or bisect_left(lines, start) == bisect_left(lines, before):
        return names
    around = [part.title for part in parts[:first] if start < part.end]
    return [*(around[-1:] or [beginning]), *names]


def tops(parts: Sequence[Part], end: int) -> Iterator[Part]:
    """A section that goes on behind the end gives way to those below it that begin before."""
    index = 0
    while index < len(parts):
        part = parts[index]
        below = within(part, parts[index + 1 :])
        if part.end > end and below:
            yield from tops(below, end)
        else:
            yield part
        index += 1 + len(below)


def within(part: Part, after: Sequence[Part]) -> list[Part]:
    """Of the sections that come after it those that lie in it."""
    return list(takewhile(lambda other: other.start < part.end and other.level > part.level, after))


def together(names: Sequence[str]) -> str:
    """One, two, or from the first to the last."""
    return "；".join(names) if len(names) < 3 else f"{names[0]} — {names[-1]}"
