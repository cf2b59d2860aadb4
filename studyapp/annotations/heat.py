"""How many people marked what: many marks on one paragraph swept into few spans. Pure."""

from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from typing import Any, NamedTuple

LEVELS = (1, 2, 3, 5, 7)  # people from which on the line grows heavier


class Mark(NamedTuple):
    """`[start, end)` in code points of the text; `flag` is "q" for an open question, "k" for a key point, or empty."""

    start: int
    end: int
    author: int
    flag: str = ""


class Warm(NamedTuple):
    """A stretch on which the same number of people marked something; as it is kept in `Heat.spans`."""

    start: int
    end: int
    people: int
    flags: str


def warmth(marks: Iterable[Mark], *, start: int, end: int) -> list[Warm]:
    """What lies on `[start, end)`, in order, without gaps of nothing and without overlaps. N marks cost N log N."""
    edges: dict[int, list[tuple[Mark, int]]] = {}
    for mark in marks:
        first, after = max(start, mark.start), min(end, mark.end)
        if first < after:
            edges.setdefault(first, []).append((mark, 1))
            edges.setdefault(after, []).append((mark, -1))
    return swept(sorted(edges.items()))


def swept(edges: list[tuple[int, list[tuple[Mark, int]]]]) -> list[Warm]:
    authors: Counter[int] = Counter()
    flags: Counter[str] = Counter()
    found: list[Warm] = []
    for (place, changes), (following, _) in pairwise(edges):
        for mark, step in changes:
            count(authors, mark.author, step)
            if mark.flag:
                count(flags, mark.flag, step)
        if authors:
            append(found, Warm(place, following, len(authors), "".join(sorted(flags))))
    return found


def count(counter: Counter[Any], key: Any, step: int) -> None:
    counter[key] += step
    if not counter[key]:
        del counter[key]


def append(found: list[Warm], warm: Warm) -> None:
    """Neighbours that say the same are one."""
    before = found[-1] if found else None
    if before and before.end == warm.start and before[2:] == warm[2:]:
        found[-1] = before._replace(end=warm.end)
    else:
        found.append(warm)


def cut(spans: Iterable[Warm], *, start: int, end: int) -> list[Warm]:
    """What of them lies on `[start, end)`."""
    inside = (warm for warm in spans if warm.start < end and warm.end > start)
    return [warm._replace(start=max(start, warm.start), end=min(end, warm.end)) for warm in inside]


def level(people: int) -> int:
    """1–5 for `data-heat`: 1, 2, 3–4, 5–6, 7 and more people; 0 for nobody."""
    return sum(people >= least for least in LEVELS)
