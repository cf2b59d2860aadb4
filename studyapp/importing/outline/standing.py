"""Headings without number or style: short lines that close no sentence, with the text they announce below."""

import re

from studyapp.chinese.dates import DATE
from studyapp.chinese.names import NAME
from studyapp.chinese.sentences import ends_sentence
from studyapp.importing.outline.lines import Line

LONGEST = 40
FEWEST = 2  # one short line alone may be anything
DEEPEST = 3  # headings that follow one another without text between; more are a list
STOPS = "。！？；：，、…!?;:,."
SPOKEN = re.compile(r"[“「『\"][^“”「」『』\"]*[”」』\"]")
DATED = re.compile(rf"[（(—－\-\s]*{DATE.pattern}")
# Where lines that close no sentence hold more of the characters, an open end says nothing: lists, songs, tables.
OPEN_SHARE = 0.25


def depths(lines: tuple[Line, ...], excluded: frozenset[int]) -> dict[int, int]:
    """Places of such headings, with their place among headings that follow one another directly, from 1."""
    standing = [place for place, line in enumerate(lines) if place not in excluded and _is_short(line)]
    if sum(len(lines[place].text) for place in standing) > OPEN_SHARE * sum(len(line.text) for line in lines):
        return {}
    rows = [_without_name(lines, row, excluded) for row in _rows(standing) if _announces(lines, row)]
    if len(rows) < FEWEST:
        return {}
    return {place: depth for row in rows for depth, place in enumerate(row, start=1)}


def _is_short(line: Line) -> bool:
    text = line.text
    is_open = text[-1] not in STOPS and not ends_sentence(text) and not SPOKEN.fullmatch(text)
    is_other = line.item or line.marker is not None or DATED.match(text) is not None
    return is_open and len(text) <= LONGEST and not is_other


def _rows(standing: list[int]) -> list[list[int]]:
    """Neighbours together."""
    rows: list[list[int]] = []
    for place in standing:
        if rows and rows[-1][-1] + 1 == place:
            rows[-1].append(place)
        else:
            rows.append([place])
    return rows


def _without_name(lines: tuple[Line, ...], row: list[int], verse: frozenset[int]) -> list[int]:
    """Between a title and verse, a name is the poet's."""
    is_poet = len(row) > 1 and row[-1] + 1 in verse and NAME.fullmatch(lines[row[-1]].text)
    return row[:-1] if is_poet else row


def _announces(lines: tuple[Line, ...], row: list[int]) -> bool:
    """Whether text follows that is longer and closed, and a sentence is not broken off above."""
    below, above = row[-1] + 1, row[0] - 1
    if len(row) > DEEPEST or below == len(lines):
        return False
    body = lines[below].text
    broken_off = above >= 0 and lines[above].text[-1] in "，、,"
    return (body[-1] in STOPS or ends_sentence(body)) and len(body) > len(lines[row[-1]].text) and not broken_off
