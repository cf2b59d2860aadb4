"""Words with marks over them: the text stays, every span is covered, everything is escaped, marks never nest."""

import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from studyapp.library.segments import Span
from studyapp.reading.emphasis import KEY_POINT
from studyapp.reading.inking import NAMED, Own, Warmth, ink

TEXT = st.text(alphabet="学而时习之，“”𠮷e\u0301\n👩‍👧 <b>&amp;'\"", max_size=40) | st.text(max_size=40)
NAMES = st.one_of(
    st.builds(Own, st.integers(1, 6), st.sampled_from(["highlight", "thought", "question", "key-point"]),
              st.sampled_from(["solid", "double", "thick"]), st.booleans()),
    st.builds(Warmth, st.integers(1, 5), st.integers(0, 5), st.booleans()),
    st.just(KEY_POINT),
    st.just("term-7"),
)  # fmt: skip
SPANS = st.lists(st.builds(Span, st.integers(-3, 45), st.integers(-3, 45), NAMES), max_size=10)
TAG = re.compile(r"<[^>]*>")


def pieces(html):
    """The text between tags, each with the tags around it."""
    around, found, at = [], [], 0
    for tag in TAG.finditer(html):
        found.append((unescape(html[at : tag.start()]), tuple(around)))
        at = tag.end()
        around = around[:-1] if tag.group().startswith("</") else [*around, tag.group()]
    return [*found, (unescape(html[at:]), tuple(around))]


@given(text=TEXT, spans=SPANS)
def test_without_its_tags_it_is_the_text(text, spans):
    assert unescape(TAG.sub("", ink(text, spans))) == text


@given(text=TEXT, spans=SPANS)
def test_every_span_of_ones_own_is_covered_exactly(text, spans):
    spans = [Span(span.start, span.end, Own(number, "highlight", "solid", False)) for number, span in enumerate(spans)]
    drawn = ink(text, spans[:NAMED])
    for start, end, own in spans[:NAMED]:
        ids = re.compile(rf'data-own="(?:\d+ )*{own.pk}(?: \d+)*"')
        words = "".join(words for words, around in pieces(drawn) if any(ids.search(tag) for tag in around))
        assert words == text[max(0, start) : max(0, end)]


@given(text=TEXT, spans=SPANS)
def test_marks_never_nest(text, spans):
    around = [tags for _, tags in pieces(ink(text, spans))]
    assert all([tag[:5] for tag in tags] in ([], ["<mark"], ["<a cl"], ["<mark", "<a cl"]) for tags in around)


def test_what_people_wrote_is_text():
    assert ink("<img src=x>", [Span(0, 4, Warmth(2, 1))]) == '<mark class="mark" data-heat="2">&lt;img</mark> src=x&gt;'


def test_ones_own_share_is_taken_from_the_heat():
    """Three people marked all of it, the reader the first half of it."""
    own = Own(5, "highlight", "double", counted=True)
    assert ink("学而时习", [Span(0, 4, Warmth(3, 2)), Span(0, 2, own)]) == (
        '<mark class="mark highlight double" data-own="5" data-heat="2">学而</mark>'
        '<mark class="mark" data-heat="3">时习</mark>'
    )


def test_alone_there_is_no_heat():
    own = Own(5, "thought", "solid", counted=True)
    assert (
        ink("学而", [Span(0, 2, Warmth(1, 0)), Span(0, 2, own)])
        == '<mark class="mark thought" data-own="5">学而</mark>'
    )


def test_a_private_mark_takes_nothing_from_the_heat():
    own = Own(5, "highlight", "solid", counted=False)
    assert 'data-heat="1"' in ink("学而", [Span(0, 2, Warmth(1, 0)), Span(0, 2, own)])


def test_of_very_many_marks_on_the_same_words_the_newest_can_be_told_apart():
    spans = [Span(0, 2, Own(number, "highlight", "solid", False)) for number in range(1, 100)]
    assert ink("学而", spans).split('data-own="')[1].split('"')[0].split()[-1] == "99"
    assert len(ink("学而", spans)) < 120
