"""Spans of a text swept into segments: stretches of text, each with the names of the spans that cover it. Pure."""

from collections.abc import Hashable, Iterable
from itertools import pairwise
from typing import Any, NamedTuple


class Span(NamedTuple):
    """`[start, end)` in code points of the text, and what it is: a word, or a value of several parts."""

    start: int
    end: int
    name: Hashable


class Segment(NamedTuple):
    """A stretch of the text and what covers it, what began first standing first; plain text where nothing does."""

    text: str
    names: tuple[Any, ...]


Edges = dict[int, list[tuple[Hashable, int]]]  # at a place of the text: what begins (1) or ends (-1) there


def segments(text: str, spans: Iterable[Span]) -> list[Segment]:
    """Cut the text where what covers it changes. Joined, the segments are the text again; spans may overlap and nest.

    N spans cost N log N, and for each segment as much as covers it.
    """
    length = len(text)
    edges: Edges = {0: [], length: []}
    for start, end, name in spans:
        start, end = max(0, start), min(length, end)
        if start < end:
            edges.setdefault(start, []).append((name, 1))
            edges.setdefault(end, []).append((name, -1))
    return swept(text, sorted(edges.items()))


def swept(text: str, edges: list[tuple[int, list[tuple[Hashable, int]]]]) -> list[Segment]:
    found: list[Segment] = []
    covering: dict[Hashable, int] = {}
    begun = 0
    names: tuple[Hashable, ...] = ()
    for (place, changes), (after, _) in pairwise(edges):
        change(covering, changes)
        now = tuple(covering)
        if place and now != names:
            found.append(Segment(text[begun:place], names))
            begun = place
        names = now
        if after == len(text):
            found.append(Segment(text[begun:], names))
    return found


def change(covering: dict[Hashable, int], changes: list[tuple[Hashable, int]]) -> None:
    """What ends and begins again at the same place keeps its turn, so that neighbours that are alike are equal."""
    for name, step in changes:
        covering[name] = covering.get(name, 0) + step
    for name, _ in changes:
        if not covering.get(name, 1):
            del covering[name]
