"""Verse: lines whose clauses are equally long."""

import re

from studyapp.chinese.markers import opening

SENSES = re.compile(r"[^，。！？；、：,.!?;:\s]+")
CLOSED = "。：；”.:;"
SHORTEST, LONGEST = 3, 7
FEWEST_CLAUSES = 2
# A text is a poem without metre when so many of its lines, and no fewer than these, are short and open.
LONGEST_FREE, FREE_SHARE, FEWEST_FREE = 20, 0.7, 4


def places(texts: list[str]) -> frozenset[int]:
    """Which paragraphs are verse: two metrical neighbours, or one with four clauses and more."""
    metres = [metre(text) for text in texts]
    metrical = (
        place
        for place, (length, count) in enumerate(metres)
        if length and (count >= 2 * FEWEST_CLAUSES or _has_neighbour(metres, place))
    )
    return frozenset(metrical) | _free(texts)


def _free(texts: list[str]) -> frozenset[int]:
    """Lines of a poem without metre: most of the text is short lines that close no sentence."""
    short = [place for place, text in enumerate(texts) if len(text) <= LONGEST_FREE and text[-1] not in CLOSED]
    is_poem = len(texts) >= FEWEST_FREE and len(short) >= FREE_SHARE * len(texts)
    counted = sum(opening(texts[place]) is not None for place in short)
    return frozenset(short) if is_poem and counted < len(short) // 4 else frozenset()


def metre(text: str) -> tuple[int, int]:
    """The length of the clauses and their number, or (0, 0) where they differ."""
    if len(text) > 120:
        return 0, 0
    lengths = [len(clause) for clause in SENSES.findall(text)]
    regular = len(lengths) >= FEWEST_CLAUSES and len(set(lengths)) == 1 and SHORTEST < lengths[0] <= LONGEST
    return (lengths[0], len(lengths)) if regular else (0, 0)


def _has_neighbour(metres: list[tuple[int, int]], place: int) -> bool:
    return any(0 <= other < len(metres) and metres[other] == metres[place] for other in (place - 1, place + 1))
