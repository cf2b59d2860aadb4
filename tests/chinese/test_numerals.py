"""Numerals in all the ways that Chinese texts write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp.chinese.numerals import number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("一", 1),
        ("两", 2),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("一百二十", 120),
        ("一百零五", 105),
        ("一千零一", 1001),
        ("一万二千", 12_000),
        ("三亿", 300_000_000),
        ("〇", 0),
        ("零", 0),
        ("一二〇", 120),
        ("二〇二三", 2023),
        ("廿", 20),
        ("廿一", 21),
        ("卅六", 36),
        ("拾贰", 12),
        ("12", 12),
        ("１２", 12),
        ("Ⅱ", 2),
        ("XIV", 14),
        ("①", 1),
        ("⑿", 12),
        ("㈢", 3),
        ("甲", 1),
        ("癸", 10),
    ],
)
def test_reads_a_numeral(text, value):
    assert number(text) == value


@pytest.mark.parametrize("text", ["", "茶", "第一", "1.5", "甲乙", "½", "一x", "千里江山", "-1", "9" * 40])
def test_is_no_numeral(text):
    assert number(text) is None


@given(st.text(max_size=20))
def test_never_raises(text):
    assert number(text) is None or number(text) >= 0
