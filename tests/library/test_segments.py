"""Any spans over any text: the text stays what it is, and every span is covered exactly."""

from itertools import pairwise
from time import process_time

from hypothesis import given
from hypothesis import strategies as st

from studyapp.library.segments import Span, segments

WORDS = st.text(alphabet="学而时习之，。“”𠮷𪚥e\u0301\n👩‍👧 a", max_size=40) | st.text(max_size=40)
NAMES = st.sampled_from("abc") | st.tuples(st.sampled_from("de"), st.integers(0, 3))
SPANS = st.lists(st.builds(Span, st.integers(-3, 45), st.integers(-3, 45), NAMES), max_size=12)


@given(text=WORDS, spans=SPANS)
def test_the_segments_joined_are_the_text(text, spans):
    assert "".join(segment.text for segment in segments(text, spans)) == text


@given(text=WORDS, spans=SPANS)
def test_each_character_bears_the_names_of_the_spans_over_it(text, spans):
    borne = [set(segment.names) for segment in segments(text, spans) for _ in segment.text]
    assert borne == [{span.name for span in spans if span.start <= at < span.end} for at in range(len(text))]


@given(text=WORDS, spans=SPANS)
def test_every_span_is_covered_exactly(text, spans):
    """Each with a name of its own: the stretches that bear it, joined, are its words, and stand where it stands."""
    named = [Span(span.start, span.end, index) for index, span in enumerate(spans)]
    found = segments(text, named)
    for start, end, index in named:
        words = text[max(0, start) : max(0, end)]
        assert "".join(segment.text for segment in found if index in segment.names) == words


@given(text=WORDS, spans=SPANS)
def test_no_two_neighbours_are_alike_and_none_is_empty(text, spans):
    found = segments(text, spans)
    assert all(set(one.names) != set(next_one.names) for one, next_one in pairwise(found))
    assert all(segment.text for segment in found)


def test_a_character_beyond_the_basic_plane_counts_once():
    assert [segment.text for segment in segments("𠮷野家", [Span(1, 2, "mark")])] == ["𠮷", "野", "家"]


def test_what_began_first_stands_first():
    spans = [Span(0, 4, "outer"), Span(1, 2, "one"), Span(2, 4, "two")]
    assert [segment.names for segment in segments("水从山里", spans)] == [
        ("outer",), ("outer", "one"), ("outer", "two"),
    ]  # fmt: skip


def test_many_short_spans_cost_no_more_than_they_are():
    """Each with a name of its own. What had ended was once looked at again at every edge, which took minutes."""
    spans = [Span(at, at + 3, at) for at in range(20_000)]
    before = process_time()
    assert len(segments("水" * 20_003, spans)) == 20_003
    assert process_time() - before < 5
