"""The lines that stand on a PDF page, with their place, size and weight; no paragraphs are known there."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from pypdf import PageObject

from studyapp.chinese.characters import HAN
from studyapp.chinese.radicals import without_radicals
from studyapp.importing import limits
from studyapp.importing.readers.pdf.cids import explain

BOLD_FONT = re.compile(r"bold|black|heavy|simhei|黑体|-hei|hei[sg]", re.IGNORECASE)
BOLD_SHARE = 0.8  # of a line's characters; numbers in it may be light
SPACED = re.compile(rf"(?<=[{HAN}]) (?=[{HAN}])")
CLOSE = re.compile(rf"(?<=[{HAN}])(?=[{HAN}])")
SPACED_SHARE = 0.2  # of the places between two characters; above it the blanks are letter spacing


@dataclass(slots=True)
class Line:
    """Points and point sizes of the page; `x` is where the first sign stands."""

    text: str = ""
    x: float = 0.0
    sizes: Counter[float] = field(default_factory=Counter)
    bold: int = 0

    @property
    def size(self) -> float:
        return self.sizes.most_common(1)[0][0] if self.sizes else 0.0

    @property
    def is_bold(self) -> bool:
        return self.bold >= BOLD_SHARE * max(1, self.sizes.total())

    def take(self, text: str, x: float, size: float, font: str) -> None:
        if not self.text.strip():
            self.x = x
        self.text += text
        count = len("".join(text.split()))
        self.sizes[size] += count
        self.bold += count if BOLD_FONT.search(font) else 0


class TooLongPageError(Exception):
    """More characters than fit on any page."""


def lines_of(page: PageObject) -> list[Line]:
    """In the order of the page's own instructions, which is nearly always that of reading."""
    explain(page)
    lines, taken = [Line()], 0

    def visit(text: str, base: Any, matrix: Any, font: Any, size: float) -> None:
        nonlocal taken
        taken += len(text)
        if taken > limits.PDF_PAGE_CHARACTERS:
            raise TooLongPageError
        x, scale = place(base, matrix)
        name = str(font.get("/BaseFont", "")) if font else ""
        for index, piece in enumerate(text.split("\n")):
            if index:
                lines.append(Line())
            if piece:
                lines[-1].take(piece, x, round(size * scale, 1), name)

    page.extract_text(visitor_text=visit)
    return [line for line in lines if line.text.strip()]


def place(base: Any, matrix: Any) -> tuple[float, float]:
    """Where a piece begins from the left, and by how much its font is enlarged, under both matrices."""
    x = matrix[4] * base[0] + matrix[5] * base[2] + base[4]
    return float(x), abs(matrix[3] or matrix[1]) * abs(base[3] or base[1])


def spell_out(lines: Iterable[Line]) -> int:
    """Put ordinary characters for the radicals that a font gave instead; how many it were."""
    taken = 0
    for line in lines:
        line.text, count = without_radicals(line.text)
        taken += count
    return taken


def close_up(lines: Iterable[Line]) -> None:
    """Take out the blanks of letter-spaced Chinese, when that is what they are."""
    lines = list(lines)
    spaced = sum(len(SPACED.findall(line.text)) for line in lines)
    close = sum(len(CLOSE.findall(line.text)) for line in lines)
    if spaced > SPACED_SHARE * (spaced + close):
        for line in lines:
            line.text = SPACED.sub("", line.text)


def body_size(lines: Iterable[Line]) -> float:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes.update(line.sizes)
    return sizes.most_common(1)[0][0] if sizes else 0.0
