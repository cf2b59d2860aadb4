"""A study's days and meetings as a calendar file, read back with a calendar's own eyes."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from icalendar import Calendar

from studyapp.groups.models import Role
from studyapp.library.models import Article
from studyapp.meetings.models import Meeting
from studyapp.studies.models import PlanStep, Study
from tests.factories import join, make_group, make_meeting, make_user
from tests.studies.planned import plan, reads, study_of

pytestmark = pytest.mark.django_db
HOSTILE = "读水,看山;\\n\r\nBEGIN:VALARM\u2028\x07\u202e" + "水" * 60


@pytest.fixture
def study(group):
    return study_of(group)


def answered(client, study):
    return client.get(reverse("guide:calendar", args=[study.pk]))


def events(client, study):
    return {str(event.get("uid")).partition("@")[0]: event for event in parsed(client, study).walk("VEVENT")}


def parsed(client, study):
    return Calendar.from_ical(answered(client, study).content)


def test_it_is_a_file_that_calendars_take(client, reader, study):
    plan(study, date(2030, 5, 30), None, None)
    answer = answered(client, study)
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert "filename*=UTF-8''%E6%B2%BF" in answer.headers["Content-Disposition"]
    assert answer.content.startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:")
    assert all(len(line) <= 75 for line in answer.content.split(b"\r\n"))


def test_a_step_fills_its_last_day(client, reader, study):
    plan(study, date(2030, 5, 30), None, date(2030, 6, 2))
    PlanStep.objects.filter(position=1).update(prompt="水是什么颜色？")
    first, last = study.steps.exclude(due_on=None)
    found = events(client, study)
    assert set(found) == {f"step-{first.pk}", f"step-{last.pk}"}
    event = found[f"step-{first.pk}"]
    assert (event.start, event.end) == (date(2030, 5, 30), date(2030, 5, 31))
    assert event["summary"] == "读完：一、看水（《沿河而行》）"
    assert event["description"] == "水是什么颜色？\n第1–2段"
    assert event["url"] == f"http://testserver{study.plan_address}"
    assert event["transp"] == "TRANSPARENT"


def test_a_meeting_stands_in_its_own_zone(client, reader, study):
    begins = datetime(2030, 7, 4, 19, tzinfo=ZoneInfo("Europe/Berlin"))
    meeting = make_meeting(study=study, title="说说等水", place="活动室")
    Meeting.objects.update(starts_at=begins, time_zone="Europe/Berlin")
    event = events(client, study)[f"meeting-{meeting.pk}"]
    assert event.start == begins
    assert event["dtstart"].params["TZID"] == "Europe/Berlin"
    assert event.end == begins + timedelta(minutes=meeting.minutes)
    assert (event["location"], event["status"]) == ("活动室", "CONFIRMED")
    [zone] = parsed(client, study).timezones
    assert zone.tz_name == "Europe/Berlin"


def test_a_meeting_that_was_called_off_says_so(client, reader, study):
    meeting = make_meeting(study=study)
    Meeting.objects.update(cancelled_at=meeting.starts_at)
    assert events(client, study)[f"meeting-{meeting.pk}"]["status"] == "CANCELLED"


def test_only_this_study_and_what_one_may_see(client, reader, study):
    other = study_of(make_group())
    make_meeting(study=other)
    plan(other, date(2030, 1, 1), None, None)
    assert events(client, study) == {}
    assert answered(client, other).status_code == 404


def test_nothing_typed_becomes_a_line_of_its_own(client, reader, study):
    plan(study, date(2030, 5, 30), None, None)
    meeting = make_meeting(study=study)
    Meeting.objects.update(title=HOSTILE[:120], place=HOSTILE, link="https://example.org/?a=1,2;b\\n")
    PlanStep.objects.update(prompt=HOSTILE)
    Article.objects.update(title=HOSTILE)
    found = events(client, Study.objects.get(pk=study.pk))
    assert len(found) == 2
    assert not parsed(client, study).walk("VALARM")
    assert found[f"meeting-{meeting.pk}"]["location"] == "读水,看山;\\n BEGIN:VALARM" + " " + "水" * 60
    assert found[f"meeting-{meeting.pk}"]["description"].endswith("https://example.org/?a=1,2;b\\n")
    assert not {0x07, 0x0B} & set(answered(client, study).content)


def test_it_says_nothing_of_progress(client, reader, study):
    def words():
        return [event["summary"] + event.get("description", "") for event in events(client, study).values()]

    plan(study, date(2030, 5, 30), date(2030, 6, 1), None)
    before = words()
    for each in (reader, join(study.group, user=make_user())):
        reads(study, each, 1, 2)
    assert words() == before


def test_the_page_of_the_study_and_the_plan_lead_to_it(client, reader, study):
    address = reverse("guide:calendar", args=[study.pk])
    page = reverse("guide:study", args=[study.pk])
    assert address not in client.get(page).content.decode()  # there is nothing in it yet
    plan(study, date(2030, 5, 30), None, None)
    assert f'href="{address}"' in client.get(page).content.decode()
    study.group.memberships.filter(user=reader).update(role=Role.FACILITATOR)
    assert f'href="{address}"' in client.get(reverse("studies:plan", args=[study.pk])).content.decode()


def test_a_meeting_alone_is_worth_a_file_too(client, reader, study):
    make_meeting(study=study)
    page = client.get(reverse("guide:study", args=[study.pk])).content.decode()
    assert reverse("guide:calendar", args=[study.pk]) in page


def test_the_number_of_queries_does_not_grow(client, reader, study):
    def queries():
        with CaptureQueriesContext(connection) as seen:
            answered(client, study)
        return len(seen)

    plan(study, date(2030, 5, 30), None, None)
    make_meeting(study=study)
    few = queries()
    plan(study, date(2030, 5, 30), date(2030, 6, 1), date(2030, 6, 2))
    for _ in range(3):
        make_meeting(study=study)
    assert queries() == few
