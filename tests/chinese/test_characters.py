"""Han characters, the rare ones too."""

import re

import pytest

from studyapp.chinese.characters import HAN
from studyapp.chinese.markers import opening
from studyapp.chinese.names import NAME
from studyapp.chinese.words import is_telling


@pytest.mark.parametrize("text", ["茶", "㐀", "鿿", "𠮷", "\U000311b0", "豈"])
def test_is_a_han_character(text):
    assert re.fullmatch(f"[{HAN}]", text)


@pytest.mark.parametrize("text", ["a", "1", "，", "の", "〇", "⼀"])
def test_is_none(text):
    assert not re.fullmatch(f"[{HAN}]", text)


def test_a_rare_character_is_one_everywhere():
    assert opening("1.1𠮷水").style == "1.1"
    assert NAME.fullmatch("王𠮷")
    assert is_telling("𠮷水")
