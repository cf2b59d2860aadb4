"""Where long texts are cut."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from studyapp.reading.contents import Part
from studyapp.reading.leaves import FULLEST, SMALL, TINY, WHOLE, Leaf, leaf_at, leaves_of


def chapters(count, size, *, level=1):
    return [Part(number, level, f"第{number}回", (number - 1) * size, number * size) for number in range(1, count + 1)]


PARTS = st.lists(
    st.builds(lambda start, level: Part(1, level, "", start, start), st.integers(0, 300_000), st.integers(1, 4)),
    max_size=60,
)


@given(length=st.integers(0, 300_000), parts=PARTS, lines=st.integers(1, 20_000))
def test_leaves_follow_without_a_gap_and_none_is_empty(length, parts, lines):
    leaves = leaves_of(length, parts, lines=lines)
    assert (leaves[0].start, leaves[-1].end) == (0, length)
    assert all(one.end == other.start and one.size > 0 for one, other in pairwise(leaves))


@given(length=st.integers(1, 300_000), parts=PARTS, lines=st.integers(1, 20_000))
def test_no_leaf_is_much_longer_than_a_whole_text(length, parts, lines):
    assert max(leaf.size for leaf in leaves_of(length, parts, lines=lines)) <= WHOLE + max(TINY, SMALL)


@given(length=st.integers(1, 300_000), parts=PARTS, lines=st.integers(1, 20_000), offset=st.integers(0, 300_000))
def test_every_offset_lies_on_the_leaf_that_is_found_for_it(length, parts, lines, offset):
    leaves = leaves_of(length, parts, lines=lines)
    found = leaves[leaf_at(leaves, offset)]
    assert found.start <= offset < found.end or offset >= length


def test_a_short_text_is_one_leaf_however_many_sections_it_has():
    assert leaves_of(WHOLE, chapters(20, 1000), lines=100) == [Leaf(0, WHOLE)]


def test_a_novel_is_cut_at_its_chapters():
    leaves = leaves_of(120 * 7000, chapters(120, 7000), lines=3000)
    assert [leaf.start for leaf in leaves] == [part.start for part in chapters(120, 7000)]


def test_an_oversized_chapter_is_cut_at_its_own_sections():
    inner = [Part(9, 2, "", start, start) for start in (10_000, 20_000)]
    leaves = leaves_of(40_000, [Part(1, 1, "", 0, 30_000), *inner, Part(2, 1, "", 30_000, 40_000)], lines=100)
    assert [leaf.start for leaf in leaves] == [0, 10_000, 20_000, 30_000]


def test_two_million_characters_without_a_section_are_cut_evenly():
    leaves = leaves_of(2_000_000, [], lines=15_000)
    assert max(leaf.size for leaf in leaves) <= FULLEST
    assert (leaves[0].part, leaves[-1].part, leaves[0].parts) == (1, len(leaves), len(leaves))


def test_short_lines_make_shorter_leaves():
    assert leaves_of(2_000_000, [], lines=200_000)[0].size < FULLEST / 4


def test_small_chapters_share_a_leaf_and_a_bare_heading_goes_with_what_follows():
    assert len(leaves_of(40_000, chapters(80, 500), lines=400)) == 20
    volume = [Part(1, 1, "第一编", 0, 40_000), Part(2, 2, "第一章", 5, 20_000), Part(3, 2, "第二章", 20_000, 40_000)]
    assert [leaf.start for leaf in leaves_of(40_000, volume, lines=400)] == [0, 20_000]
