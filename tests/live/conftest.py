"""An address to listen at, and streams that end at once."""

import pytest

from studyapp.live import blocking
from studyapp.live.hub import hub


@pytest.fixture(autouse=True)
def addresses(settings):
    settings.ROOT_URLCONF = "tests.live.addresses"


@pytest.fixture(autouse=True)
def nobody_left():
    """Whoever listened has left, and the thread that read for them has ended."""
    yield
    assert not hub.streams
    assert not hub.tails
    if thread := hub.thread:
        thread.join(5)
    assert not hub.thread


@pytest.fixture
def brief(monkeypatch):
    """Bounded streams say what there is, and end."""
    monkeypatch.setattr(blocking, "LASTING", 0.0)
