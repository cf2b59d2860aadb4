"""On PostgreSQL: hears what other processes ring, over a connection of its own. Elsewhere there is nothing to hear."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import TYPE_CHECKING, Any

from django.db import connection

from studyapp.live.bell import CHANNEL, Bell

if TYPE_CHECKING:
    from psycopg import Connection

PATIENCE = 0.5  # seconds until it is asked whether anybody still listens
AGAIN_AFTER = 2.0  # seconds, when the connection dropped; the log is looked at every half second meanwhile

logger = logging.getLogger(__name__)


@contextmanager
def listening(bell: Bell) -> Iterator[None]:
    if connection.vendor != "postgresql":
        yield
        return
    is_over = Event()
    thread = Thread(target=listen, args=(bell, is_over), name="live-bell", daemon=True)
    thread.start()
    try:
        yield
    finally:
        is_over.set()
        thread.join()


def listen(bell: Bell, is_over: Event) -> None:
    from psycopg import Error

    is_failing = False
    while not is_over.is_set():
        try:
            with connected() as distant:
                is_failing = False
                pass_on(distant, bell, is_over)
        except Error:
            if not is_failing:
                logger.exception("The bell of other processes cannot be heard; trying again.")
            is_failing = True
            is_over.wait(AGAIN_AFTER)


def connected() -> "Connection[Any]":
    from psycopg import connect

    parameters = connection.get_connection_params() | {"autocommit": True}
    return connect(**parameters)


def pass_on(distant: "Connection[Any]", bell: Bell, is_over: Event) -> None:
    distant.execute(f"LISTEN {CHANNEL}")
    while not is_over.is_set():
        for heard in distant.notifies(timeout=PATIENCE):
            bell.ring(filter(None, heard.payload.split(",")))
