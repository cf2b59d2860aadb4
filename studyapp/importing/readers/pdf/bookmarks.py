"""A PDF's bookmarks say which lines are headings, and of what level."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pypdf import PdfReader

LINES_OF_A_HEADING = 3
LABEL = re.compile(r"\d+(?:\.\d+)*\.?")  # what TeX writes before the words of a heading


@dataclass(frozen=True, slots=True)
class Bookmark:
    level: int
    title: str

    def matches(self, text: str) -> bool:
        title, squashed = squash(self.title), squash(text)
        return bool(title) and squashed.endswith(title) and len(squashed) - len(title) <= len("第一百二十三章")

    def words(self, text: str) -> str:
        """The heading as the line has it; without TeX's number, when the author's words have none."""
        prefix = squash(text).removesuffix(squash(self.title))
        return self.title.strip() if LABEL.fullmatch(prefix) else text


def squash(text: str) -> str:
    """Without blanks and case: TeX is written TEX on the page."""
    return "".join(text.split()).casefold()


def bookmarks(reader: PdfReader) -> dict[int, list[Bookmark]]:
    """By the index of the page; none when the tree of bookmarks is broken."""
    found: defaultdict[int, list[Bookmark]] = defaultdict(list)
    try:
        for level, destination in flat(reader.outline):
            page = reader.get_destination_page_number(destination)
            if page is not None:
                found[page].append(Bookmark(level, str(destination.title)))
    except MemoryError:
        raise
    except Exception:  # pypdf stumbles over broken files in its own ways
        return {}
    return dict(found)


def flat(tree: Sequence[Any]) -> Iterator[tuple[int, Any]]:
    stack = [(1, iter(tree))]
    while stack:
        level, rest = stack[-1]
        item = next(rest, None)
        if item is None:
            stack.pop()
        elif isinstance(item, list):
            stack.append((level + 1, iter(item)))
        else:
            yield level, item


def find(texts: Sequence[str], marks: Sequence[Bookmark]) -> dict[int, tuple[int, Bookmark]]:
    """For the first line of each heading: how many lines it has and its bookmark."""
    found: dict[int, tuple[int, Bookmark]] = {}
    start = 0
    for mark in marks:
        for first in range(start, len(texts)):
            counts = range(1, LINES_OF_A_HEADING + 1)
            count = next((each for each in counts if mark.matches("".join(texts[first : first + each]))), None)
            if count and not found.keys() & set(range(first, first + count)):
                found[first] = (count, mark)
                start = first + count
                break
    return found
