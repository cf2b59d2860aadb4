"""The real server: killed, restarted, ended while browsers listen. Nothing is missed or doubled."""

import time
from threading import Event

import pytest
from django.test import Client

from studyapp.groups.services import remove
from studyapp.live.services import publish
from tests.factories import join
from tests.live.listening import kinds
from tests.live.process import Browser, Served, wait_for

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def served(tmp_path):
    with Served(tmp_path) as served:
        yield served


@pytest.fixture
def listen(served, group):
    """Makes a new member listen to what is said of the study."""
    over, browsers = Event(), []

    def begin() -> Browser:
        client = Client()
        client.force_login(join(group))
        browser = Browser(served.port, f"/listen/{group.pk}/study-3/", client.cookies["sessionid"].value, over)
        browser.start()
        browsers.append(browser)
        return browser

    yield begin
    over.set()
    served.kill()
    for browser in browsers:
        browser.join(5)


def write(seconds: float, *, first: int) -> int:
    """Two events of each kind every tenth of a second; the number of the last."""
    for paragraph in range(first, first + int(seconds * 10)):
        publish("study-3", "focus", paragraph=paragraph)
        event = publish("study-3", "marked", paragraphs=[paragraph])
        time.sleep(0.1)
    return event.number


def test_killed_and_started_again_nothing_is_missed_or_doubled(served, listen):
    browsers = [listen() for _ in range(10)]
    wait_for(lambda: all(browser.said for browser in browsers))
    write(1.0, first=0)
    served.kill()
    write(0.5, first=10)
    served.start()
    last = write(1.5, first=15)
    wait_for(lambda: all(f"study-3:{last}," in browser.cursor for browser in browsers))
    for browser in browsers:
        versions = [message.data["version"] for message in browser.said if "version" in message.data]
        assert versions == sorted(set(versions))
        assert [message.data["paragraph"] for message in browser.said if message.kind == "focus"] == list(range(30))
        assert {number for message in browser.said for number in message.data.get("paragraphs", [])} == set(range(30))
        assert browser.times >= 2
        assert "resync" not in kinds(browser.said)
    assert "Traceback" not in served.said()


def test_open_streams_take_no_threads_and_do_not_keep_it_from_ending(served, listen):
    browsers = [listen() for _ in range(30)]
    wait_for(lambda: all(browser.said for browser in browsers))
    publish("study-3", "focus", paragraph=1)
    wait_for(lambda: all(browser.kind == "focus" for browser in browsers))
    assert served.threads() < 15
    assert served.end() < 3
    assert "Traceback" not in served.said()


def test_who_is_shown_out_hears_bye_within_a_second(served, listen, group):
    browser = listen()
    wait_for(lambda: browser.said)
    member = group.memberships.latest("pk")
    remove(member, by=group.memberships.earliest("pk").user)
    publish("study-3", "focus", paragraph=1)
    wait_for(lambda: browser.kind == "bye", seconds=2)
    browser.join(5)
    assert kinds(browser.said) in (["hello", "bye"], ["hello", "focus", "bye"])  # two topics: either may come first
    assert not browser.is_alive()
