"""Who hears of marks when: at once while few listen, spread over a window when many do. The clock is a number here."""

from collections import Counter
from functools import partial
from itertools import count

import pytest

from studyapp.live import notices
from studyapp.live.hub import GOLDEN
from studyapp.live.listeners import NEVER, PATIENCE, Listener
from studyapp.live.notices import Notice
from studyapp.live.pace import FETCHES, window
from studyapp.live.tails import KEPT, Tail


class Room:
    """Listeners of one topic. What each hears stands in `heard` as (moment, listener, message)."""

    def __init__(self, people: int) -> None:
        self.tail, self.numbers, self.awake, self.heard = Tail("study-3", 0), count(1), set(), []
        self.listeners = [Listener({"study-3": 0}, present={"study-3": 0}) for _ in range(people)]
        for place, listener in enumerate(self.listeners):
            listener.phase = place * GOLDEN % 1
            listener.wake = partial(self.awake.add, place)
            self.tail.admit(listener)

    def happen(self, kind: str, now: float, **data) -> None:
        self.tail.append([Notice("study-3", next(self.numbers), kind, data)])
        self.listen(now, *self.awake)
        self.awake.clear()

    def listen(self, now: float, *places: int) -> None:
        for place in places:
            self.heard += [(now, place, message) for message in self.listeners[place].take(now)]

    def wait(self, until: float) -> None:
        """Each listener wakes when it has a time, in the order of these times."""
        times = sorted((listener.next_at(), place) for place, listener in enumerate(self.listeners))
        for now, place in times:
            if now <= until:
                self.listen(now, place)

    def said_to(self, place: int) -> list[tuple[float, str]]:
        return [(now, message.kind) for now, to, message in self.heard if to == place]

    def marks_of(self, place: int) -> set[int]:
        said = [message.data for _, to, message in self.heard if to == place]
        return {number for data in said for number in data.get("paragraphs", [])}


@pytest.mark.parametrize(("people", "seconds"), [(1, 0.5), (14, 0.5), (28, 1), (280, 10), (980, 35)])
def test_the_window_grows_with_the_room(people, seconds):
    assert window(people) == seconds


def test_few_hear_of_the_first_mark_at_once_and_of_the_next_ones_together():
    room = Room(14)
    room.happen("marked", 100.0, paragraphs=[1])
    room.happen("marked", 100.1, paragraphs=[2])
    room.happen("marked", 100.2, paragraphs=[1])
    room.wait(until=200.0)
    assert room.said_to(13) == [(100.0, "marked"), (100.5, "marked")]
    assert room.heard[-1][2].data == {"topic": "study-3", "version": 3, "paragraphs": [1, 2]}


@pytest.mark.parametrize(("people", "within"), [(28, 1.0), (42, 1.5), (280, 10.0), (980, 35.0)])
def test_many_hear_of_one_mark_within_the_window_evenly(people, within):
    room = Room(people)
    room.happen("marked", 100.0, paragraphs=[12])
    room.wait(until=200.0)
    assert len(room.heard) == people
    assert max(now for now, _, _ in room.heard) <= 100.0 + within
    seconds = Counter(int((now - 100.0) / within * 10) for now, _, _ in room.heard)
    assert max(seconds.values()) <= people / 10 + 2


def test_twenty_marks_a_second_are_forty_fetches_a_second_and_reach_everybody():
    room = Room(300)
    for number in range(300):
        room.wait(until=100.0 + number / 20)
        room.happen("marked", 100.0 + number / 20, paragraphs=[number % 90])
    room.wait(until=200.0)
    a_second = Counter(int(now) for now, _, _ in room.heard)
    assert max(a_second.values()) <= 42
    assert all(room.marks_of(place) == set(range(90)) for place in range(300))
    assert {listener.cursor for listener in room.listeners} == {"study-3:300"}


def test_a_reveal_spreads_over_the_room_too():
    """Each page fetches all that it shows."""
    room = Room(300)
    room.happen("revealed", 100.0)
    room.wait(until=200.0)
    moments = Counter(int(now) for now, _, message in room.heard if message.kind == "revealed")
    assert sum(moments.values()) == 300
    assert max(moments.values()) <= 2 * FETCHES


def test_the_rest_is_said_at_once_in_order_with_the_marks_before_it():
    room = Room(300)
    room.happen("marked", 100.0, paragraphs=[1])
    room.happen("marked", 100.01, paragraphs=[2])
    room.heard.clear()
    room.happen("rights", 100.02)
    said = [message for _, to, message in room.heard if to == 7]
    assert [(message.kind, message.cursor) for message in said][-2:] == [
        ("marked", "study-3:2"),
        ("rights", "study-3:3"),
    ]


def test_a_place_never_skips_what_was_not_said():
    """A listener of two topics, one of which waits: the number of that one stays behind."""
    room, other = Room(300), Tail("user-5", 0)
    listener = room.listeners[0]
    listener.positions["user-5"] = 0
    other.admit(listener)
    listener.phase = 0.999
    room.happen("marked", 100.0, paragraphs=[1])
    other.append([Notice("user-5", 1, "inbox", {})])
    assert [message.cursor for message in listener.take(100.1)] == ["study-3:0,user-5:1"]
    assert [message.cursor for message in listener.take(110.0)] == ["study-3:1,user-5:1"]


def test_very_many_paragraphs_are_all():
    room = Room(1)
    room.happen("marked", 100.0, paragraphs=[1])
    for number in range(notices.PARAGRAPHS + 1):
        room.happen("marked", 100.1, paragraphs=[number])
    room.wait(until=200.0)
    assert room.heard[-1][2].data == {"topic": "study-3", "version": notices.PARAGRAPHS + 2, "all": True}


def test_nobody_waits_until_what_it_waits_for_is_forgotten():
    room = Room(100)
    for paragraph in range(PATIENCE - 1):
        room.happen("marked", 100.0, paragraphs=[paragraph % 60])
    assert not room.said_to(7)
    room.happen("marked", 100.1, paragraphs=[60])
    assert room.said_to(7) == [(100.1, "marked")]
    assert room.marks_of(7) == set(range(61))


def test_nobody_wakes_twice_for_what_waits():
    room = Room(300)
    room.happen("marked", 100.0, paragraphs=[1])
    room.tail.append([Notice("study-3", 2, "marked", {"paragraphs": [2]})])
    assert not room.awake
    room.tail.append([Notice("study-3", 3, "rights", {})])
    assert len(room.awake) == 300


class TestSlow:
    """Who does not read its stream costs no memory: it finds out later what it missed."""

    @pytest.fixture
    def room(self):
        room = Room(1)
        room.tail.append([Notice("study-3", number, "focus", {}) for number in range(1, KEPT + 11)])
        return room

    def test_the_database_is_asked_for_what_memory_has_not_kept(self, room):
        (listener,) = room.listeners
        assert listener.is_behind
        listener.catch_up(lambda topic, after: [Notice(topic, number, "focus", {}) for number in range(after + 1, 21)])
        assert [message.data["version"] for message in listener.take(1.0)] == list(range(1, KEPT + 11))

    def test_what_nobody_knows_is_loaded_anew(self, room):
        (listener,) = room.listeners
        listener.catch_up(lambda topic, after: None)
        assert [(message.kind, message.cursor) for message in listener.take(1.0)] == [
            ("resync", f"study-3:{KEPT + 10}")
        ]
        assert listener.next_at() == NEVER

    def test_a_log_that_goes_back_is_loaded_anew(self, room):
        (listener,) = room.listeners
        room.tail.begin_again(3)
        assert [(message.kind, message.cursor) for message in listener.take(1.0)] == [("resync", "study-3:3")]
        room.tail.append([Notice("study-3", 4, "focus", {})])
        assert [message.cursor for message in listener.take(2.0)] == ["study-3:4"]
