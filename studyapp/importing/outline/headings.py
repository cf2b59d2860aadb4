"""Headings that stand in a text: by their numbering, by the format, by their name, or by how they stand."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from studyapp.chinese.markers import ARTICLE, RANKS, is_unit
from studyapp.importing.outline import standing
from studyapp.importing.outline.lines import Line
from studyapp.importing.outline.named import is_named
from studyapp.importing.remarks import Remark, gettext_noop

LONGEST_HEADING = 60
CLOSED = "。；，、;,：:"  # a heading is no sentence; it may ask or call, though
HASHES = re.compile(r"#{1,6}\s+(?=\S)")

BY_FORMAT = gettext_noop("原文格式标明是第 {level} 级标题")
BY_UNIT = gettext_noop("“{marker}”独占一行，像是篇章标题")
BY_NUMBER = gettext_noop("“{marker}”开头，独占一行，句末没有标点，后面有正文")
BY_SENTENCE = gettext_noop("“{marker}”开头，一句话独占一行，后面有正文")
BY_NAME = gettext_noop("“{name}”通常是标题")
BY_EMPHASIS = gettext_noop("整行加粗或字号较大，像是标题")
BY_STANDING = gettext_noop("独占一行，短而没有句末标点，后面是正文")


@dataclass(frozen=True, slots=True)
class Heading:
    """`style` says which headings are its equals; None stands for the outermost level, whatever that is."""

    place: int
    title: str
    style: str | None
    number: int | None
    confidence: float
    reason: Remark


def find(lines: tuple[Line, ...], excluded: frozenset[int]) -> tuple[Heading, ...]:
    """All headings in reading order; `excluded` are places (of a catalogue, of verse) where none can be."""
    open_lines = [(place, line) for place, line in enumerate(lines) if place not in excluded and _may_be(line)]
    told = _with_followers(lines, [heading for place, line in open_lines if (heading := _recognised(place, line))])
    if any(heading.style is not None for heading in told):
        return told
    names = {heading.place: heading for heading in told}
    return tuple(names.get(place) or _standing(lines[place], place) for place in _unnumbered(lines, excluded, names))


def _unnumbered(lines: tuple[Line, ...], excluded: frozenset[int], names: Iterable[int]) -> list[int]:
    return sorted(standing.places(lines, excluded).union(names))


def _standing(line: Line, place: int) -> Heading:
    return Heading(place, line.text, "plain", None, 0.6, Remark(BY_STANDING))


def _may_be(line: Line) -> bool:
    return len(line.text) <= LONGEST_HEADING or line.level is not None


def _recognised(place: int, line: Line) -> Heading | None:
    """What the line itself tells, without a look around."""
    marker, text = line.marker, line.text
    if line.level is not None:
        return Heading(place, text, f"#{line.level}", None, 0.98, Remark(BY_FORMAT, {"level": line.level}))
    if hashes := HASHES.match(text):
        level = hashes[0].count("#")
        return Heading(place, text[hashes.end() :], f"#{level}", None, 0.95, Remark(BY_FORMAT, {"level": level}))
    if text[-1] in CLOSED:
        return None
    if marker and marker.style != ARTICLE:
        pattern, confidence = (BY_UNIT, 0.95) if is_unit(marker.style) else (BY_NUMBER, 0.85)
        return Heading(place, text, marker.style, marker.number, confidence, Remark(pattern, {"marker": marker.text}))
    if is_named(text):
        return Heading(place, text, None, None, 0.8, Remark(BY_NAME, {"name": text}))
    if line.emphasis and not marker:
        return Heading(place, text, "emphasis", None, 0.75, Remark(BY_EMPHASIS))
    return None


def _with_followers(lines: tuple[Line, ...], candidates: list[Heading]) -> tuple[Heading, ...]:
    """Without the styles whose members mostly follow one another: those are lists."""
    places = {heading.place: heading for heading in candidates}
    alone: Counter[str | None] = Counter()
    lists: Counter[str | None] = Counter()
    for heading in candidates:
        following = places.get(heading.place + 1)
        is_list = heading.place + 1 == len(lines) or (following is not None and following.style == heading.style)
        (lists if is_list else alone)[heading.style] += 1
    return tuple(
        heading
        for heading in candidates
        if heading.style is None or heading.style.startswith("#") or alone[heading.style] >= lists[heading.style]
    )


def levels(headings: tuple[Heading, ...]) -> list[int]:
    """Levels from 1: an unknown style nests in the one before, a known one returns to its place."""
    stack: list[int] = []
    found = []
    for heading in headings:
        rank = _rank(heading.style)
        while stack and stack[-1] >= rank:
            stack.pop()
        stack.append(rank)
        found.append(len(stack))
    return found


def _rank(style: str | None) -> int:
    if style is None:
        return -100
    if style.startswith("#"):
        return int(style[1:]) - 10
    return RANKS.get(style, len(RANKS))
