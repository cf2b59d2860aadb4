"""Verse: lines whose clauses are equally long."""

import re
from collections.abc import Iterator

from studyapp.chinese.markers import opening

SENSES = re.compile(r"[^，。！？；、：,.!?;:\s]+")
SHORTEST, LONGEST = 4, 7
LONGEST_LINE = 120
FEWEST_CLAUSES, FEWEST_LINES = 2, 4
# A text is a poem without metre when so many of its lines, and no fewer than four, are short and open.
LONGEST_FREE, FREE_SHARE = 20, 0.7
CLOSED = "。：；”.:;"


def places(texts: list[str]) -> frozenset[int]:
    """Which paragraphs are verse; one that is none for certain may come as an empty text."""
    metres = [metre(text) for text in texts]
    return frozenset(_couplets(metres)) | frozenset(_rows(texts, metres)) | _free(texts)


def metre(text: str) -> tuple[int, int]:
    """The length of the clauses and their number, or (0, 0) where they differ."""
    lengths = [len(clause) for clause in SENSES.findall(text[:LONGEST_LINE])]
    regular = len(text) < LONGEST_LINE and len(set(lengths)) == 1 and SHORTEST <= lengths[0] <= LONGEST
    return (lengths[0], len(lengths)) if regular else (0, 0)


def _couplets(metres: list[tuple[int, int]]) -> Iterator[int]:
    """Lines of several clauses: two like one another, or one as long as two."""
    for place, (length, count) in enumerate(metres):
        neighbours = metres[max(0, place - 1) : place] + metres[place + 1 : place + 2]
        if length and count >= FEWEST_CLAUSES and (count >= 2 * FEWEST_CLAUSES or metres[place] in neighbours):
            yield place


def _rows(texts: list[str], metres: list[tuple[int, int]]) -> Iterator[int]:
    """Four lines and more of one clause each, not all of them sentences."""
    row: list[int] = []
    for place in range(len(texts) + 1):
        if place < len(texts) and metres[place][1] == 1 and (not row or metres[row[0]] == metres[place]):
            row.append(place)
            continue
        if len(row) >= FEWEST_LINES and any(texts[line][-1] not in CLOSED for line in row):
            yield from row
        row = []


def _free(texts: list[str]) -> frozenset[int]:
    """Lines of a poem without metre: most of the text is short lines that close no sentence."""
    short = [place for place, text in enumerate(texts) if 0 < len(text) <= LONGEST_FREE and text[-1] not in CLOSED]
    is_poem = len(texts) >= FEWEST_LINES and len(short) >= FREE_SHARE * len(texts)
    counted = sum(opening(texts[place]) is not None for place in short)
    return frozenset(short) if is_poem and counted < len(short) // 4 else frozenset()
