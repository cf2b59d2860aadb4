"""How many people marked what: many marks on one paragraph swept into few spans. Pure."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

LEVELS = (1, 2, 3, 5, 7)  # people from which on the line grows heavier
Steps = dict[int, int]  # where how many more begin than end


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


def warmth(marks: Iterable[tuple[int, int, int, str]], *, start: int, end: int) -> list[Warm]:
    """What lies on `[start, end)`, in order, without gaps of nothing and without overlaps. N marks cost N log N."""
    people: Steps = defaultdict(int)
    flagged: dict[str, Steps] = {}
    reached: dict[int, int] = {}  # by whom: how far their marks reach, for what somebody marks twice counts once
    for first, after, author, flag in sorted(marks):
        begin, finish = max(start, first), min(end, after)
        if begin >= finish:
            continue
        if flag:
            step(flagged.setdefault(flag, defaultdict(int)), begin, finish)
        begin = max(begin, reached.get(author, start))
        if begin < finish:
            step(people, begin, finish)
            reached[author] = finish
    return swept(people, dict(sorted(flagged.items())))


def step(steps: Steps, begin: int, finish: int) -> None:
    """One more from here to there."""
    steps[begin] += 1
    steps[finish] -= 1


def swept(people: Steps, flagged: dict[str, Steps]) -> list[Warm]:
    """Every flag lies where somebody's mark lies."""
    found: list[Warm] = []
    count, standing = 0, dict.fromkeys(flagged, 0)
    places = sorted({*people, *(place for steps in flagged.values() for place in steps)})
    for place, following in pairwise(places):
        count += people.get(place, 0)
        for flag, steps in flagged.items():
            standing[flag] += steps.get(place, 0)
        if count:
            append(found, Warm(place, following, count, "".join(flag for flag in flagged if standing[flag])))
    return found


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
