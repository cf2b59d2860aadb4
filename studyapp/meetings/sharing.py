"""Paragraphs shared out among readers, fairly by length, in the order in which they sit. Pure."""

from collections.abc import Sequence
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
    """Neighbouring paragraphs for each reader, so that nobody reads much more than the others; nobody reads nothing
    while another reads two. With more readers than paragraphs the last ones get none.
    """
    if not readers:
        return []
    found, left = [], list(pieces)
    for index, reader in enumerate(readers):
        if not left:
            break
        take = taken(left, len(readers) - index)
        found.append(share(reader, left[:take], a_minute))
        left = left[take:]
    return found


def taken(left: Sequence[Piece], readers: int) -> int:
    """How many of the paragraphs that are left the next of so many readers takes."""
    most = max(1, len(left) - readers + 1)  # one at least is left for each of the others
    fair = sum(piece.characters for piece in left) / readers
    if readers == 1:
        return len(left)
    whole = 0
    for count, piece in enumerate(left[:most], 1):
        if count > 1 and whole + piece.characters / 2 > fair:
            return count - 1
        whole += piece.characters
    return most


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
