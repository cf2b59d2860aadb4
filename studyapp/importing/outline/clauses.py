"""Clauses: the words up to the next stop, not counting stops inside quotes and brackets."""

import re

STOPS = "，；。：！？,;:!?…\n"
PAIRS = {
    "“": "”",
    "‘": "’",
    "「": "」",
    "『": "』",
    "《": "》",
    "〈": "〉",
    "（": "）",
    "(": ")",
    "【": "】",
    "〔": "〕",
    "[": "]",
}
# A half-width full stop is a stop unless it stands inside a number or a name: 3.5, v2.0, example.org.
FULL_STOP = re.compile(r"\.(?![0-9A-Za-z])")
LONGEST = 60
LEADING = " \t\u3000，、：:,.．。;；"


def first_clause(text: str) -> str:
    """The words before the first stop, quotes and brackets kept whole; at most LONGEST characters."""
    body = text.lstrip(LEADING)
    return body[: _clause_end(body)].strip()


def _clause_end(text: str) -> int:
    place = 0
    while place < min(len(text), LONGEST):
        sign = text[place]
        if sign in PAIRS and (closing := text.find(PAIRS[sign], place, place + LONGEST)) > 0:
            place = closing + 1
            continue
        if sign in STOPS or FULL_STOP.match(text, place):
            return place
        place += 1
    return min(len(text), LONGEST)


def clauses(text: str) -> list[str]:
    """All clauses of a text, in order."""
    found, place = [], 0
    while place < len(text):
        if clause := first_clause(text[place : place + 2 * LONGEST]):
            found.append(clause)
        place += max(1, _clause_end(text[place : place + 2 * LONGEST]) + 1)
    return found
