"""Catalogue pages: the lines under 目录, and lines that end in dots and a page number."""

import re

from studyapp.importing.outline.lines import Line

TITLE = re.compile(r"目\s*[录錄次]|CONTENTS|Contents")
LEADER = re.compile(r"(?:[.．。·…]\s*){3,}\s*[0-9０-９ivxIVX]+$|\s{2,}[0-9]{1,4}$|\t[0-9]{1,4}$")
LONGEST_ENTRY = 60
FEWEST = 3


def places(lines: tuple[Line, ...]) -> frozenset[int]:
    """Which lines belong to a catalogue and so are no headings."""
    found = {place for place, line in enumerate(lines) if LEADER.search(line.text[-LONGEST_ENTRY:])}
    for place, line in enumerate(lines):
        if place not in found and TITLE.fullmatch(line.text):
            found.update(range(place, _end(lines, place + 1)))
    return frozenset(found | _announced(lines))


def _announced(lines: tuple[Line, ...]) -> set[int]:
    """Rows of headings without text between that all come again below: a catalogue without the word for it."""
    last = {entry(line.text): place for place, line in enumerate(lines) if _may_be_entry(line)}
    found: set[int] = set()
    row: list[int] = []
    for place, line in enumerate(lines):
        if _may_be_entry(line) and last[entry(line.text)] > place:
            row.append(place)
            continue
        if len(row) >= FEWEST and last[entry(lines[row[0]].text)] == place:
            found.update(row)
        row = []
    return found


def _may_be_entry(line: Line) -> bool:
    return line.marker is not None and len(line.text) <= LONGEST_ENTRY


def _end(lines: tuple[Line, ...], first: int) -> int:
    """The catalogue goes on while lines are short, and ends where its first entry comes again."""
    place = first
    while place < len(lines) and len(lines[place].text) <= LONGEST_ENTRY and lines[place].text[-1] not in "。！？；":
        if place > first and entry(lines[place].text) == entry(lines[first].text):
            return place
        place += 1
    return max(first, place - 1)


def entry(text: str) -> str:
    """The words of an entry without dots, page number and blanks."""
    return re.sub(r"\s+", "", LEADER.sub("", text))
