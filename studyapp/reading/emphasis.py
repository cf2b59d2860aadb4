"""Which words of a paragraph are a key point, and which are a term that somebody has explained. Pure."""

import re
from collections.abc import Iterable, Iterator, Mapping

from studyapp.library.segments import Span

KEY_POINT = "key-point"
TERM = "term-"  # and the key of its explanation
NEAR = 4  # between a marker and the words it announces stand at most a comma, a colon or a quotation mark
WORDS = re.compile(r"\w+")


def key_point_spans(text: str, *, marker: str, title: str, at: int) -> Iterator[Span]:
    """The point that begins at `at`: its marker and its words, without the punctuation between them.

    A title that was reworded at the desk is not in the text; then the marker alone is set off.
    """
    start = at if text.startswith(marker, at) else text.find(marker, at)
    if start < 0:
        return
    behind = start + len(marker)
    found = text.find(title, behind) if title else -1
    if marker and 0 <= found - behind <= NEAR:
        yield from unpunctuated(text, start, found + len(title))
        return
    yield from unpunctuated(text, start, behind)
    if found >= 0:
        yield from unpunctuated(text, found, found + len(title))


def unpunctuated(text: str, start: int, end: int) -> Iterator[Span]:
    """Emphasis dots stand under characters only, as a printer sets them."""
    for run in WORDS.finditer(text, start, end):
        yield Span(run.start(), run.end(), KEY_POINT)


def term_pattern(terms: Iterable[str]) -> re.Pattern[str] | None:
    """Finds any of the terms, the longer first: 「借景」 does not hide 「借景入园」."""
    longest_first = sorted(terms, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first))) if longest_first else None


def term_spans(text: str, pattern: re.Pattern[str] | None, ids: Mapping[str, str]) -> Iterator[Span]:
    """Each term once a paragraph, where it first stands."""
    if pattern is None:
        return
    seen = set()
    for match in pattern.finditer(text):
        if match.group() not in seen:
            seen.add(match.group())
            yield Span(match.start(), match.end(), f"{TERM}{ids[match.group()]}")
