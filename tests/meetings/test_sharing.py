"""Paragraphs shared out fairly."""

from hypothesis import given
from hypothesis import strategies as st

from studyapp.meetings.sharing import Piece, shares

lengths = st.lists(st.integers(0, 600), max_size=60)
readers = st.lists(st.integers(1, 500), max_size=40, unique=True)


def pieces(characters):
    return [Piece(number, number * 1000, number * 1000 + 900, some) for number, some in enumerate(characters, 1)]


@given(lengths, readers)
def test_every_paragraph_is_read_once_and_in_order(characters, people):
    found = shares(pieces(characters), people, a_minute=200)
    read = [number for share in found for number in range(share.first, share.last + 1)]
    assert read == (list(range(1, len(characters) + 1)) if people else [])


@given(lengths, readers)
def test_each_reads_one_stretch_in_the_order_in_which_they_sit_and_nobody_nothing(characters, people):
    found = shares(pieces(characters), people, a_minute=200)
    assert [share.reader for share in found] == people[: len(characters)]
    assert all(share.first <= share.last and share.start < share.end for share in found)


@given(lengths, readers)
def test_who_reads_several_reads_at_most_the_longest_paragraph_more_than_an_equal_part(characters, people):
    found = shares(pieces(characters), people, a_minute=200)
    for share in found:
        own = characters[share.first - 1 : share.last]
        assert len(own) == 1 or sum(own) <= sum(characters) / len(found) + max(characters)
        assert share.seconds == round(sum(own) * 60 / 200)


def test_equal_paragraphs_are_shared_equally():
    found = shares(pieces([100] * 12), [7, 5, 9, 3], a_minute=100)
    assert [(share.reader, share.first, share.last, share.seconds) for share in found] == [
        (7, 1, 3, 180), (5, 4, 6, 180), (9, 7, 9, 180), (3, 10, 12, 180),
    ]  # fmt: skip


def test_a_long_paragraph_is_enough_for_one():
    found = shares(pieces([50, 600, 50, 50, 50]), [1, 2, 3], a_minute=200)
    assert [(share.first, share.last) for share in found] == [(1, 1), (2, 2), (3, 5)]


def test_one_reads_all_and_too_many_leave_some_without():
    assert [(share.first, share.last) for share in shares(pieces([10, 20]), [4], a_minute=60)] == [(1, 2)]
    assert [share.reader for share in shares(pieces([10, 20]), [4, 5, 6], a_minute=60)] == [4, 5]
