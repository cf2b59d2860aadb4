"""A text divided into steps, what they are called, and stretches that are cut out of others. All pure."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp.studies.naming import Part, titles, together
from studyapp.studies.proposing import dates, stretches
from studyapp.studies.standing import Standing
from studyapp.studies.units import Reached, Unit, rests, standing, standings, within

TWO = [Unit(0, 50, 1, "一"), Unit(50, 100, 2, "二")]


@pytest.mark.parametrize(("units", "lines", "parts", "expected"), [
    (TWO, [1, 51], 2, [(0, 50), (50, 100)]),
    (TWO, [1, 51], 1, [(0, 100)]),
    (TWO, [1, 51], 9, [(0, 50), (50, 100)]),  # no more steps than paragraphs
    (TWO, [], 2, []),
    ([Unit(0, 100)], [5, 30, 60, 90], 2, [(0, 60), (60, 100)]),  # no sections: at paragraphs
    ([Unit(0, 10, 1, "一"), Unit(10, 100, 2, "二")], [1, 11, 40, 70], 3, [(0, 40), (40, 70), (70, 100)]),
])  # fmt: skip
def test_steps(units, lines, parts, expected):
    assert stretches(units, lines, parts) == expected


@given(
    st.sets(st.integers(1, 99), max_size=20), st.sets(st.integers(0, 99), min_size=1, max_size=20), st.integers(1, 20)
)
def test_steps_cover_the_text_without_gaps(edges, lines, parts):
    marks = sorted({0, *edges, 100})
    units = [Unit(start, end) for start, end in pairwise(marks)]
    found = stretches(units, sorted(lines), parts)
    assert 1 <= len(found) <= parts
    assert [start for start, _ in found] == [0, *[end for _, end in found[:-1]]]
    assert found[-1][1] == 100


def test_days_are_even():
    begins, ends = date(2026, 11, 24), date(2026, 12, 8)
    assert dates(begins, ends, 4) == [date(2026, 11, 28), date(2026, 12, 1), date(2026, 12, 4), date(2026, 12, 8)]
    assert dates(begins, begins, 2) == [begins, begins]


PARTS = [Part(1, "一", 10, 50), Part(2, "（一）", 12, 30), Part(2, "（二）", 30, 50), Part(1, "二", 50, 90)]
LINES = [0, 14, 32, 52]


@pytest.mark.parametrize(("start", "end", "names"), [
    (0, 90, ["开头", "一", "二"]),
    (10, 90, ["一", "二"]),
    (10, 50, ["一"]),
    (10, 30, ["（一）"]),  # only the first half of 一
    (30, 90, ["（二）", "二"]),
    (40, 60, ["二"]),  # begins within （二）, where no paragraph is left
    (32, 60, ["（二）", "二"]),
    (0, 10, ["开头"]),
    (60, 80, []),
])  # fmt: skip
def test_what_a_stretch_is_called(start, end, names):
    assert titles(PARTS, LINES, start, end, beginning="开头") == names


def test_many_titles_are_first_and_last():
    assert [together(names) for names in (["一"], ["一", "二"], ["一", "二", "三"])] == ["一", "一；二", "一 — 三"]


@given(st.lists(st.tuples(st.integers(0, 90), st.integers(1, 9)), max_size=8), st.integers(0, 50), st.integers(1, 50))
def test_what_is_cut_out_is_gone_and_nothing_else(cuts, start, length):
    row = Reached(start, start + length, Standing.READ)
    taken = sorted(Unit(at, at + size) for at, size in cuts)
    gone = {place for unit in taken for place in range(unit.start, unit.end)}
    left = [place for rest in rests(row, taken) for place in range(rest.start, rest.end)]
    assert left == [place for place in range(row.start, row.end) if place not in gone]


@given(
    st.sets(st.integers(1, 99), max_size=20),
    st.lists(st.tuples(st.integers(0, 99), st.integers(1, 60), st.sampled_from([1, 2])), max_size=8),
)
def test_all_units_at_once_as_one_by_one(edges, rows):
    marks = sorted({0, *edges, 100})
    units = [Unit(start, end) for start, end in pairwise(marks)]
    reached = [Reached(start, start + size, said) for start, size, said in rows]
    assert standings(units, reached) == [standing(unit, reached) for unit in units]
    for row in reached:
        covered = [place for place, unit in enumerate(units) if row.start <= unit.start and unit.end <= row.end]
        assert list(within(units, row.start, row.end)) == covered


def test_pieces_together_cover_a_unit():
    rows = [Reached(0, 10, Standing.STUDIED), Reached(10, 30, Standing.READ)]
    assert standing(Unit(0, 30), rows) is Standing.READ
    assert standing(Unit(0, 31), rows) is Standing.UNREAD
