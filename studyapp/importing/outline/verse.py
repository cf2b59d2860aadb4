"""Verse: lines whose clauses are equally long."""

import re

SENSES = re.compile(r"[^，。！？；、：,.!?;:\s]+")
SHORTEST, LONGEST = 3, 7
FEWEST_CLAUSES = 2


def places(texts: list[str]) -> frozenset[int]:
    """Which paragraphs are verse: two metrical neighbours, or one with four clauses and more."""
    metres = [metre(text) for text in texts]
    return frozenset(
        place
        for place, (length, count) in enumerate(metres)
        if length and (count >= 2 * FEWEST_CLAUSES or _has_neighbour(metres, place))
    )


def metre(text: str) -> tuple[int, int]:
    """The length of the clauses and their number, or (0, 0) where they differ."""
    if len(text) > 120:
        return 0, 0
    lengths = [len(clause) for clause in SENSES.findall(text)]
    regular = len(lengths) >= FEWEST_CLAUSES and len(set(lengths)) == 1 and SHORTEST < lengths[0] <= LONGEST
    return (lengths[0], len(lengths)) if regular else (0, 0)


def _has_neighbour(metres: list[tuple[int, int]], place: int) -> bool:
    return any(0 <= other < len(metres) and metres[other] == metres[place] for other in (place - 1, place + 1))
