"""Line breaks are layout: lines of a page are joined to paragraphs, one-line speeches split, and both are said."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from studyapp.chinese import markers
from studyapp.chinese.normalise import canonical_line
from studyapp.chinese.sentences import ends_sentence
from studyapp.importing import typography
from studyapp.importing.material import Block, Choices, Material
from studyapp.importing.remarks import Remark, gettext_noop

JOINED = gettext_noop("原文按行折断，已把 {count} 处断行接成段落；如不合适，可选择保留原来的断行。")
SPLIT = gettext_noop("原文挤在一行里，已拆成 {count} 段；如不合适，可选择保留原来的断行。")

# Widths in columns: a Han character takes two.
NARROWEST_PAGE, WIDEST_PAGE = 30, 200
UNFINISHED_SHARE = 0.4  # of the lines of a wrapped text, at least so many stop in mid-sentence,
FULL_SHARE = 0.6  # and of these, so many reach the margin.
RAGGED = 4  # columns that a line may lack because no stop may begin a line
# A line with more characters than this, in a text of few lines, is more than one paragraph.
LONG_LINE = 400
BLANKS = re.compile(r"[ \t\u3000]+")
STOPPED = "。！？；…!?;：:”’」』）)"
LATIN_WORD = re.compile(r"[A-Za-z0-9][\w.,'’-]*")
STOPS = "，。、；：！？,.;:!?”’）》」』"


@dataclass(frozen=True, slots=True)
class Page:
    """Paragraphs, one a block, in canonical form, and what was done to the lines."""

    blocks: tuple[Block, ...]
    remarks: tuple[Remark, ...] = ()


def arrange(material: Material, choices: Choices) -> Page:
    """Paragraphs of the material as `choices` want them."""
    blocks, remarks = (material.blocks, ()) if choices.lines == "keep" else _rebuild(material)
    convert = typography.converter(choices)
    clean = (replace(block, text=canonical_line(convert(canonical_line(block.text)))) for block in blocks)
    return Page(tuple(block for block in clean if block.text), remarks)


def _rebuild(material: Material) -> tuple[tuple[Block, ...], tuple[Remark, ...]]:
    lines = material.blocks
    if margin := page_width(lines, wrapped=material.wrapped):
        return _reported(lines, tuple(join(lines, margin)), JOINED)
    split = tuple(piece for line in lines for piece in split_line(line))
    return _reported(lines, split, SPLIT, shown=len(split))


def _reported(
    before: tuple[Block, ...], after: tuple[Block, ...], pattern: str, shown: int | None = None
) -> tuple[tuple[Block, ...], tuple[Remark, ...]]:
    changed = abs(len(before) - len(after))
    return after, (Remark(pattern, {"count": shown or changed}),) if changed else ()


def columns(text: str) -> int:
    return 2 * len(text) - len(text.encode("ascii", "ignore"))


def page_width(lines: Iterable[Block], *, wrapped: bool) -> int | None:
    """The margin in columns at which a text was wrapped, or None when its lines are paragraphs."""
    texts = [line.text.rstrip() for line in lines if line.text.strip()]
    unfinished = sorted(columns(text) for text in texts if text[-1] not in STOPPED)
    if len(unfinished) < 2 or len(unfinished) < UNFINISHED_SHARE * len(texts):
        return None
    margin = unfinished[len(unfinished) * 19 // 20]
    full = sum(width >= margin - RAGGED for width in unfinished)
    if wrapped:
        return margin
    in_page = NARROWEST_PAGE <= margin <= WIDEST_PAGE
    return margin if in_page and full >= FULL_SHARE * len(unfinished) else None


def join(lines: tuple[Block, ...], margin: int) -> Iterator[Block]:
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
    share = sum(text[0].isspace() for text in texts) / max(1, len(texts))
    return 0 < share < UNFINISHED_SHARE


def _goes_on(line: Block, following: Block, margin: int, *, indented: bool) -> bool:
    text, after = line.text.rstrip(), following.text
    if not after.strip() or (line.level, line.emphasis) != (following.level, following.emphasis):
        return False
    if after[0].isspace() and not text[0].isspace():
        return False
    if markers.opening(after.strip()) and (ends_sentence(text) or not indented):
        return False
    return columns(text) + _least_width(after.lstrip()) > margin - RAGGED


def _least_width(text: str) -> int:
    """What the line above would have had to take in: a Latin word, or one character with the stops after it."""
    if word := LATIN_WORD.match(text):
        return len(word[0])
    stops = len(text[1:]) - len(text[1:].lstrip(STOPS))
    return 2 + 2 * stops


def _glued(row: list[Block]) -> str:
    text = row[0].text.strip()
    for line in row[1:]:
        piece = line.text.strip()
        latin = text[-1:].isascii() and piece[:1].isascii() and text[-1:].isalnum() and piece[:1].isalnum()
        text += (" " if latin else "") + piece
    return text


def split_line(line: Block) -> list[Block]:
    """The paragraphs of a speech that arrived as one line, told by the wide gaps between them."""
    if len(line.text) <= LONG_LINE:
        return [line]
    pieces = BLANKS.sub(lambda blank: "\n" if is_gap(blank[0]) else blank[0], line.text).split("\n")
    return [replace(line, text=piece) for piece in pieces if piece.strip()]


def is_gap(blank: str) -> bool:
    """Two indents, a tab or four blanks part paragraphs; one full-width blank parts names."""
    return "\t" in blank or blank.count("\u3000") > 1 or len(blank) > 3
