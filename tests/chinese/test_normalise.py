"""Canonical text: the same after any second pass."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp.chinese.normalise import canonical, canonical_line


@pytest.mark.parametrize(
    ("raw", "stored"),
    [
        ("　　春茶　\r\n夏茶  ", "春茶\n夏茶"),
        ("一\n\n\n二", "一\n二"),
        ("茶\u200b园", "茶园"),
        ("\ufeff桥", "桥"),
        ("河\x00流\x07", "河流"),
        ("石\u2028桥\x85亭\f台", "石\n桥\n亭\n台"),
        ("e\u0301", "é"),
        ("e\u200b\u0301", "é"),  # composed only once the invisible sign between is gone
        ("Ⅱ型①（全角）ＡＢＣ", "Ⅱ型①（全角）ＡＢＣ"),  # never NFKC
        ("𠮷野家", "𠮷野家"),
        ("\ud83d茶", "茶"),
        ("👩\u200d🌾", "👩\u200d🌾"),
        ("甲\t乙", "甲 乙"),
        ("茶\u202e园", "茶园"),
    ],
)
def test_stores(raw, stored):
    assert canonical(raw) == stored


def test_a_rare_character_counts_one():
    assert len(canonical("𠮷")) == 1


@given(st.text())
def test_a_second_pass_changes_nothing(text):
    once = canonical(text)
    assert canonical(once) == once
    assert unicodedata.is_normalized("NFC", once)


@given(st.text())
def test_a_line_has_no_break_and_no_edge(text):
    line = canonical_line(text)
    assert line == line.strip()
    assert "\n" not in line
