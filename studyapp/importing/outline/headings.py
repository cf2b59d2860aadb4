"""Headings that stand in a text: by their numbering, by the format, by their name, or by how they stand."""

import re
from collections import Counter
from dataclasses import dataclass

from studyapp.chinese.markers import ARTICLE, is_unit
from studyapp.importing.gaps import LONGEST_HEADING
from studyapp.importing.outline import standing
from studyapp.importing.outline.lines import Line
from studyapp.importing.outline.named import is_named
from studyapp.importing.remarks import Remark, gettext_noop

LONGEST_STATED = 120  # characters of a heading that the format states
CLOSED = "。；，、;,：:"  # a heading is no sentence; it may ask or call, though
HASHES = re.compile(r"#{1,6}\s+(?=\S)")

SENTENCE_STYLES = {"一、", "（一）"}

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
    """All headings in reading order; `excluded` are places (of a catalogue, of verse) where none can be.

    What only stands out is asked when nothing is numbered or marked, and numbered sentences when nothing stands out.
    """
    open_lines = [(place, line) for place, line in enumerate(lines) if place not in excluded and _may_be(line)]
    told = _with_followers(lines, [heading for place, line in open_lines if (heading := _recognised(place, line))])
    if any(heading.style is not None for heading in told):
        return told
    return _merged(told, _standing(lines, excluded) or _sentences(lines, open_lines))


def _merged(first: tuple[Heading, ...], second: tuple[Heading, ...]) -> tuple[Heading, ...]:
    """In reading order; where both have a heading, the first knows better."""
    places = {heading.place: heading for heading in (*second, *first)}
    return tuple(places[place] for place in sorted(places))


def _standing(lines: tuple[Line, ...], excluded: frozenset[int]) -> tuple[Heading, ...]:
    return tuple(
        Heading(place, lines[place].text, f"plain {depth}", None, 0.6, Remark(BY_STANDING))
        for place, depth in standing.depths(lines, excluded).items()
    )


def _may_be(line: Line) -> bool:
    if line.level is None:
        return not line.item and len(line.text) <= LONGEST_HEADING
    return len(line.text) <= LONGEST_STATED


def _recognised(place: int, line: Line) -> Heading | None:
    """What the line itself tells, without a look around."""
    marker, text = line.marker, line.text
    if line.level is not None:
        return Heading(place, text, f"#{line.level}", None, 0.98, Remark(BY_FORMAT, {"level": line.level}))
    if hashes := HASHES.match(text):
        level = hashes[0].count("#")
        return Heading(place, text[hashes.end() :], f"#{level}", None, 0.95, Remark(BY_FORMAT, {"level": level}))
    if text[-1] in CLOSED and not (line.emphasis and marker):
        return None
    if marker and marker.style != ARTICLE:
        pattern, confidence = (BY_UNIT, 0.95) if is_unit(marker.style) else (BY_NUMBER, 0.85)
        return Heading(place, text, marker.style, marker.number, confidence, Remark(pattern, {"marker": marker.text}))
    if is_named(text):
        return Heading(place, text, None, None, 0.8, Remark(BY_NAME, {"name": text}))
    if line.emphasis and not marker:
        return Heading(place, text, "emphasis", None, 0.75, Remark(BY_EMPHASIS))
    return None


def _sentences(lines: tuple[Line, ...], open_lines: list[tuple[int, Line]]) -> tuple[Heading, ...]:
    found = _with_followers(lines, [heading for place, line in open_lines if (heading := _sentence(place, line))])
    return found if len(found) > 1 else ()


def _sentence(place: int, line: Line) -> Heading | None:
    """A numbered sentence or announcement that is a paragraph of its own: a heading where a text has no better ones."""
    marker = line.marker
    if marker is None or marker.style not in SENTENCE_STYLES or not _is_one_sentence(line.text[marker.end :]):
        return None
    return Heading(place, line.text, marker.style, marker.number, 0.7, Remark(BY_SENTENCE, {"marker": marker.text}))


def _is_one_sentence(text: str) -> bool:
    return text[-1:] in "。：:" and text.count("。") <= 1


def _with_followers(lines: tuple[Line, ...], candidates: list[Heading]) -> tuple[Heading, ...]:
    """Without the styles that never count from one, or whose members mostly follow one another: those are lists."""
    places = {heading.place: heading for heading in candidates}
    alone: Counter[str | None] = Counter()
    lists: Counter[str | None] = Counter()
    for heading in candidates:
        following = places.get(heading.place + 1)
        is_list = heading.place + 1 == len(lines) or (following is not None and following.style == heading.style)
        (lists if is_list else alone)[heading.style] += 1
    firsts = {heading.style for heading in candidates if heading.number in (None, 1)}
    return tuple(
        heading
        for heading in candidates
        if _needs_no_text(heading.style) or (heading.style in firsts and alone[heading.style] >= lists[heading.style])
    )


def _needs_no_text(style: str | None) -> bool:
    """Chapters, and what the format or the name tells, are headings even when nothing stands below them."""
    return style is None or style.startswith("#") or is_unit(style)
