"""Paragraphs shared out among readers, fairly by length, in the order in which they sit. Pure."""

from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple


class Piece(NamedTuple):
    """A paragraph: its number, `[start, end)` and how many characters are read aloud."""

    number: int
    start: int
    end: int
    characters: int


class Share(NamedTuple):
    """Whole paragraphs for one reader; `seconds` of reading aloud."""

    reader: int
    start: int
    end: int
    first: int
    last: int
    seconds: int


def shares(pieces: Sequence[Piece], readers: Sequence[int], *, a_minute: int) -> list[Share]:
    """Neighbouring paragraphs for each reader. Who reads more than one paragraph reads at most the longest paragraph
    more than an equal part; nobody reads nothing while another reads two. With more readers than paragraphs the last
    ones get none.
    """
    few = list(readers)[: len(pieces)]
    ends = cuts([piece.characters for piece in pieces], len(few)) if few else []
    return [share(reader, pieces[a:b], a_minute) for reader, (a, b) in zip(few, pairwise([0, *ends]), strict=True)]


def cuts(lengths: Sequence[int], parts: int) -> list[int]:
    """Behind which pieces to cut, so that each cut is as near as can be to where equal parts would end."""
    sums = [0, *accumulate(lengths)]
    found: list[int] = []
    for part in range(1, parts + 1):
        least, most = (found[-1] if found else 0) + 1, len(lengths) - (parts - part)  # one at least for each
        found.append(min(range(least, most + 1), key=lambda cut: abs(sums[cut] * parts - sums[-1] * part)))
    return [*found[:-1], len(lengths)]


def share(reader: int, pieces: Sequence[Piece], a_minute: int) -> Share:
    characters = sum(piece.characters for piece in pieces)
    return Share(
        reader,
        pieces[0].start,
        pieces[-1].end,
        pieces[0].number,
        pieces[-1].number,
        round(60 * characters / a_minute),
    )
