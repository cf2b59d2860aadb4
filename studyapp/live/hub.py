"""All who listen in this process, and the one thread that reads the log for them."""

import logging
import os
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import count, groupby
from threading import Lock, Thread
from time import monotonic
from typing import TypeVar

from studyapp.live import distant
from studyapp.live.bell import bell
from studyapp.live.cursors import present
from studyapp.live.listeners import Listener
from studyapp.live.notices import Notice
from studyapp.live.reading import let_go, written_after
from studyapp.live.tails import Tail

LOOK_EVERY = 0.5  # seconds: another process may write without ringing here
NOTICES_AT_ONCE = 1_000
NAMES_AT_ONCE = 500  # in one question to the database
PLACES_AT_ONCE = 50
STREAMS = 2_000  # in this process
STREAMS_EACH = 12  # of one owner: tabs, devices
GOLDEN = 0.618033988749895  # steps of it fill an interval evenly, however many there are

Item = TypeVar("Item")
logger = logging.getLogger(__name__)


class Hub:
    def __init__(self) -> None:
        self.begin()

    def begin(self) -> None:
        """With nobody listening: at first, and in a child process, where the threads of its parent are not."""
        self.lock = Lock()
        self.tails: dict[str, Tail] = {}
        self.streams: dict[str, list[Listener]] = defaultdict(list)  # by owner, in the order of their coming
        self.places = count()
        self.thread: Thread | None = None
        self.looked_at = 0.0
        self.is_failing = False

    @property
    def is_full(self) -> bool:
        return sum(map(len, list(self.streams.values()))) >= STREAMS

    def join(self, listener: Listener) -> None:
        """From now on it is told of what is written. The oldest stream of an owner who has too many makes room."""
        with self.lock:
            for topic, number in listener.present.items():
                self.tails.setdefault(topic, Tail(topic, number)).admit(listener)
            listener.phase = next(self.places) * GOLDEN % 1
            own = self.streams[listener.owner]
            own.append(listener)
            oldest = own[0] if listener.owner and len(own) > STREAMS_EACH else None
            self.see_that_somebody_reads()
        if oldest:
            oldest.is_moved = True
            self.leave(oldest)
            oldest.wake()

    def leave(self, listener: Listener) -> None:
        """A second time does nothing."""
        with self.lock:
            for topic, tail in listener.tails.items():
                tail.dismiss(listener)
                if not tail.listeners and self.tails.get(topic) is tail:
                    del self.tails[topic]
            own = self.streams.pop(listener.owner, [])
            if rest := [other for other in own if other is not listener]:
                self.streams[listener.owner] = rest
            is_last = not self.streams
        if is_last:
            bell.ring()

    def see_that_somebody_reads(self) -> None:
        """Call with the lock."""
        if not self.thread or not self.thread.is_alive():
            self.thread = Thread(target=self.run, name="live-tail", daemon=True)
            self.thread.start()

    def run(self) -> None:
        with bell.heard(), distant.listening(bell):
            self.look(set())
            while self.is_needed():
                self.look(bell.wait(max(0.0, self.looked_at + LOOK_EVERY - monotonic())))
        let_go()

    def is_needed(self) -> bool:
        with self.lock:
            if self.streams:
                return True
            self.thread = None
            return False

    def look(self, rung: set[str]) -> None:
        """Read what is new: on the topics that were rung, and now and then wherever there is more.

        However often it rings here: of other processes nothing may ring. A failure is said once.
        """
        is_time = monotonic() - self.looked_at >= LOOK_EVERY
        try:
            self.read([name for name in sorted(rung) if name in self.tails] if rung and not is_time else self.grown())
            self.is_failing = False
        except Exception:  # whatever it is: without this thread nobody hears anything
            if not self.is_failing:
                logger.exception("The event log cannot be read; trying again.")
            self.is_failing = True
            let_go()

    def grown(self) -> list[str]:
        """Topics on which more was written than was read."""
        self.looked_at = monotonic()
        known = dict(self.tails)
        found = []
        for names in in_pieces(sorted(known), NAMES_AT_ONCE):
            for topic, number in present(names).items():
                if number < known[topic].number:
                    known[topic].begin_again(number)
                elif number > known[topic].number:
                    found.append(topic)
        return found

    def read(self, topics: list[str]) -> None:
        for names in in_pieces(topics, PLACES_AT_ONCE):
            places = {name: tail.number for name in names if (tail := self.tails.get(name))}
            notices = written_after(places, limit=NOTICES_AT_ONCE)
            for topic, run in groupby(notices, key=lambda notice: notice.topic):
                self.tell(topic, list(run))
            if len(notices) == NOTICES_AT_ONCE:
                bell.ring(names)

    def tell(self, topic: str, notices: Sequence[Notice]) -> None:
        if tail := self.tails.get(topic):
            tail.append(notices)


def in_pieces(items: Sequence[Item], size: int) -> Iterator[Sequence[Item]]:
    return (items[start : start + size] for start in range(0, len(items), size))


def begin_again() -> None:
    bell.begin()
    hub.begin()


hub = Hub()
os.register_at_fork(after_in_child=begin_again)
