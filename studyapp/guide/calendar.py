"""日历文件: the days of a study's plan, and its meetings, for calendars elsewhere (RFC 5545). Nothing of progress."""

from datetime import timedelta
from urllib.parse import urljoin, urlsplit

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from icalendar import STATUS, TRANSP, Calendar, Event

from studyapp.accounts.models import User
from studyapp.accounts.naming import one_line
from studyapp.meetings.models import Meeting
from studyapp.meetings.times import zone_of
from studyapp.studies.models import Study
from studyapp.studies.plan import plan_of
from studyapp.studies.steps import Laid

AROUND = timedelta(days=366)  # so that a zone's rules are told for the year of a meeting, not for all years


def calendar_of(study: Study, *, user: User, origin: str) -> bytes:
    """`origin`: our own address, for links that work elsewhere and for the names of events, which stay the same."""
    days = [row for row in plan_of(study, user=user) if row.step.due_on]
    meetings = list(Meeting.objects.visible_to(user).filter(studies=study).order_by("starts_at"))
    events = [*(day(row, origin) for row in days), *(hours(meeting, study, origin) for meeting in meetings)]
    calendar = Calendar.new(
        prodid="-//Tongdu//Study//ZH",
        method="PUBLISH",
        name=one_line(study.article.title),
        language=get_language(),
        subcomponents=events,
    )
    if meetings:
        first, last = meetings[0].starts_at, meetings[-1].starts_at
        calendar.add_missing_timezones((first - AROUND).date(), (last + AROUND).date())
    words: bytes = calendar.to_ical()
    return words


def day(row: Laid, origin: str) -> Event:
    """The day until whose end a step is to be read: it fills the day, and keeps nobody busy."""
    step, article = row.step, row.step.study.article
    words = {"title": row.title or row.paragraphs, "article": article.title}
    return Event.new(
        uid=name_of("step", step.pk, origin),
        stamp=timezone.now(),
        start=step.due_on,
        end=step.due_on + timedelta(days=1) if step.due_on else None,
        summary=one_line(_("读完：%(title)s（《%(article)s》）") % words),
        description=lines(step.prompt, row.paragraphs),
        transparency=TRANSP.TRANSPARENT,
        url=urljoin(origin, step.study.plan_address),
    )


def hours(meeting: Meeting, study: Study, origin: str) -> Event:
    """A meeting by its own clock. One that was called off says so: calendars that have it take it out."""
    end = meeting.starts_at + timedelta(minutes=meeting.minutes)
    zone = zone_of(meeting)
    return Event.new(
        uid=name_of("meeting", meeting.pk, origin),
        stamp=timezone.now(),
        start=meeting.starts_at.astimezone(zone),
        end=end.astimezone(zone),
        summary=one_line(meeting.title),
        description=lines(study.group.name, f"《{study.article.title}》", meeting.link),
        location=one_line(meeting.place) or None,
        status=STATUS.CANCELLED if meeting.cancelled_at else STATUS.CONFIRMED,
        url=urljoin(origin, meeting.get_absolute_url()),
    )


def name_of(kind: str, pk: int, origin: str) -> str:
    return f"{kind}-{pk}@{urlsplit(origin).netloc}"


def lines(*words: str) -> str | None:
    return "\n".join(line for each in words if (line := one_line(each))) or None
