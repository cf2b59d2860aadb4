"""Markers that open a heading or an item, each with its style and number: 第三章, 一、, （二）, 1., ①, 第四条."""

import re
from dataclasses import dataclass

from studyapp.chinese import numerals
from studyapp.chinese.characters import HAN

NUMERAL = rf"(?:[{numerals.SIGNS}]{{1,9}}|[0-9０-９]{{1,5}})"
# From the outermost to the innermost. 部分 is tried before 部.
UNITS = ("编", "卷", "部分", "部", "篇", "集", "幕", "讲", "章", "课", "单元", "回", "节")
TRADITIONAL = {"編": "编", "講": "讲", "課": "课", "單元": "单元", "節": "节"}
ARTICLE = "条"
# What may not follow a unit: 第一章的…, 第二部是…, 第一节和第二节, 第三回合 are running text.
RUNNING_ON = r"(?![的之是，,。；;、]|[和与及或至到]第|(?<=回)合|(?<=部)分之)"


@dataclass(frozen=True, slots=True)
class Marker:
    """`text` is the marker as it stands, `end` its length with the blanks before the words that follow."""

    style: str
    number: int
    text: str
    end: int


@dataclass(frozen=True, slots=True)
class Style:
    """`name` shows the style by its first member, as a person would name it."""

    name: str
    pattern: re.Pattern[str]

    def match(self, text: str) -> Marker | None:
        found = self.pattern.match(text)
        if found is None or (value := numerals.number(found["number"])) is None:
            return None
        return Marker(self.style_of(found), value, found[1], found.end())

    def style_of(self, found: re.Match[str]) -> str:
        groups = found.groupdict()
        if outer := groups.get("outer"):
            return "1." * (len(outer.replace("．", ".").split(".")) - 1) + "1"
        unit = groups.get("unit") or self.name
        return TRADITIONAL.get(unit, unit)


def _style(name: str, pattern: str) -> Style:
    return Style(name, re.compile(rf"({pattern})[\s]*"))


_UNIT_NAMES = "|".join(sorted([*UNITS, *TRADITIONAL], key=len, reverse=True))
_NUMERAL = rf"(?P<number>[{numerals.SIGNS}]{{1,5}})"
_ARABIC = r"(?P<number>[0-9０-９]{1,3})"

UNIT = _style("章", rf"第\s{{0,3}}(?P<number>{NUMERAL})\s{{0,3}}(?P<unit>{_UNIT_NAMES}){RUNNING_ON}")
VOLUME = _style("卷", rf"(?P<unit>[卷篇])(?P<number>[{numerals.SIGNS}]{{1,5}})(?=\s|$)")
CLAUSE = _style(ARTICLE, rf"第\s{{0,3}}(?P<number>{NUMERAL})\s{{0,3}}[条條]{RUNNING_ON}")
LISTS = (
    _style("一", rf"{_NUMERAL}$"),
    _style("一、", rf"{_NUMERAL}\s{{0,3}}[、．.](?=\s*\S)"),
    _style("（一）", rf"[（(〔]\s{{0,3}}{_NUMERAL}\s{{0,3}}[）)〕]"),
    _style(
        "1.1",
        rf"(?P<outer>(?:[0-9]{{1,2}}[.．]){{1,3}})(?P<number>[0-9]{{1,2}})(?=[\s{HAN}“《])(?![万亿千百元倍度年月])",
    ),
    _style("1.", rf"{_ARABIC}\s{{0,3}}(?:[．.](?![0-9０-９])|、)(?=\s*\S)"),
    _style("（1）", rf"[（(〔]\s{{0,3}}{_ARABIC}\s{{0,3}}[）)〕]"),
    _style("1）", rf"{_ARABIC}[）)](?=\s*\S)"),
    _style("①", r"(?P<number>[①-⑳⑴-⒇㈠-㈩⒈-⒛])"),
    _style("Ⅰ", r"(?P<number>[Ⅰ-Ⅻ]|[IVX]{1,5}(?=[.．、]))[.．、\s]"),
    _style("甲、", r"(?P<number>[甲乙丙丁戊己庚辛壬癸])[、．.](?=\s*\S)"),
)
# 编 is outside 章, 章 outside 一、 — the order used where a text does not show its own.
RANKS = {
    name: rank
    for rank, name in enumerate(
        [*UNITS, "甲、", "Ⅰ", "一", "一、", "（一）", "1.", "1.1", "1.1.1", "1.1.1.1", "（1）", "1）", "①"],
    )
}


def opening(text: str) -> Marker | None:
    """The marker at the start of a line, or None."""
    for style in (UNIT, VOLUME, CLAUSE, *LISTS):
        if marker := style.match(text):
            return marker
    return None


def is_unit(style: str) -> bool:
    """Whether the style names its unit (章, 节): such lines are headings wherever they stand alone."""
    return style in UNITS
