"""Blanks that part paragraphs where a whole speech arrived as one line."""

import re
from collections.abc import Iterator
from dataclasses import replace

from studyapp.chinese import markers
from studyapp.chinese.characters import HAN
from studyapp.chinese.sentences import ends_sentence
from studyapp.importing.material import Block

LONG_LINE = 400  # a line with more characters may be more than one paragraph
FEW_LINES = 2  # a text with no more lines than these is one-line
LONGEST_HEADING = 60  # characters
BLANKS = re.compile(r"[ \t\u3000]+")
STOP = re.compile(r"[，。；：！？,;:!?]")
HAN_END = re.compile(rf"[{HAN}”）》)]$")


def split(lines: tuple[Block, ...]) -> tuple[Block, ...]:
    """Each line's paragraphs: told by wide gaps, in one-line texts without these by single blanks too."""
    alone = sum(bool(line.text.strip()) for line in lines) <= FEW_LINES
    pieces = ((line, piece) for line in lines for piece in _pieces(line.text, alone=alone))
    return tuple(replace(line, text=piece) for line, piece in pieces if piece.strip())


def _pieces(text: str, *, alone: bool) -> list[str]:
    if len(text) <= LONG_LINE:
        return [text]
    wide = BLANKS.sub(lambda blank: "\n" if is_wide(blank[0]) else blank[0], text).strip().split("\n")
    return wide if len(wide) > 1 or not alone else list(_narrow(BLANKS.split(text.strip())))


def is_wide(blank: str) -> bool:
    """Two indents, a tab or four blanks part paragraphs; one full-width blank parts names."""
    return "\t" in blank or blank.count("\u3000") > 1 or len(blank) > 3


def _narrow(words: list[str]) -> Iterator[str]:
    """Put together again what single blanks part inside a paragraph."""
    row: list[str] = []
    for word in words:
        if row and _parts(row, word):
            yield " ".join(row)
            row = []
        row.append(word)
    yield " ".join(row)


def _parts(row: list[str], word: str) -> bool:
    """Whether a paragraph ends before `word`: after a sentence, before a marker, between a heading and its text."""
    if ends_sentence(row[-1]) or markers.opening(word):
        return True
    so_far = " ".join(row[-LONGEST_HEADING:])
    marker = markers.opening(so_far)
    title = so_far[marker.end if marker else 0 :]
    fits = (1 if marker else 2) <= len(title) <= LONGEST_HEADING
    return fits and bool(HAN_END.search(title) and not STOP.search(title) and STOP.search(word))
