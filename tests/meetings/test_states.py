"""What can be done in a meeting that was cancelled, and in one whose end was undone.

The other states stand in powers.py: before, running, over, signed. An end that was undone is as running as before.
"""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from studyapp.meetings.models import Meeting, StudyRecord
from studyapp.meetings.services import leading, planning
from tests.meetings.asking import ACTING, SEEING, prepared
from tests.meetings.everybody import a_world, to_over, to_running
from tests.meetings.powers import ACTS, WHO
from tests.meetings.somebody import browser_of, part, signed_in
from tests.meetings.test_who_may import changes, posted, rows, snapshot

pytestmark = pytest.mark.django_db

LEADER = "facilitator"
OUTSIDE = {"lay-out", "plan-another", "tick-own"}  # are of the group, or one's own


@pytest.fixture
def world():
    return a_world()


def done(world, *, who):
    """The acts that change anything now."""
    browser, found = browser_of(world.meeting, world.people[who]), set()
    for what in ACTING:
        with transaction.atomic():
            path, said = prepared(world, what, who)
            before = snapshot()
            with CaptureQueriesContext(connection) as queries:
                answer = posted(browser, path, said)
            assert answer.status_code < 500, what
            found |= {what} if changes(before, queries.captured_queries) else set()
            transaction.set_rollback(True)
    return found


def when(letter, *, who):
    return {what for what, one, cell in rows(ACTS) if one == who and letter in cell}


@pytest.mark.parametrize("who", [LEADER, "recorder", "member"])
def test_an_end_that_was_undone_never_was(world, who):
    to_over(world)
    world.meeting = leading.resume(world.meeting)
    assert done(world, who=who) == when("r", who=who)


@pytest.mark.parametrize("who", [LEADER, "member"])
def test_nothing_is_done_in_a_meeting_that_was_cancelled(world, who):
    planning.cancel(world.meeting, by=world.owner)
    world.meeting.refresh_from_db()
    assert done(world, who=who) - OUTSIDE == set()


@pytest.mark.parametrize("who", WHO[4:-1])
def test_pages_of_a_meeting_that_was_cancelled_stand(world, who):
    planning.cancel(world.meeting, by=world.owner)
    browser = browser_of(world.meeting, world.people[who])
    for what, (path, _words) in SEEING.items():
        if what != "live":
            assert browser.get(path(world)).status_code in {200, 302, 404}, what


def test_a_meeting_that_was_never_led_anywhere_has_a_record_all_the_same(world):
    meeting = leading.end(leading.start(world.meeting, by=world.owner))
    page = browser_of(meeting, world.people[LEADER]).get(f"/meetings/{meeting.pk}/record/")
    assert page.status_code == 200
    assert StudyRecord.objects.get().fields.get(name="content").text == ""
    assert Meeting.objects.get(pk=meeting.pk).revision is None


@pytest.mark.parametrize(
    ("panel", "words"), [("floor", "谁在发言"), ("hands", "一按就请发言"), ("turns", "轮着读"), ("poll", "一按就问")]
)
def test_before_it_begins_who_leads_sees_what_will_stand_there(world, panel, words):
    desk, member = signed_in(world.owner), signed_in(world.people["member"])
    assert words in part(desk, world.meeting, panel)
    assert words not in part(member, world.meeting, panel)
    to_running(world)
    assert words not in part(desk, world.meeting, panel)
