"""Dates as Chinese texts write them: 2023年1月5日, 二〇二三年一月, 2023-01-05, 2023.1.5."""

import re
from datetime import date

from studyapp.chinese import numerals

NUMERAL = rf"[0-9０-９{numerals.SIGNS}]"
# A year alone is no date: 2023年第1期, 1984.
DATE = re.compile(
    rf"(?P<year>{NUMERAL}{{4}})\s*[年./／-]\s*(?P<month>{NUMERAL}{{1,3}})\s*"
    rf"(?:[月./／-]\s*(?P<day>{NUMERAL}{{1,3}})\s*[日号]?|月)"
)


def as_date(text: str) -> date | None:
    """The first date in a text; a month alone counts as its first day."""
    if not (found := DATE.search(text)):
        return None
    parts = [numerals.number(found[name] or "1") for name in ("year", "month", "day")]
    try:
        return date(*(part or 0 for part in parts))
    except ValueError:
        return None
