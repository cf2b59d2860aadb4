"""The end of a topic's log, kept in memory for all who listen to it in this process."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from studyapp.live.notices import Notice

if TYPE_CHECKING:
    from studyapp.live.listeners import Listener

KEPT = 2_000  # notices: at 20 marks a second what 1,000 listeners wait for, four times


class Tail:
    """Written by one thread and read by others without a lock: what they read is replaced, never changed."""

    def __init__(self, topic: str, number: int) -> None:
        self.topic = topic
        self.listeners: frozenset[Listener] = frozenset()
        self.state: tuple[int, tuple[Notice, ...]] = (number, ())

    @property
    def number(self) -> int:
        """The last one read."""
        return self.state[0]

    def admit(self, listener: "Listener") -> None:
        self.listeners |= {listener}
        listener.tails[self.topic] = self

    def dismiss(self, listener: "Listener") -> None:
        self.listeners -= {listener}

    def append(self, notices: Sequence[Notice]) -> None:
        """And wake whom it concerns. What does not follow on is kept alone: the database knows what was before."""
        new = [notice for notice in notices if notice.number > self.number]
        if not new:
            return
        number, old = self.state
        kept = (*(old if new[0].number == number + 1 else ()), *new)
        self.state = (new[-1].number, kept[-KEPT:])
        is_urgent = not all(notice.is_merged for notice in new)
        for listener in self.listeners:
            listener.stir(self.topic, is_urgent=is_urgent)

    def begin_again(self, number: int) -> None:
        """The log itself went back, as after a backup was restored."""
        self.state = (number, ())
        for listener in self.listeners:
            listener.lose(self.topic)

    def since(self, number: int) -> list[Notice] | None:
        """What follows; None when not all of it is here."""
        last, notices = self.state
        missing = max(0, last - number)
        return None if missing > len(notices) else list(notices[len(notices) - missing :])
