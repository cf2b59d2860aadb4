"""The stream of a meeting: numbers only, to those who may hear them, as long as they may."""

import pytest
from django.test import Client

from studyapp.groups.models import Role
from studyapp.groups.services import remove
from studyapp.live.notices import Notice, in_few
from studyapp.meetings.presence import cookie_of
from studyapp.meetings.services import leading
from studyapp.meetings.services.attending import admit_guest, check_in, show_out
from studyapp.meetings.services.planning import change
from tests.factories import join, make_meeting, make_note, make_study, make_user
from tests.live.listening import heard, heard_until, kinds

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def meeting(group):
    lead = join(group, role=Role.FACILITATOR)
    study = make_study(group=group)
    return leading.start(make_meeting(study=study, by=lead, guests_allowed=True), by=lead)


@pytest.fixture
def guest(meeting):
    _, token = admit_guest(meeting, name="河畔来的")
    client = Client()
    client.cookies[cookie_of(meeting)] = token
    return client


def path(meeting):
    return f"/meetings/{meeting.pk}/live/"


def move(meeting, number=2):
    there = meeting.studies.get().article.revision.paragraphs.get(number=number)
    return lambda: leading.focus(meeting, paragraph=there, by=meeting.lead)


def test_a_member_hears_where_to_go(client, reader, meeting):
    said = heard_until("focus", client, path(meeting), move(meeting))
    assert kinds(said) == ["hello", "focus"]
    revision = meeting.studies.get().article.revision
    start = revision.paragraphs.get(number=2).start
    place = {key: said[1].data[key] for key in ("paragraph", "revision", "start", "moves")}
    assert place == {"paragraph": 2, "revision": revision.pk, "start": start, "moves": 1}


def test_a_member_hears_marks_too_and_a_guest_does_not(client, reader, meeting, guest):
    study = meeting.studies.get()

    def mark_and_move():
        make_note(article=study.article, author=reader, study=study)
        move(meeting)()

    assert "marked" in kinds(heard_until("marked", client, path(meeting), mark_and_move))
    assert kinds(heard_until("focus", guest, path(meeting), mark_and_move)) == ["hello", "focus"]


def test_nothing_is_missed_by_who_comes_back(client, reader, meeting):
    cursor = heard_until("focus", client, path(meeting), move(meeting))[-1].cursor
    move(meeting, 1)()
    move(meeting, 2)()
    said = heard_until("people", client, f"{path(meeting)}?cursor={cursor}", lambda: check_in(meeting, user=reader))
    assert [each.data["moves"] for each in said if each.kind == "focus"] == [2, 3]


@pytest.mark.parametrize("who", ["anonymous", "outsider"])
def test_who_may_not_listen_is_told_so(client, meeting, who):
    if who == "outsider":
        client.force_login(make_user())
    assert kinds(heard(client, path(meeting))) == ["bye"]


def test_who_is_removed_hears_no_more(client, reader, meeting, group):
    owner = group.members.get(memberships__role=Role.OWNER)
    there = group.memberships.get(user=reader)
    assert kinds(heard_until("bye", client, path(meeting), lambda: remove(there, by=owner))) == ["hello", "bye"]


def test_a_guest_hears_the_end_and_may_not_come_back(guest, meeting):
    assert kinds(heard_until("ended", guest, path(meeting), lambda: leading.end(meeting))) == ["hello", "ended"]
    assert kinds(heard(guest, path(meeting))) == ["bye"]


@pytest.mark.parametrize("kind", ["hands", "poll", "people", "here"])
def test_what_people_do_is_merged(kind):
    said = list(in_few([Notice("meeting-1", number, kind, {}) for number in (4, 5, 6)]))
    assert said == [Notice("meeting-1", 6, kind, {})]


def test_no_move_is_merged():
    moves = [Notice("meeting-1", number, "focus", {"moves": number}) for number in (4, 5)]
    assert list(in_few(moves)) == moves


def test_a_guest_who_is_shown_out_hears_no_more(guest, meeting):
    there = meeting.attendances.get(user=None)
    assert kinds(heard_until("bye", guest, path(meeting), lambda: show_out(there))) == ["hello", "bye"]


def test_guests_hear_no_more_once_they_are_not_allowed(guest, meeting):
    def turn_off():
        change(meeting, by=meeting.lead, studies=meeting.studies.all(), guests_allowed=False)

    assert kinds(heard_until("bye", guest, path(meeting), turn_off)) == ["hello", "bye"]
