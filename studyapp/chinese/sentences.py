"""Sentences of a Chinese text, full- and half-width, with the closing quotes and brackets that belong to them."""

import re
from collections.abc import Iterator

ENDS = "。！？；…!?;｡"
CLOSERS = "”’」』》〉）】〕］\"')]}"

PAUSES = "，、：,:—"
BREATH = 40  # characters without any punctuation: as many as one says in a breath, or a line of verse has
LONGEST = 200  # characters: what only has commas for longer than this is cut at them

# A half-width full stop ends a sentence only before a blank, a closer or the end: 3.5 and www.example.org go on.
SENTENCE_END = re.compile(
    rf"(?:[{ENDS}]+|(?<!\.)\.++(?=[\s{re.escape(CLOSERS)}]|$))[{re.escape(CLOSERS)}]*|\n", re.MULTILINE
)

PIECE = re.compile(rf"[^{re.escape(PAUSES)}]*[{re.escape(PAUSES)}]*[{re.escape(CLOSERS)}]*")
# What is not cut: a Latin word or a number; a character with the marks that combine with it, or joined to the next.
WHOLE = re.compile(r"\s*(?:[A-Za-z0-9À-ɏ'’_-]+|\S)(?:[\u0300-\u036f\ufe00-\ufe0f\U000e0100-\U000e01ef]|\u200d\S)*")


def sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    """Spans `[start, end)` of the sentences in reading order, without the blanks around them.

    A line break always ends a sentence; what stands after the last stop is one as well.
    """
    start = 0
    for stop in SENTENCE_END.finditer(text):
        yield from _trimmed(text, start, stop.end())
        start = stop.end()
    yield from _trimmed(text, start, len(text))


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


def ends_sentence(text: str) -> bool:
    """Whether the text closes with a stop, be it inside quotes: 。 or 。” or …）"""
    return bool(re.search(rf"[{ENDS}.][{re.escape(CLOSERS)}]*$", text.rstrip()))


def stops(text: str) -> list[int]:
    """Where the units end that a tap takes; they tile the text, so the last stop is its length.

    A unit is a sentence with its closing quotes and brackets. A stretch of more than 40 characters without any
    punctuation is cut, and so is what has nothing but commas for very long.
    """
    found: list[int] = []
    start = 0
    ends = [stop.end() for stop in SENTENCE_END.finditer(text)]
    for end in [*ends, len(text)]:
        if text[start:end].strip():
            found.extend(_taps(text, start, end))
            start = end
    return [*found[:-1], len(text)] if found else [len(text)] * bool(text)


def _taps(text: str, start: int, end: int) -> Iterator[int]:
    """The ends of what one takes of a sentence with a tap: all of it, unless it goes on without a breath."""
    pieces = [match.span() for match in PIECE.finditer(text, start, end) if match.group()]
    is_breathless = any(after - first > BREATH and _weight(text, first, after) > BREATH for first, after in pieces)
    if not is_breathless and end - start <= LONGEST:
        yield end
        return
    held = 0
    for first, behind in pieces:
        weight = _weight(text, first, behind)
        if held and held + weight > BREATH:
            yield first
            held = 0
        cuts = list(_cuts(text, first, behind))
        yield from cuts
        held = _weight(text, cuts[-1], behind) if cuts else held + weight
    yield end


def _cuts(text: str, start: int, end: int) -> Iterator[int]:
    """Where a piece without punctuation is cut: before a blank within the last half of a breath, or where it ends."""
    units = [match.span() for match in WHOLE.finditer(text, start, end)]
    while len(units) > BREATH:
        blank = (at for at in range(BREATH, BREATH // 2, -1) if text[units[at][0]].isspace())
        at = next(blank, BREATH)
        yield units[at][0]
        units = units[at:]


def _weight(text: str, start: int, end: int) -> int:
    """Characters, a Latin word or a number counted as one."""
    return sum(1 for _ in WHOLE.finditer(text, start, end))


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    inner = piece.strip()
    if inner:
        begin = start + len(piece) - len(piece.lstrip())
        yield begin, begin + len(inner)
