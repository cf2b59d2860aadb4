"""One who listens: how far it has heard, and what it is to hear now. Knows neither threads nor the network."""

from collections.abc import Callable, Iterator, Mapping
from itertools import chain

from studyapp.live import cursors, pace
from studyapp.live.messages import Message
from studyapp.live.notices import Notice, in_few
from studyapp.live.tails import KEPT, Tail

NEVER = float("inf")
PATIENCE = KEPT // 2  # notices after which nobody waits longer, or they would be forgotten unheard
Read = Callable[[str, int], list[Notice] | None]


class Listener:
    """`positions`: the last numbers heard. They move as messages are taken: none skips what was not yet said.

    `present`: where the log stood when it came; what is before must be asked of the database.
    """

    def __init__(self, positions: Mapping[str, int], *, present: Mapping[str, int], owner: str = "") -> None:
        self.positions = dict(positions)
        self.present = present
        self.owner = owner
        self.phase = 0.0
        self.tails: dict[str, Tail] = {}
        self.earlier: dict[str, list[Notice]] = {}  # unheard, from the database: memory begins later
        self.lost: set[str] = set()  # topics of which nobody knows what was missed
        self.due: dict[str, float] = {}  # when the merged notices of a topic are to be said
        self.last: dict[str, float] = {}  # when such a one was said
        self.is_moved = False  # another page of the same owner took this one's place
        self.wake: Callable[[], None] = lambda: None  # from whatever thread

    @property
    def cursor(self) -> str:
        return cursors.written(self.positions)

    def stir(self, topic: str, *, is_urgent: bool) -> None:
        """Something was written. Who has a time for what can wait sleeps on, within measure."""
        if is_urgent or topic not in self.due or self.tails[topic].number - self.positions[topic] >= PATIENCE:
            self.wake()

    def lose(self, topic: str) -> None:
        self.lost.add(topic)
        self.wake()

    def unheard(self, topic: str) -> list[Notice] | None:
        """None when the database must be asked."""
        earlier = self.earlier.get(topic, [])
        later = self.tails[topic].since(earlier[-1].number if earlier else self.positions[topic])
        return None if later is None else earlier + later

    @property
    def is_behind(self) -> bool:
        return any(self.unheard(topic) is None for topic in self.tails)

    def catch_up(self, read: Read) -> None:
        """Ask the database for what memory does not hold; what is not there either is lost."""
        for topic in [topic for topic in self.tails if self.unheard(topic) is None]:
            earlier = self.earlier.get(topic, [])
            found = read(topic, earlier[-1].number if earlier else self.positions[topic])
            if found is None:
                self.lost.add(topic)
            else:
                self.earlier[topic] = earlier + found

    def take(self, now: float) -> list[Message]:
        """What is to be said now."""
        return [*self.resyncs(), *chain.from_iterable(self.ripe(topic, now) for topic in self.tails)]

    def next_at(self) -> float:
        """When there is something to take, though nobody stirs; in the past when something came meanwhile."""
        is_news = any(topic not in self.due and self.unheard(topic) != [] for topic in self.tails)
        return -NEVER if is_news or self.lost else min(self.due.values(), default=NEVER)

    def resyncs(self) -> Iterator[Message]:
        while self.lost:
            topic = self.lost.pop()
            self.earlier.pop(topic, None)
            self.positions[topic] = self.tails[topic].number
            yield Message("resync", {"topic": topic}, self.cursor)

    def ripe(self, topic: str, now: float) -> Iterator[Message]:
        """In order all up to the last that may not wait, and the rest when it is due."""
        notices = self.unheard(topic) or []
        count = self.urgent(topic, notices, now)
        for notice in in_few(notices[:count]):
            self.positions[topic] = notice.number
            if notice.is_merged:
                self.last[topic] = now
            yield Message(notice.kind, {"topic": topic, "version": notice.number, **notice.data}, self.cursor)
        if count and topic in self.earlier:
            self.earlier[topic] = [notice for notice in self.earlier[topic] if notice.number > self.positions[topic]]

    def urgent(self, topic: str, notices: list[Notice], now: float) -> int:
        """How many of them are to be said now."""
        count = max((place for place, notice in enumerate(notices, 1) if not notice.is_merged), default=0)
        if count < len(notices) < PATIENCE and self.due_at(topic, now) > now:
            return count
        self.due.pop(topic, None)
        return len(notices)

    def due_at(self, topic: str, now: float) -> float:
        if topic not in self.due:
            last, listeners = self.last.get(topic, -NEVER), len(self.tails[topic].listeners)
            self.due[topic] = pace.due(now, last=last, phase=self.phase, listeners=listeners)
        return self.due[topic]
