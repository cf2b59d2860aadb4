"""Any spans over any text: the text stays what it is, and every span is covered exactly."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from studyapp.library.segments import Span, segments

WORDS = st.text(alphabet="学而时习之，。“”𠮷𪚥e\u0301\n👩‍👧 a", max_size=40)
SPANS = st.lists(st.builds(Span, st.integers(-3, 45), st.integers(-3, 45), st.sampled_from("abc")), max_size=12)


@given(text=WORDS, spans=SPANS)
def test_the_segments_joined_are_the_text(text, spans):
    assert "".join(segment.text for segment in segments(text, spans)) == text


@given(text=WORDS, spans=SPANS)
def test_each_character_bears_the_names_of_the_spans_over_it(text, spans):
    borne = [set(segment.names) for segment in segments(text, spans) for _ in segment.text]
    assert borne == [{span.name for span in spans if span.start <= at < span.end} for at in range(len(text))]


@given(text=WORDS, spans=SPANS)
def test_no_two_neighbours_are_alike(text, spans):
    found = segments(text, spans)
    assert all(one.names != next_one.names for one, next_one in pairwise(found))


def test_a_character_beyond_the_basic_plane_counts_once():
    assert [segment.text for segment in segments("𠮷野家", [Span(1, 2, "mark")])] == ["𠮷", "野", "家"]
