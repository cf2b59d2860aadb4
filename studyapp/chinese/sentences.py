"""Sentences of a Chinese text, full- and half-width, with the closing quotes and brackets that belong to them."""

import re
from collections.abc import Iterator

ENDS = "。！？；…!?;｡"
CLOSERS = "”’」』》〉）】〕］\"')]}"

# A half-width full stop ends a sentence only before a blank, a closer or the end: 3.5 and www.example.org go on.
SENTENCE_END = re.compile(
    rf"(?:[{ENDS}]+|(?<!\.)\.++(?=[\s{re.escape(CLOSERS)}]|$))[{re.escape(CLOSERS)}]*|\n", re.MULTILINE
)


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


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    inner = piece.strip()
    if inner:
        begin = start + len(piece) - len(piece.lstrip())
        yield begin, begin + len(inner)
