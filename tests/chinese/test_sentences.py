"""Sentence spans, the unit of tapping."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp.chinese.sentences import ends_sentence, sentence_spans, sentences


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("水开了。泡茶！喝吗？", ["水开了。", "泡茶！", "喝吗？"]),
        ("他说：“水开了。”茶也好了。", ["他说：“水开了。”", "茶也好了。"]),
        ("（雨停了。）桥修好了。", ["（雨停了。）", "桥修好了。"]),
        ("等一等……再走。", ["等一等……", "再走。"]),
        ("真的？！走。", ["真的？！", "走。"]),
        ("看水;看山;看桥.", ["看水;", "看山;", "看桥."]),
        ("长3.5米,宽2.0米。见www.example.org首页。", ["长3.5米,宽2.0米。", "见www.example.org首页。"]),
        ("没有句号的一行", ["没有句号的一行"]),
        ("甲\n乙。", ["甲", "乙。"]),
        ("  前后有空。  ", ["前后有空。"]),
        ("", []),
        ("。", ["。"]),
    ],
)
def test_sentences(text, parts):
    assert sentences(text) == parts


@pytest.mark.parametrize(
    ("text", "closed"),
    [("好。", True), ("“好。”", True), ("好）。", True), ("好…", True), ("好.", True), ("好，", False), ("好", False)],
)
def test_knows_a_closed_sentence(text, closed):
    assert ends_sentence(text) is closed


@given(st.text(alphabet="茶桥。！”“）…\n .;a1"))
def test_spans_are_in_order_and_leave_out_only_blanks(text):
    spans = list(sentence_spans(text))
    assert all(start < end for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    kept = "".join(text[start:end] for start, end in spans)
    assert "".join(kept.split()) == "".join(text.split())
