"""When a card comes again, without rows."""

from datetime import timedelta

import pytest
from django.utils import timezone

from studyapp.cards.scheduling import EASY, FORGOTTEN, HARD, KNOWN, SOON, Memory, after, spread

NOW = timezone.make_aware(timezone.datetime(2026, 11, 24, 15, 30))
NEW = Memory(None, None, None, NOW)


def test_the_better_it_was_known_the_later_it_comes():
    dues = [after(NEW, rating, now=NOW).due for rating in (FORGOTTEN, HARD, KNOWN, EASY)]
    assert dues == sorted(set(dues))
    assert dues[0] == NOW + SOON


def test_nothing_is_left_to_chance():
    assert len({after(NEW, KNOWN, now=NOW) for _ in range(20)}) == 1


def test_forgetting_makes_it_come_sooner_afterwards():
    known = after(after(NEW, KNOWN, now=NOW), KNOWN, now=NOW + timedelta(days=3))
    again = after(known, FORGOTTEN, now=NOW + timedelta(days=14))
    assert again.stability < known.stability


def test_late_answers_are_no_fault():
    memory = after(NEW, KNOWN, now=NOW)
    on_time = after(memory, KNOWN, now=NOW + timedelta(days=2))
    late = after(memory, KNOWN, now=NOW + timedelta(days=40))
    assert late.stability > on_time.stability


@pytest.mark.parametrize(("count", "days"), [(0, []), (3, [0, 0, 1]), (5, [0, 0, 1, 1, 2])])
def test_what_came_due_is_spread(count, days):
    found = spread([NOW] * count, now=NOW, a_day=2)
    assert [(timezone.localdate(due) - timezone.localdate(NOW)).days for due in found] == days
