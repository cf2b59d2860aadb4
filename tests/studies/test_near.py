"""Times that are near, said as people say them."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone, translation

from studyapp.studies.models import PlanStep
from studyapp.studies.standing import Standing
from studyapp.studies.steps import Laid
from studyapp.studies.templatetags.studies import left, near, until

SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.mark.parametrize(("moment", "words"), [
    ("2026-11-24T23:59", "今天 23:59"),
    ("2026-11-25T00:00", "明天 00:00"),
    ("2026-11-23T19:00", "昨天 19:00"),
    ("2026-11-26T19:00", "周四 19:00"),
    ("2026-11-29T19:00", "周日 19:00"),
    ("2026-11-30T17:54", "下周一（11月30日）17:54"),
    ("2026-12-06T19:00", "下周日（12月6日）19:00"),
    ("2026-12-07T19:00", "12月7日 19:00"),
    ("2026-11-20T19:00", "11月20日 19:00"),
])  # fmt: skip
def test_near_times(monkeypatch, moment, words):
    today = datetime(2026, 11, 24, 12, tzinfo=SHANGHAI)
    monkeypatch.setattr(timezone, "now", lambda: today)
    with timezone.override(SHANGHAI), translation.override("zh-hans"):
        assert near(datetime.fromisoformat(moment).replace(tzinfo=SHANGHAI)) == words


@pytest.mark.parametrize(("day", "words", "calm"), [
    ("2026-11-24", "今天内", "就是今天"),
    ("2026-11-25", "明天前", ""),
    ("2026-11-26", "周四前", "还有 2 天"),
    ("2026-11-29", "周日前", "还有 5 天"),
    ("2026-11-30", "11月30日前", "还有 6 天"),
    ("2026-12-08", "12月8日前", ""),
    ("2026-11-23", "昨天", "过了，慢慢来"),
    ("2026-11-20", "11月20日", "过了，慢慢来"),
    (None, "", ""),
])  # fmt: skip
def test_days_of_a_plan_are_said_calmly(monkeypatch, day, words, calm):
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 11, 24, 12, tzinfo=SHANGHAI))
    step = PlanStep(due_on=date.fromisoformat(day) if day else None)
    row = Laid(step, "看水", 1, 2, Standing.UNREAD)
    with timezone.override(SHANGHAI), translation.override("zh-hans"):
        assert (until(row), left(row)) == (words, calm)
