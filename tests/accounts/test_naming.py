"""Names are one line that is what it looks like."""

import pytest

from studyapp.accounts.naming import one_line, skeleton


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" 林  溪 ", "林 溪"),
        ("林\u3000溪", "林 溪"),
        ("林\r\n溪", "林 溪"),
        ("林\u2028溪", "林 溪"),
        ("林\u202e溪\u200b\u2066", "林溪"),
        ("林\u3164溪", "林 溪"),
        ("林\x00溪\x07", "林溪"),
        ("Zoe\u0308", "Zoë"),
        ("茶🍵", "茶🍵"),
        ("𠮷田", "𠮷田"),
        ("\U0002ebf0\U00031350", "\U0002ebf0\U00031350"),  # for names in registers; newer than Python's tables
        ("葛\U000e0100", "葛\U000e0100"),  # a chosen shape
    ],
)
def test_what_is_typed_becomes_one_visible_line(typed, kept):
    assert one_line(typed) == kept
    assert one_line(kept) == kept


@pytest.mark.parametrize("filler", "\u115f\u1160\u3164\uffa0\u2800\u200b\u00ad\u034f\ufe0f\u0301\ue000\U000e0041")
def test_what_nobody_sees_is_no_name(filler):
    assert one_line(filler * 3) == ""


@pytest.mark.parametrize(
    "like", ["已 离开 的成员", "已离开的·成员", "“己离开的成员”", "巳离开的成员。", "已离开的成员\ufe0f"]
)
def test_names_that_look_alike_have_one_skeleton(like):
    assert skeleton(like) == skeleton("已离开的成员")


def test_other_names_have_another():
    assert skeleton("Ｌｉｎ Xi") == skeleton("linxi") != skeleton("林溪")
