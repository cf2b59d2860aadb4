"""Spans of a text swept into segments: stretches of text, each with the names of the spans that cover it. Pure."""

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple


class Span(NamedTuple):
    """`[start, end)` in code points of the text, and what it is."""

    start: int
    end: int
    name: str


class Segment(NamedTuple):
    """A stretch of the text and, in order of the names, what covers it; plain text where nothing does."""

    text: str
    names: tuple[str, ...]


def segments(text: str, spans: Iterable[Span]) -> list[Segment]:
    """Cut the text at every edge of a span. Joined, the segments are the text again; spans may overlap and nest."""
    edges: dict[int, list[tuple[str, int]]] = {0: [], len(text): []}
    for start, end, name in spans:
        start, end = max(0, start), min(len(text), end)
        if start < end:
            edges.setdefault(start, []).append((name, 1))
            edges.setdefault(end, []).append((name, -1))
    return swept(text, sorted(edges.items()))


def swept(text: str, edges: list[tuple[int, list[tuple[str, int]]]]) -> list[Segment]:
    found: list[Segment] = []
    depth: dict[str, int] = {}
    for (place, changes), (following, _) in pairwise(edges):
        for name, step in changes:
            depth[name] = depth.get(name, 0) + step
        names = tuple(sorted(name for name, count in depth.items() if count))
        if found and found[-1].names == names:
            found[-1] = Segment(found[-1].text + text[place:following], names)
        else:
            found.append(Segment(text[place:following], names))
    return found
