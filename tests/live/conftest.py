"""An address to listen at, and streams that end at once."""

import threading

import pytest

from studyapp.live import blocking
from studyapp.live.hub import hub
from tests.live.process import wait_for


@pytest.fixture(autouse=True)
def addresses(settings):
    settings.ROOT_URLCONF = "tests.live.addresses"


@pytest.fixture(autouse=True)
def nobody_left():
    """Whoever listened has left, and the threads that read for them end."""
    yield
    assert not hub.streams
    assert not hub.tails
    wait_for(lambda: not {"live-tail", "live-bell"} & {thread.name for thread in threading.enumerate()})


@pytest.fixture
def brief(monkeypatch):
    """Bounded streams say what there is, and end."""
    monkeypatch.setattr(blocking, "LASTING", 0.0)
