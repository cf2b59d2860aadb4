"""How long ago something was, as people say it."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone, translation

from studyapp.looks import ago

SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.mark.parametrize(("moment", "words"), [
    ("2026-11-24T12:00:30", "刚刚"),  # clocks differ
    ("2026-11-24T11:59:01", "刚刚"),
    ("2026-11-24T11:59:00", "1 分钟前"),
    ("2026-11-24T11:00:01", "59 分钟前"),
    ("2026-11-24T11:00:00", "1 小时前"),
    ("2026-11-24T00:00:00", "12 小时前"),
    ("2026-11-23T23:59:00", "昨天 23:59"),
    ("2026-11-23T00:00:00", "昨天 00:00"),
    ("2026-11-22T23:59:00", "2 天前"),
    ("2026-11-18T12:00:00", "6 天前"),
    ("2026-11-17T12:00:00", "11月17日"),
    ("2026-01-01T00:00:00", "1月1日"),
    ("2025-12-31T23:59:00", "2025年12月31日"),
])  # fmt: skip
def test_how_long_ago(monkeypatch, moment, words):
    now = datetime(2026, 11, 24, 12, tzinfo=SHANGHAI)
    monkeypatch.setattr(timezone, "now", lambda: now)
    with timezone.override(SHANGHAI), translation.override("zh-hans"):
        assert ago(datetime.fromisoformat(moment).replace(tzinfo=SHANGHAI)) == words


def test_minutes_go_on_past_midnight(monkeypatch):
    now = datetime(2026, 11, 24, 0, 10, tzinfo=SHANGHAI)
    monkeypatch.setattr(timezone, "now", lambda: now)
    with timezone.override(SHANGHAI), translation.override("zh-hans"):
        assert ago(datetime(2026, 11, 23, 23, 50, tzinfo=SHANGHAI)) == "20 分钟前"
