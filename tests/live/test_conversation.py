"""What a stream does while nothing happens, by a clock that the test turns."""

from itertools import pairwise

import pytest

from studyapp.live.conversation import ASKED_EVERY, SILENCE, Conversation, Do, Say, Wait
from studyapp.live.listeners import Listener
from studyapp.live.notices import Notice
from studyapp.live.tails import Tail


class Listening:
    """Carries the steps out, waiting by turning the clock."""

    def __init__(self, *, phase: float = 1.0) -> None:
        self.now, self.is_allowed, self.said, self.asked = 0.0, True, [], []
        self.tail = Tail("study-3", 0)
        listener = Listener({"study-3": 0}, present={"study-3": 0})
        listener.phase = phase
        self.tail.admit(listener)
        self.steps = Conversation(listener, lambda: self.is_allowed, clock=lambda: self.now).steps()

    def until(self, moment: float) -> "Listening":
        answer = None
        while self.now < moment and (step := next(self.steps) if answer is None else self.steps.send(answer)):
            answer = None
            if isinstance(step, Say):
                self.said.append((self.now, step.text.split("event: ")[1].split("\n")[0]))
            elif isinstance(step, Do):
                answer = step.function()
                self.asked.append(self.now)
            elif isinstance(step, Wait):
                assert step.seconds > 0
                self.now += step.seconds
        return self


def test_while_nothing_happens_it_says_that_it_is_there():
    assert Listening().until(3 * SILENCE).said == [(0, "hello"), (SILENCE, "here"), (2 * SILENCE, "here")]


def test_what_is_said_shows_that_it_is_there():
    listening = Listening().until(SILENCE / 2)
    listening.tail.append([Notice("study-3", 1, "focus", {})])
    listening.until(2 * SILENCE + 1)
    assert [kind for _, kind in listening.said] == ["hello", "focus", "here"]


@pytest.mark.parametrize("phase", [0.0, 0.3, 0.99])
def test_rights_are_asked_for_every_minute_not_by_all_at_once(phase):
    asked = Listening(phase=phase).until(3 * ASKED_EVERY).asked
    assert asked[0] == pytest.approx(ASKED_EVERY * (1 + phase) / 2)
    assert {round(later - earlier, 6) for earlier, later in pairwise(asked)} == {ASKED_EVERY}


def test_without_the_right_it_ends_without_another_word():
    listening = Listening()
    listening.is_allowed = False
    with pytest.raises(StopIteration):
        listening.until(2 * ASKED_EVERY)
    assert listening.said[-1] == (ASKED_EVERY, "bye")
