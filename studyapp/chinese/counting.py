"""Counting inside running text: 一是… 二是…, 第一，… 第二，…, 首先… 其次…, （1）… （2）…, ①… ②…"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from studyapp.chinese import numerals
from studyapp.chinese.ordinals import LARGEST, chinese

LAST = -1  # 最后 ends a row whatever its length
WORDS = {
    "首先": ("首先", 1),
    "其次": ("首先", 2),
    "再次": ("首先", 3),
    "再者": ("首先", 3),
    "最后": ("首先", LAST),
    "最後": ("首先", LAST),
    "一方面": ("一方面", 1),
    "另一方面": ("一方面", 2),
}
NUMERAL = r"[一二三四五六七八九十]{1,3}"
# A marker begins a clause: it follows a stop, a closing mark or a blank.
CLAUSE_START = r"(?<![^。；，：！？、;,:!?”’）)…—\s])"
INLINE = re.compile(
    rf"{CLAUSE_START}(?:"
    rf"(?P<verb>(?P<n1>{NUMERAL})(?P<kind>[是要则来]))(?!{NUMERAL}(?:[，。；、,;]|$))"  # 一是一，二是二 counts nothing
    rf"|(?P<ordinal>第(?P<n2>{NUMERAL})(?:[，、：,:]|是|要))"
    rf"|(?P<its>其(?P<n3>{NUMERAL})(?=[，、：,:]|是))"
    rf"|(?P<bracket>[（(](?P<n4>{NUMERAL}|[0-9]{{1,2}})[）)])"
    rf"|(?P<comma>(?P<n6>{NUMERAL})、(?!{NUMERAL}))"
    r"|(?P<dot>(?P<n7>[0-9]{1,2})(?:[.．]|、)(?![0-9]))"
    r"|(?P<circle>(?P<n5>[①-⑳]))"
    rf"|(?P<word>{'|'.join(sorted(WORDS, key=len, reverse=True))}))"
)
NUMBERS = ("n1", "n2", "n3", "n4", "n5", "n6", "n7")


@dataclass(frozen=True, slots=True)
class Count:
    """A marker at the beginning of a clause; `start` and `end` are its place in the text."""

    style: str
    number: int
    text: str
    start: int
    end: int


def counts(text: str, begin: int = 0) -> Iterator[Count]:
    """All markers that may count something, in order; whether they do is told by those around them."""
    for found in INLINE.finditer(text, begin):
        style, number = _reading(found)
        text = found[0] if style in ("一、", "1.") else found[0].rstrip("，、：,:")
        yield Count(style, number, text, found.start(), found.end())


def renumbered(marker: str, old: int, new: int) -> str:
    """三是 → 二是: the same marker with another number, for telling what is missing."""
    if min(old, new) > 0 and max(old, new) <= LARGEST and chinese(old) in marker:
        return marker.replace(chinese(old), chinese(new))
    return marker.replace(str(old), str(new)) if str(old) in marker else str(new)


def _reading(found: re.Match[str]) -> tuple[str, int]:
    """The style, named by its first marker, and the number."""
    if word := found["word"]:
        return WORDS[word]
    numeral = next(found[name] for name in NUMBERS if found[name])
    styles = {
        "verb": f"一{found['kind']}",
        "ordinal": "第一",
        "its": "其一",
        "bracket": "（1）" if numeral.isdecimal() else "（一）",
        "comma": "一、",
        "dot": "1.",
        "circle": "①",
    }
    return styles[found.lastgroup or "word"], numerals.number(numeral) or 0
