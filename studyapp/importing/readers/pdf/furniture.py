"""What stands on pages and not in the text: running heads, page numbers; and notes at the foot, which go to the end."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from studyapp.importing.readers.pdf.lines import Line

EDGE = 2  # lines at the top and at the bottom that may be furniture
REPEATED = 3  # pages; what stands at the same edge of as many is a running head
PAGE_NUMBER = re.compile(
    r"[-—–·\s]*(?:第\s*)?(?:\d{1,4}|[ivxlc]{1,7})(?:\s*页)?(?:\s*[/,，共of]+\s*(?:共\s*)?\d{1,4}\s*页?)?[-—–·\s]*",
    re.IGNORECASE,
)
DIGITS = re.compile(r"\d+")
NOTE_SIZE = 0.92  # of the body's size; smaller lines at the foot are notes, from the first that has a mark
NOTE_MARK = re.compile(r"\s*(?:\[?\d{1,3}\]?|[①-⑳*†])")

Page = list[Line]


def likeness(line: Line) -> str:
    """The same for running heads that differ in the page number only."""
    return DIGITS.sub("#", "".join(line.text.split()))


def edges(page: Page) -> list[Line]:
    return [*page[:EDGE], *page[max(EDGE, len(page) - EDGE) :]]


def take_off(pages: Sequence[Page], body: float) -> int:
    """Remove the furniture from the pages in place, from the edges inwards; how many lines it was."""
    counts = Counter(like for page in pages for like in {likeness(line) for line in edges(page)})
    taken = 0
    for page in pages:
        for edge in (0, -1):
            for _ in range(EDGE):
                if not page or not is_furniture(page[edge], page, counts, body):
                    break
                page.pop(edge)
                taken += 1
    return taken


def is_furniture(line: Line, page: Page, counts: Counter[str], body: float) -> bool:
    if len(page) > 1 and PAGE_NUMBER.fullmatch(line.text.strip()):
        return True
    return counts[likeness(line)] >= REPEATED and line.size <= body + 0.5


def take_notes(pages: Iterable[Page], body: float) -> list[Line]:
    """Remove the notes at the feet of the pages; the lines that they were."""
    notes: list[Line] = []
    for page in pages:
        foot = len(page)
        while foot > 1 and 0 < page[foot - 1].size < NOTE_SIZE * body:
            foot -= 1
        while foot < len(page) and not NOTE_MARK.match(page[foot].text):
            foot += 1
        notes += page[foot:]
        del page[foot:]
    return notes
