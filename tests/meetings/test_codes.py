"""The codes of a meeting: the link stays, the code on the screen changes by the clock."""

from datetime import UTC, datetime

import pytest

from studyapp.meetings import codes

NONCE = "0123456789abcdef" * 2
NOON = datetime(2026, 11, 26, 12, tzinfo=UTC).timestamp()


@pytest.fixture
def clock(monkeypatch):
    """The time, to be set."""

    def at(seconds: float) -> None:
        monkeypatch.setattr(codes.timezone, "now", lambda: datetime.fromtimestamp(NOON + seconds, tz=UTC))

    at(0)
    return at


def test_a_code_lasts_half_a_minute_and_is_accepted_for_two(clock):
    first = codes.current_code(NONCE)
    clock(29.9)
    assert codes.current_code(NONCE) == first
    clock(30)
    assert codes.current_code(NONCE) != first
    clock(119.9)
    assert codes.is_accepted(NONCE, first)
    clock(120)
    assert not codes.is_accepted(NONCE, first)


def test_the_next_code_is_not_accepted_before_its_time(clock):
    clock(30)
    later = codes.current_code(NONCE)
    clock(0)
    assert not codes.is_accepted(NONCE, later)


def test_a_link_never_changes_and_says_nothing_about_codes(clock):
    link = codes.link_token(NONCE)
    clock(86_400)
    assert codes.link_token(NONCE) == link
    assert len(link) == 22
    assert codes.current_code(NONCE) not in link
    assert codes.link_token(codes.new_nonce()) != link


@pytest.mark.parametrize("code", ["", "0", "𠮷" * 8, "x" * 10_000, "\x00"])
def test_whatever_is_sent_is_no_code(clock, code):
    assert not codes.is_accepted(NONCE, code)


def test_a_code_can_be_read_aloud(clock):
    for seconds in range(0, 3000, 30):
        clock(seconds)
        assert len(codes.current_code(NONCE)) == codes.LENGTH
        assert not set(codes.current_code(NONCE)) & set("ILOU")
