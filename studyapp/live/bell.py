"""The bell: wakes who reads the log when something was written. Only a hint; the log itself is the truth."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from threading import Condition

from django.db import connection

CHANNEL = "tongdu_live"  # on PostgreSQL, for the other processes
PAYLOAD_BYTES = 7_000  # PostgreSQL takes less than 8,000; names are ASCII


class Bell:
    """Rung with the names of topics. Ringing often costs no more than ringing once."""

    def __init__(self) -> None:
        self.begin()

    def begin(self) -> None:
        self.condition = Condition()
        self.hearers = 0  # one that leaves may still be leaving when the next has come
        self.is_rung = False
        self.names: set[str] = set()  # kept only while somebody hears them

    @contextmanager
    def heard(self) -> Iterator[None]:
        with self.condition:
            self.hearers += 1
        try:
            yield
        finally:
            with self.condition:
                self.hearers -= 1
                self.names = self.names if self.hearers else set()

    def ring(self, names: Iterable[str] = ()) -> None:
        """Without names it only wakes."""
        with self.condition:
            if self.hearers:
                self.names.update(names)
            self.is_rung = True
            self.condition.notify_all()

    def wait(self, seconds: float) -> set[str]:
        """The names rung since the last call; empty when the time is over or somebody only woke."""
        with self.condition:
            if not self.is_rung:
                self.condition.wait(seconds)
            names, self.names, self.is_rung = self.names, set(), False
        return names


bell = Bell()


def ring_afar(names: Iterable[str]) -> None:
    """Other processes hear it when this transaction is done; on SQLite they look by themselves."""
    payload = ",".join(names)
    if not payload or connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, payload if len(payload) < PAYLOAD_BYTES else ""])
