"""Canonical text: what is stored, counted and quoted, and the same after any second pass."""

import re
import unicodedata

NEWLINES = re.compile(r"\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
BLANK_CONTROLS = re.compile(r"[\t\x1f]")
# C0, C1 and DEL; soft hyphen and zero-width characters; bidirectional overrides; surrogates; noncharacters.
# The zero-width joiners U+200C and U+200D stay: emoji and some scripts are spelt with them.
INVISIBLE = re.compile(
    r"[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    r"\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]"
)


def without_invisible(text: str) -> str:
    """Control characters gone, tabs turned to blanks, every kind of line end turned to `\\n`."""
    return INVISIBLE.sub("", BLANK_CONTROLS.sub(" ", NEWLINES.sub("\n", text)))


def canonical_line(text: str) -> str:
    """One paragraph: NFC, without line breaks, indents and trailing blanks."""
    return unicodedata.normalize("NFC", without_invisible(text).replace("\n", " ")).strip()


def canonical(text: str) -> str:
    """The text as it is stored: paragraphs joined with `\\n`, none of them empty.

    Never NFKC: full-width forms, Ⅱ and ① are the author's.
    """
    lines = (canonical_line(line) for line in without_invisible(text).split("\n"))
    return "\n".join(line for line in lines if line)
