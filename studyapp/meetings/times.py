"""When a meeting is, on the reader's clock and, where they differ, on the meeting's own."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from studyapp.accounts.forms.profile import NEAR
from studyapp.meetings.models import Meeting


@dataclass(frozen=True, slots=True)
class When:
    """`here`: 11月26日 周四 19:00–20:30 for the reader; `there`: by the meeting's clock, empty if that is the same."""

    here: str
    there: str
    zone: str


def when(meeting: Meeting) -> When:
    begin = meeting.starts_at.astimezone(UTC)  # so that minutes are added, not hands of a clock moved
    end = begin + timedelta(minutes=meeting.minutes)
    here, there = timezone.get_current_timezone(), zone_of(meeting)
    own = spoken(begin.astimezone(here), end.astimezone(here))
    other = spoken(begin.astimezone(there), end.astimezone(there))
    is_one = (begin.astimezone(here).utcoffset(), own) == (begin.astimezone(there).utcoffset(), other)
    return When(own, "" if is_one else other, name_of(meeting.time_zone))


def zone_of(meeting: Meeting) -> ZoneInfo:
    try:
        return ZoneInfo(meeting.time_zone)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def name_of(zone: str) -> str:
    """北京时间; of a zone far away its city."""
    near = {name: str(words) for name, words in NEAR}
    return near.get(zone) or zone.rpartition("/")[2].replace("_", " ")


def spoken(begin: datetime, end: datetime) -> str:
    """Both on one clock. Another year is said, another day at the end too."""
    is_this_year = begin.year == timezone.localdate().year
    day = date_format(begin, "MONTH_DAY_FORMAT" if is_this_year else "DATE_FORMAT")
    last = "" if end.date() == begin.date() else date_format(end, "MONTH_DAY_FORMAT") + " "
    return f"{day} {weekday(begin)} {date_format(begin, 'H:i')}–{last}{date_format(end, 'H:i')}"


def weekday(moment: datetime) -> str:
    return (_("周一"), _("周二"), _("周三"), _("周四"), _("周五"), _("周六"), _("周日"))[moment.weekday()]
