"""Which words get dots, and which can be asked about."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp.reading.emphasis import key_point_spans, term_pattern, term_spans


def dotted(text, **point):
    return [text[span.start : span.end] for span in key_point_spans(text, **{"at": 0, **point})]


@pytest.mark.parametrize(
    ("text", "marker", "title", "words"),
    [
        ("一是把水看清。水清了，路就在了。", "一是", "把水看清", ["一是把水看清"]),
        ("一是:把水看清，看远。", "一是", "把水看清，看远", ["一是", "把水看清", "看远"]),  # no dot under punctuation
        ("第一，𠮷日良辰。", "第一", "𠮷日良辰", ["第一", "𠮷日良辰"]),
        ("一是把水看清。", "一是", "看见水底", ["一是"]),  # the title was reworded at the desk
        ("水清了，路就在了。", "", "路就在了", ["路就在了"]),
        ("水清了。", "", "别的话", []),
    ],
)
def test_dots_stand_under_the_marker_and_the_words(text, marker, title, words):
    assert dotted(text, marker=marker, title=title) == words


def test_a_point_inside_a_paragraph_is_found_where_it_begins():
    text = "一是看水。二是看水。"
    (span,) = key_point_spans(text, marker="二是", title="看水", at=5)
    assert (span.start, span.end) == (5, 9)


@given(st.text(alphabet="一二是看水，。𠮷", max_size=30), st.integers(0, 40), st.text(alphabet="看水𠮷，", max_size=4))
def test_dots_never_leave_the_text(text, at, title):
    assert all(
        0 <= span.start < span.end <= len(text) for span in key_point_spans(text, marker="一是", title=title, at=at)
    )


def test_the_longer_term_wins_and_each_is_marked_once():
    ids = {"借景": 1, "借景入园": 2}
    text = "借景入园，借景，又借景。"
    found = list(term_spans(text, term_pattern(ids), ids))
    assert [(text[span.start : span.end], span.name) for span in found] == [("借景入园", "term-2"), ("借景", "term-1")]


def test_a_term_may_hold_any_sign():
    ids = {"C++ (语言)": 7}
    assert [span.name for span in term_spans("学 C++ (语言)。", term_pattern(ids), ids)] == ["term-7"]
