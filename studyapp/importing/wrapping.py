"""Lines that a page or a screen has wrapped: found by their margin and joined to the paragraphs they were."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from studyapp.chinese import markers
from studyapp.chinese.sentences import ends_sentence
from studyapp.importing.material import Block

NARROWEST_PAGE, WIDEST_PAGE = 30, 200  # columns; a Han character takes two
UNFINISHED_SHARE = 0.4  # of the lines of a wrapped text, at least so many stop in mid-sentence,
FULL_SHARE = 0.6  # and of these, so many reach the margin.
ALL_BUT_A_FEW = 0.95  # so many lines keep to the margin; where so many are indented, the indent is the page's
STOPPED = "。！？；…!?;：:”’」』）)"
LEAST = re.compile(r"(?:[A-Za-z0-9]+|.)[，。、；：！？,.;:!?”’）》」』]*")


@dataclass(frozen=True, slots=True)
class Margin:
    """Where lines were wrapped, measured in columns or, by simpler programs, in characters.

    A line may lack `ragged` of them, because no stop may begin the next.
    """

    measure: Callable[[str], int]
    width: int
    ragged: int

    def reached(self, text: str) -> bool:
        return self.measure(text) >= self.width - self.ragged

    def overrun(self, text: str) -> bool:
        return self.measure(text) > self.width + self.ragged

    def fit(self, texts: list[str]) -> int:
        """How many lines end exactly here."""
        return sum(self.measure(text) == self.width for text in texts)


def columns(text: str) -> int:
    return 2 * len(text) - len(text.encode("ascii", "ignore"))


def margin(lines: Iterable[Block], *, wrapped: bool) -> Margin | None:
    """The margin at which a text was wrapped, or None when its lines are paragraphs; `wrapped` if it surely was."""
    texts = [text for line in lines if (text := line.text.rstrip())]
    unfinished = [text for text in texts if text[-1] not in STOPPED]
    if len(unfinished) < 2 or len(unfinished) < UNFINISHED_SHARE * len(texts):
        return None
    best = max(
        (_margin(unfinished, columns, 4), _margin(unfinished, len, 2)), key=lambda margin: margin.fit(unfinished)
    )
    full = [text for text in unfinished if best.reached(text)]
    in_page = NARROWEST_PAGE <= max(map(columns, full)) <= WIDEST_PAGE
    kept = sum(not best.overrun(text) for text in texts) >= ALL_BUT_A_FEW * len(texts)
    return best if wrapped or (in_page and kept and len(full) >= FULL_SHARE * len(unfinished)) else None


def _margin(texts: list[str], measure: Callable[[str], int], ragged: int) -> Margin:
    """The margin by one measure; a few lines may hang over it."""
    widths = sorted(measure(text) for text in texts)
    return Margin(measure, widths[len(widths) * 19 // 20], ragged)


def join(lines: tuple[Block, ...], margin: Margin) -> Iterator[Block]:
    """Lines that reach the margin go on in the next; an indent, a blank line or a heading begins a new paragraph."""
    row: list[Block] = []
    indented = _uses_indents(lines)
    for line, following in pairwise([*lines, Block("")]):
        if not line.text.strip():
            continue
        row.append(line)
        if not _goes_on(line, following, margin, indented=indented):
            yield replace(row[0], text=_glued(row))
            row = []


def _uses_indents(lines: tuple[Block, ...]) -> bool:
    texts = [line.text for line in lines if line.text.strip()]
    return 0 < sum(text[0].isspace() for text in texts) < ALL_BUT_A_FEW * len(texts)


def _goes_on(line: Block, following: Block, margin: Margin, *, indented: bool) -> bool:
    text, after = line.text.rstrip(), following.text
    if not after.strip() or following.item or (line.level, line.emphasis) != (following.level, following.emphasis):
        return False
    if indented and after[0].isspace():
        return False
    if markers.opening(after.strip()) and ends_sentence(text):
        return False
    if indented and not ends_sentence(text) and margin.measure(text) > margin.width // 2:
        return True
    return margin.measure(text + _least(after.lstrip())) >= margin.width


def _least(text: str) -> str:
    """What the line above would have had to take in: a Latin word, or one character, with the stops after it."""
    found = LEAST.match(text)
    return found[0] if found else ""


def _glued(row: list[Block]) -> str:
    pieces = [line.text.strip() for line in row]
    parts = [pieces[0]]
    for before, piece in pairwise(pieces):
        parts.append(f" {piece}" if _are_words(before[-1], piece[0]) else piece)
    return "".join(parts)


def _are_words(end: str, start: str) -> bool:
    """Latin words stand apart, but not the digits of one number."""
    both = end + start
    return both.isascii() and both.isalnum() and not both.isdecimal()
