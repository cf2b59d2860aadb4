"""What a stretch of a text is called, by the sections in it. Pure."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple


class Part(NamedTuple):
    """A section: of two that lie in each other the outer one has the lower level."""

    level: int
    title: str
    start: int
    end: int


def titles(parts: Sequence[Part], start: int, end: int) -> list[str]:
    """Of the sections that `[start, end)` goes through, the highest that lie in it wholly; `parts` in text order."""
    found = list(tops([part for part in parts if start <= part.start < end], end))
    names = [part.title for part in found]
    if found and found[0].start <= start:
        return names
    around = [part for part in parts if part.start < start < part.end]
    return [*(part.title for part in around[-1:]), *names]


def tops(parts: Sequence[Part], end: int) -> Iterator[Part]:
    """A section that goes on behind the end gives way to those below it that begin before."""
    index = 0
    while index < len(parts):
        part = parts[index]
        below = [other for other in parts[index + 1 :] if other.start < part.end and other.level > part.level]
        if part.end > end and below:
            yield from tops(below, end)
        else:
            yield part
        index += 1 + len(below)


def together(names: Sequence[str]) -> str:
    """One, two, or from the first to the last."""
    return "；".join(names) if len(names) < 3 else f"{names[0]} — {names[-1]}"
