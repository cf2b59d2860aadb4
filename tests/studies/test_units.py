"""The stretches that progress is said of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp.studies.along import Along, Pace
from studyapp.studies.standing import Standing
from studyapp.studies.units import Head, Reached, Unit, standing, touching, units


@pytest.mark.parametrize(("heads", "lines", "expected"), [
    ([], [0, 10], [Unit(0, 50)]),  # a text without sections is one stretch
    ([Head(1, "一", 0), Head(2, "二", 20)], [3, 23], [Unit(0, 20, 1, "一"), Unit(20, 50, 2, "二")]),
    ([Head(1, "一", 10)], [0, 12], [Unit(0, 10), Unit(10, 50, 1, "一")]),  # words before the first section
    ([Head(1, "一", 10)], [12], [Unit(0, 50, 1, "一")]),  # a title line before it goes with it
    (
        [Head(1, "一", 0), Head(2, "（一）", 5), Head(3, "（二）", 30)], [9, 33],
        [Unit(0, 30, 1, "一"), Unit(30, 50, 3, "（二）")],
    ),
    ([Head(1, "一", 0), Head(2, "二", 40)], [5], [Unit(0, 50, 1, "一")]),  # nothing stands below the last heading
    ([Head(1, "外", 0), Head(2, "内", 0)], [3], [Unit(0, 50, 2, "内")]),
])  # fmt: skip
def test_units(heads, lines, expected):
    assert units(heads, lines, 50) == expected


@given(st.sets(st.integers(0, 99), max_size=20), st.sets(st.integers(0, 99), max_size=20))
def test_units_cover_the_text_without_gaps(starts, lines):
    found = units([Head(n, str(n), start) for n, start in enumerate(sorted(starts))], sorted(lines), 100)
    assert [unit.start for unit in found] == [0, *[unit.end for unit in found[:-1]]]
    assert found[-1].end == 100


def test_a_section_has_the_units_that_it_touches():
    found = [Unit(0, 30, 1, "一"), Unit(30, 50, 3, "（二）"), Unit(50, 60, 4, "二")]
    assert touching(found, 5, 30) == found[:1]  # （一）, whose heading went with that of 一
    assert touching(found, 0, 50) == found[:2]


def test_the_highest_of_what_covers_a_unit_counts():
    reached = [Reached(0, 30, Standing.READ), Reached(0, 10, Standing.STUDIED)]
    assert standing(Unit(0, 30), reached) is Standing.READ
    assert standing(Unit(0, 10), reached) is Standing.STUDIED
    assert standing(Unit(20, 40), reached) is Standing.UNREAD


def test_all_of_it_is_said_only_of_all_of_it():
    paces = [Pace(Unit(0, 999), Standing.READ), Pace(Unit(999, 1000))]
    assert Along(paces).percent == 99
    paces[1].own = Standing.READ
    assert Along(paces).percent == 100
