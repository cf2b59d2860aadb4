"""First letters of the pinyin of names."""

import pytest

from studyapp.chinese.initials import initials


@pytest.mark.parametrize(("name", "letters"), [
    ("林溪", "lx"),
    ("周远", "zy"),
    ("欧阳若水", "oyrs"),
    ("陈小禾", "cxh"),
    ("阿Q", "aq"),
    ("李𠮷", "l·"),  # in no GB 2312
    ("王翀", "w·"),  # in its second level, which is ordered by radicals
    ("", ""),
])  # fmt: skip
def test_initials(name, letters):
    assert initials(name) == letters
