"""Fonts that name glyphs by Adobe-GB1 numbers and bring no table to Unicode; TeX and old Chinese software make them.

Adobe Technical Note 5079: GB 2312 fills the collection in its own order, so Python's codec is all the table we need.
Glyphs beyond GB 2312 stay unknown.
"""

import functools
from collections.abc import Iterator

from pypdf import PageObject
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

SYMBOL_ROWS, HANZI_ROWS = range(1, 10), range(16, 88)


def characters(rows: range) -> Iterator[str]:
    """In the order of GB 2312; read as GBK, whose dashes and dots are the modern ones."""
    for row in rows:
        for column in range(1, 95):
            code = bytes((0xA0 + row, 0xA0 + column))
            if code.decode("gb2312", "ignore"):
                yield code.decode("gbk")


def runs() -> Iterator[tuple[int, str]]:
    """First number and characters of each stretch."""
    ascii_signs = "".join(map(chr, range(0x20, 0x7F)))
    yield 1, ascii_signs
    yield 96, "".join(characters(SYMBOL_ROWS))
    yield 814, ascii_signs[1:]
    yield 940, "".join(characters(HANZI_ROWS))
    yield 7716, " "


@functools.cache
def to_unicode() -> DecodedStreamObject:
    """The table as a font would bring it."""
    lines = ["1 begincodespacerange <0000> <FFFF> endcodespacerange", "5 beginbfrange"]
    for first, text in runs():
        values = " ".join(f"<{ord(char):04X}>" for char in text)
        lines.append(f"<{first:04X}> <{first + len(text) - 1:04X}> [{values}]")
    stream = DecodedStreamObject()
    stream.set_data("\n".join((*lines, "endbfrange")).encode())
    return stream


def is_bare(font: DictionaryObject) -> bool:
    """Whether a font numbers its glyphs by Adobe-GB1 and does not say what they mean."""
    if "/ToUnicode" in font or font.get("/Encoding") not in {"/Identity-H", "/Identity-V"}:
        return False
    descendants = font.get("/DescendantFonts") or [{}]
    return bool(descendants[0].get_object().get("/CIDSystemInfo", {}).get("/Ordering") == "GB1")


def explain(page: PageObject) -> None:
    """Give the bare fonts of a page their table, before its text is taken."""
    resources = page.get("/Resources")
    fonts = resources.get_object().get("/Font") if resources else None
    for reference in fonts.get_object().values() if fonts else ():
        font = reference.get_object()
        if is_bare(font):
            font[NameObject("/ToUnicode")] = to_unicode()
