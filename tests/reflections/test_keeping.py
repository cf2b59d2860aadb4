"""When an earlier version is kept: after a pause, once in a long stretch, before most of it goes. Not at every save."""

from datetime import UTC, datetime, timedelta

import pytest

from studyapp.reflections.keeping import is_worth_keeping

NOW = datetime(2026, 11, 24, 14, 0, tzinfo=UTC)
LONG = "水" * 200


@pytest.mark.parametrize(
    ("before", "after", "written", "kept", "expected"),
    [
        ("水。", "水。石。", 1, 5, False),  # went on writing
        ("水。", "水。石。", 10, 10, True),  # came back to it
        ("水。", "水。", 60, 60, False),  # nothing has changed
        ("  ", "水。", 60, 60, False),  # nothing was there
        (LONG, LONG[:90], 0, 5, True),  # most of it goes
        (LONG[:40], "", 0, 5, False),  # it was little
        (LONG, LONG + "石", 0, 30, True),  # half an hour without a pause
    ],
)
def test_what_is_kept(before, after, written, kept, expected):
    times = {"written_at": NOW - timedelta(minutes=written), "kept_at": NOW - timedelta(minutes=kept), "now": NOW}
    assert is_worth_keeping(before, after, **times) is expected
