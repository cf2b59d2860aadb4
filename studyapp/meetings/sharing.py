"""Paragraphs shared out among readers, fairly by length, in the order in which they sit. Pure."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from studyapp.studies.even import cuts


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
