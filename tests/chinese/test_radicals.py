"""Radicals that stand for characters."""

import unicodedata

import pytest

from studyapp.chinese.radicals import SUPPLEMENT, without_radicals


@pytest.mark.parametrize(
    ("text", "ordinary", "count"),
    [
        ("第⼀、第⼆", "第一、第二", 2),
        ("⼈⼦⾥⽼⽔⻓⻔⻛⻚", "人子里老水长门风页", 9),
        ("⽤⼾", "用户", 2),
        ("⻘⻤⻰", "青鬼龙", 3),
        ("茶园、①、Ⅱ、ａ", "茶园、①、Ⅱ、ａ", 0),
    ],
)
def test_ordinary_characters_stand_in_their_place(text, ordinary, count):
    assert without_radicals(text) == (ordinary, count)


def test_the_table_agrees_with_unicode_where_unicode_has_an_opinion():
    decomposed = {radical: unicodedata.normalize("NFKC", radical) for radical in SUPPLEMENT}
    assert all(SUPPLEMENT[radical] == other for radical, other in decomposed.items() if other != radical)
