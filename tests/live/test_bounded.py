"""Streams under a server without asyncio: what was missed, what comes within seconds, and the end."""

from datetime import timedelta

import pytest
from django.utils import timezone

from studyapp.groups.services import remove
from studyapp.live import blocking, hub, reading
from studyapp.live.cursors import current_cursor
from studyapp.live.models import Event, Topic
from studyapp.live.services import publish, purge
from tests.factories import make_user
from tests.live.listening import heard, heard_until, kinds, versions

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def at(group, reader):
    """Addresses with a cursor. A reader is signed in."""

    def address(cursor: str = "") -> str:
        return f"/listen/{group.pk}/study-3/?cursor={cursor}"

    return address


def marked(*paragraphs: int) -> None:
    for paragraph in paragraphs:
        publish("study-3", "marked", paragraphs=[paragraph])


def test_a_stream_begins_now(client, brief, at, reader):
    marked(1, 2)
    (hello,) = heard(client, at())
    assert hello == ("hello", f"study-3:2,user-{reader.pk}:0", {})


def test_it_is_not_kept_by_anybody_on_the_way(client, at):
    headers = client.get(at()).headers
    assert (headers["Content-Type"], headers["Cache-Control"], headers["X-Accel-Buffering"]) == (
        "text/event-stream",
        "no-store",
        "no",
    )


def test_what_happened_since_the_page_was_made_is_heard(client, brief, at, reader):
    marked(1)
    cursor = current_cursor(["study-3"], reader)
    publish("study-3", "revealed")
    publish("study-4", "revealed")
    assert [(message.kind, message.data) for message in heard(client, at(cursor))] == [
        ("hello", {}),
        ("revealed", {"topic": "study-3", "version": 2}),
    ]


def test_neighbouring_marks_are_one_message_and_the_order_stays(client, brief, at):
    marked(1, 2, 1)
    publish("study-3", "revealed")
    marked(7)
    said = heard(client, at("study-3:0"))
    assert kinds(said) == ["hello", "marked", "revealed", "marked"]
    assert versions(said) == [3, 4, 5]
    assert said[1].data["paragraphs"] == [1, 2]
    assert said[-1].cursor.startswith("study-3:5,")


@pytest.mark.parametrize(
    ("url", "header", "first"),
    [
        ("study-3:2", "study-3:4", 5),
        ("study-3:4", "study-3:2", 5),
        ("", "study-3:3", 4),
        ("study-3:x,,:", "user-1:9", None),
    ],
)
def test_of_address_and_header_the_newer_counts(client, brief, at, url, header, first):
    for _ in range(5):
        publish("study-3", "focus", paragraph=1)
    said = heard(client, at(url), **{"Last-Event-ID": header})
    assert versions(said) == (list(range(first, 6)) if first else [])


def test_who_was_away_for_longer_than_the_log_is_kept_loads_anew(client, brief, at, reader):
    marked(1, 2, 3)
    Event.objects.filter(number=1).update(happened_at=timezone.now() - timedelta(days=8))
    purge()
    said = heard(client, at("study-3:0"))
    assert [(message.kind, message.cursor) for message in said] == [
        ("hello", f"study-3:0,user-{reader.pk}:0"),
        ("resync", f"study-3:3,user-{reader.pk}:0"),
    ]
    assert versions(heard(client, at("study-3:1"))) == [3]


def test_who_missed_very_much_loads_anew(client, brief, at, monkeypatch):
    monkeypatch.setattr(reading, "BACKLOG", 3)
    marked(1, 2, 3, 4)
    assert kinds(heard(client, at("study-3:0"))) == ["hello", "resync"]
    assert kinds(heard(client, at("study-3:1"))) == ["hello", "marked"]


def test_who_is_ahead_of_a_restored_log_loads_anew_and_is_given_no_place_before(client, brief, at, reader):
    marked(1)
    said = heard(client, at("study-3:57"))
    assert [(message.kind, message.cursor) for message in said] == [
        ("hello", ""),
        ("resync", f"study-3:1,user-{reader.pk}:0"),
    ]


def test_it_ends_by_itself(client, at, monkeypatch):
    monkeypatch.setattr(blocking, "LASTING", 0.3)
    assert kinds(heard(client, at())) == ["hello"]


def test_what_happens_meanwhile_is_heard(client, at):
    said = heard_until("focus", client, at(), lambda: publish("study-3", "focus", paragraph=12))
    assert kinds(said) == ["hello", "focus"]
    assert said[1].data == {"topic": "study-3", "version": 1, "paragraph": 12}


def test_strangers_are_told_not_to_come_back(client, at):
    client.force_login(make_user())
    response = client.get(at())
    assert response.content == b"event: bye\ndata: {}\n\n"
    assert response.headers["Content-Type"] == "text/event-stream"


def test_who_is_shown_out_hears_nothing_more(client, at, group, reader):
    def show_out() -> None:
        owner = group.memberships.exclude(user=reader).get().user
        remove(group.memberships.get(user=reader), by=owner)
        publish("study-3", "focus", paragraph=12)

    assert kinds(heard_until("bye", client, at(), show_out))[-1] == "bye"


def test_a_change_that_leaves_the_right_is_told(client, brief, at, reader):
    publish(f"user-{reader.pk}", "rights")
    assert kinds(heard(client, at(f"user-{reader.pk}:0"))) == ["hello", "rights"]


@pytest.mark.parametrize("end", ["session", "account", "password"])
def test_rights_that_end_without_an_event_are_asked_for_now_and_then(client, at, reader, monkeypatch, end):
    def end_it():
        if end == "session":
            client.session.delete()
        elif end == "account":
            type(reader).objects.filter(pk=reader.pk).update(is_active=False)
        else:
            type(reader).objects.filter(pk=reader.pk).update(password="another")

    monkeypatch.setattr(blocking, "LASTING", 5.0)
    monkeypatch.setattr("studyapp.live.conversation.ASKED_EVERY", 0.3)
    response = client.get(at())
    end_it()
    assert b"".join(response).endswith(b"event: bye\ndata: {}\n\n")


def test_too_many_streams_are_refused_for_a_while(client, at, monkeypatch):
    monkeypatch.setattr(hub, "STREAMS", 0)
    response = client.get(at())
    assert (response.status_code, response.headers["Retry-After"]) == (503, "30")


def test_the_oldest_of_one_persons_streams_makes_room(client, brief, at, monkeypatch):
    monkeypatch.setattr(hub, "STREAMS_EACH", 2)
    streams = [iter(client.get(at())) for _ in range(3)]
    assert all(b"hello" in next(stream) for stream in streams)
    assert [list(stream) for stream in streams] == [[b"event: moved\ndata: {}\n\n"], [], []]


def test_a_page_asks_once_for_its_place(reader, django_assert_num_queries):
    with django_assert_num_queries(1):
        cursor = current_cursor(["meeting-7", "study-3"], reader)
    assert cursor == f"meeting-7:0,study-3:0,user-{reader.pk}:0"
    assert not Topic.objects.exists()
