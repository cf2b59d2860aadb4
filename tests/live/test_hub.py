"""The one thread that reads for all: it begins with the first listener, ends with the last and survives what fails."""

import os
from functools import partial
from threading import Event, Thread
from time import monotonic

import pytest
from django.db import OperationalError, connection

from studyapp.live import distant
from studyapp.live import hub as hubs
from studyapp.live.bell import Bell
from studyapp.live.hub import hub
from studyapp.live.models import Topic
from studyapp.live.reading import written_after
from studyapp.live.services import publish, publish_each
from tests.live.listening import heard_until, kinds
from tests.live.process import wait_for

pytestmark = pytest.mark.django_db(transaction=True)
OTHERS = "FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
LISTENING = f"{OTHERS} AND query LIKE 'LISTEN%'"
on_postgresql = pytest.mark.skipif("sqlite" in os.environ.get("DATABASE_URL", "sqlite"), reason="it rings no bell afar")


@pytest.fixture
def path(group, reader):
    return f"/listen/{group.pk}/study-3/"


@pytest.fixture
def mute(monkeypatch):
    """Nothing rings in this process, as if another one had written."""
    monkeypatch.setattr("studyapp.live.services.bell", type("Mute", (), {"ring": lambda *names: None})())


focus = partial(publish, "study-3", "focus")


def test_nobody_reads_while_nobody_listens(client, path):
    publish("study-3", "focus")
    assert hub.thread is None
    response = client.get(path)
    assert hub.thread is None
    next(iter(response))
    assert hub.thread.is_alive()
    response.close()
    wait_for(lambda: hub.thread is None, seconds=0.4)


def test_what_another_process_wrote_is_found(client, path, mute):
    assert kinds(heard_until("focus", client, path, focus)) == ["hello", "focus"]


def test_a_database_that_fails_is_said_once_and_asked_again(client, path, monkeypatch, caplog):
    failures = [OperationalError("gone")] * 3

    def failing(*places, **limit):
        if failures:
            raise failures.pop()
        return written_after(*places, **limit)

    monkeypatch.setattr(hubs, "written_after", failing)
    monkeypatch.setattr(hubs, "LOOK_EVERY", 0.05)
    assert kinds(heard_until("focus", client, path, focus)) == ["hello", "focus"]
    assert caplog.messages == ["The event log cannot be read; trying again."]


def test_more_than_is_read_at_once_is_read_in_turns(client, path, monkeypatch):
    monkeypatch.setattr(hubs, "NOTICES_AT_ONCE", 3)

    def write():
        for number in range(10):
            publish("study-3", "focus", paragraph=number)
        publish("study-3", "revealed")

    assert kinds(heard_until("revealed", client, path, write)) == ["hello", *["focus"] * 10, "revealed"]


def test_a_log_that_goes_back_while_somebody_listens_is_loaded_anew(client, path):
    publish("study-3", "focus")
    said = heard_until("resync", client, path, Topic.objects.all().delete)
    assert said[-1].cursor.startswith("study-3:0,")


@pytest.fixture
def far(mute, monkeypatch):
    """Only the bell of PostgreSQL tells of what was written; `far()` waits until it is listened to."""
    monkeypatch.setattr(hubs, "LOOK_EVERY", 60.0)
    monkeypatch.setattr(distant, "AGAIN_AFTER", 0.1)
    return lambda: wait_for(lambda: ask(f"SELECT pid {LISTENING}"))


def ask(question: str) -> list[tuple]:
    with connection.cursor() as cursor:
        return cursor.execute(question).fetchall()


@on_postgresql
def test_other_processes_are_heard_at_once(client, path, far):
    assert kinds(heard_until("focus", client, path, lambda: (far(), focus()))) == ["hello", "focus"]


@on_postgresql
def test_a_bell_that_is_cut_off_listens_again(client, path, far, caplog):
    def cut() -> None:
        far()
        old = ask(f"SELECT pid {LISTENING}")
        ask(f"SELECT pg_terminate_backend(pid) {LISTENING}")
        wait_for(lambda: set(ask(f"SELECT pid {LISTENING}")) - set(old))
        focus()

    assert kinds(heard_until("focus", client, path, cut)) == ["hello", "focus"]
    assert caplog.messages == ["The bell of other processes cannot be heard; trying again."]


@on_postgresql
def test_a_database_that_was_restarted_is_read_again(client, path, mute, monkeypatch):
    def cut() -> None:
        wait_for(lambda: ask(f"SELECT pid {LISTENING}"))
        ask(f"SELECT pg_terminate_backend(pid) {OTHERS}")
        focus()

    monkeypatch.setattr(hubs, "LOOK_EVERY", 0.1)
    assert kinds(heard_until("focus", client, path, cut)) == ["hello", "focus"]


@on_postgresql
def test_a_bell_for_more_topics_than_a_message_holds_wakes_everybody(client, path, far):
    def write() -> None:
        far()
        publish_each(["study-3", *(f"user-{number}" for number in range(10_000, 11_000))], "focus")

    assert kinds(heard_until("focus", client, path, write)) == ["hello", "focus"]


def test_another_process_is_heard_while_it_rings_here_all_the_time(client, path, monkeypatch):
    """Each ring names its topic, and only that is read at once."""
    over = Event()

    def chatter() -> None:
        while not over.wait(0.05):
            hubs.bell.ring(["study-4"])

    def write() -> None:
        Thread(target=chatter).start()
        with monkeypatch.context() as patch:
            patch.setattr("studyapp.live.services.bell", type("Mute", (), {"ring": lambda *names: None})())
            focus()

    begun = monotonic()
    try:
        assert kinds(heard_until("focus", client, path, write)) == ["hello", "focus"]
    finally:
        over.set()
    assert monotonic() - begun < 3


def test_who_leaves_late_does_not_make_the_next_one_deaf():
    bell = Bell()
    with bell.heard():
        with bell.heard():
            pass
        bell.ring(["study-3"])
        assert bell.wait(0) == {"study-3"}
    bell.ring(["study-3"])
    assert bell.wait(0) == set()
