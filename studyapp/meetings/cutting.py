"""A text cut into stretches that a meeting takes up one by one: by sections, too long ones by paragraphs. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Head:
    """A section: its title and `[start, end)`; of two that lie in each other the outer has the lower level."""

    level: int
    title: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """Whole paragraphs, `[start, end)`, with so many characters to be read aloud."""

    title: str
    start: int
    end: int
    characters: int


Line = tuple[int, int]  # [start, end) of a paragraph that has a number


def stretches(title: str, heads: Sequence[Head], lines: Sequence[Line], *, least: int, most: int) -> list[Stretch]:
    """In order and without gaps: none longer than `most`, if it has more than one paragraph; few shorter than `least`.

    `title` is that of what stands before the first section, and of all where there is none.
    """
    cut = divided(title, heads, lines, most, whole=2 * least)
    return joined(cut, least=least, most=most)


def divided(
    title: str, heads: Sequence[Head], lines: Sequence[Line], most: int, *, whole: int | None = None
) -> list[Stretch]:
    """By the highest sections; what is not longer than `whole`, else `most`, stays together."""
    if not lines:
        return []
    if not heads or length(lines) <= (most if whole is None else min(whole, most)):
        return pieces(title, lines, most)
    level = min(head.level for head in heads)
    tops = [head for head in heads if head.level == level]
    found = divided(title, [], [line for line in lines if line[0] < tops[0].start], most)
    for top, after in zip(tops, [*tops[1:], None], strict=True):
        end = after.start if after else lines[-1][1]
        within = [head for head in heads if head.level > level and top.start <= head.start < end]
        found += divided(top.title, within, [line for line in lines if top.start <= line[0] < end], most)
    return found


def pieces(title: str, lines: Sequence[Line], most: int) -> list[Stretch]:
    """Of about the same length each."""
    whole = length(lines)
    share = whole / max(1, -(-whole // most))
    cut: list[list[Line]] = [[]]
    for line in lines:
        before, this = length(cut[-1]), length([line])
        if cut[-1] and (before + this / 2 > share or before + this > most):
            cut.append([])
        cut[-1].append(line)
    return [Stretch(title, some[0][0], some[-1][1], length(some)) for some in cut]


def joined(cut: list[Stretch], *, least: int, most: int) -> list[Stretch]:
    """Short ones go together with what follows."""
    found: list[Stretch] = []
    for stretch in cut:
        last = found[-1] if found else None
        if last and min(last.characters, stretch.characters) < least and last.characters + stretch.characters <= most:
            title = last.title if last.title == stretch.title else f"{last.title.split(' — ')[0]} — {stretch.title}"
            found[-1] = Stretch(title, last.start, stretch.end, last.characters + stretch.characters)
        else:
            found.append(stretch)
    return found


def after(cut: Sequence[Stretch], place: int | None, lines: Sequence[Line]) -> list[Stretch]:
    """What is left behind the paragraph that begins at `place`; all again when nothing is."""
    if place is None:
        return list(cut)
    left = []
    for stretch in cut:
        rest = [line for line in lines if max(place + 1, stretch.start) <= line[0] < stretch.end]
        if rest:
            left.append(replace(stretch, start=rest[0][0], characters=length(rest)))
    return left or list(cut)


def length(lines: Sequence[Line]) -> int:
    return sum(end - start for start, end in lines)
