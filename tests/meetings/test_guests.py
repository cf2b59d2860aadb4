"""Guests 列席: in by name while the code is shown, known by a token, gone with the meeting."""

import pytest
from django.test import Client
from django.urls import reverse

from studyapp.groups.models import Role
from studyapp.meetings import codes, doors
from studyapp.meetings.models import Attendance, Meeting
from studyapp.meetings.services import leading
from tests.factories import make_meeting, make_study, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def study():
    return make_study()


@pytest.fixture
def owner(study):
    return study.group.memberships.get(role=Role.OWNER).user


@pytest.fixture
def meeting(study, owner):
    """One that runs, lets guests in, and has nobody in it yet, not even who leads it."""
    meeting = leading.start(make_meeting(study=study, guests_allowed=True), by=owner)
    meeting.attendances.all().delete()
    return meeting


def screen(meeting, code: str = "") -> str:
    return reverse("meetings:check_in", args=[meeting.pk, code or codes.current_code(meeting.nonce)])


def room(meeting) -> str:
    return reverse("meetings:room", args=[meeting.pk])


def act(client, what, meeting, **said):
    return client.post(reverse(f"meetings:{what}", args=[meeting.pk]), said)


def come_as_guest(client, meeting, name="𠮷田"):
    return act(client, "guest", meeting, name=name, ticket=doors.ticket_to(meeting))


def test_a_guest_comes_by_name_and_holds_a_token(client, meeting):
    assert "列席" in client.get(screen(meeting)).text
    answer = come_as_guest(client, meeting)
    assert (answer.status_code, answer.headers["Location"]) == (303, room(meeting))
    guest = Attendance.objects.get()
    cookie = answer.cookies[f"guest-{meeting.pk}"]
    assert (guest.user, guest.guest_name, guest.is_voting) == (None, "𠮷田", False)
    assert guest.token_digest == codes.digest(cookie.value)
    assert cookie.value not in str(Attendance.objects.values())
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", f"/meetings/{meeting.pk}/")
    come_as_guest(client, meeting, name="又来")
    assert Attendance.objects.count() == 1


@pytest.mark.parametrize("name", ["", "  ", "\u200b\u200d", "\u202e", "名" * 41, "已离开的成员"])
def test_a_guest_has_a_name_that_is_one(client, meeting, name):
    assert come_as_guest(client, meeting, name=name).status_code == 422
    assert not Attendance.objects.exists()


def test_a_name_is_shown_as_words(client, meeting, owner):
    come_as_guest(client, meeting, name="<b>客</b>")
    client.force_login(owner)
    page = client.get(reverse("meetings:roll", args=[meeting.pk])).text
    assert "&lt;b&gt;客&lt;/b&gt;" in page


@pytest.mark.parametrize("ticket", ["", "x", "1:2:3"])
def test_without_a_ticket_nobody_comes_in(client, meeting, ticket):
    assert act(client, "guest", meeting, name="客", ticket=ticket).status_code == 410
    assert not Attendance.objects.exists()


def test_a_ticket_is_good_for_one_meeting_and_ten_minutes(client, meeting, study, owner, monkeypatch):
    other = leading.start(make_meeting(study=study, guests_allowed=True), by=owner)
    assert act(client, "guest", meeting, name="客", ticket=doors.ticket_to(other)).status_code == 410
    ticket = doors.ticket_to(meeting)
    monkeypatch.setattr(doors, "TICKET_AGE", -1)
    assert act(client, "guest", meeting, name="客", ticket=ticket).status_code == 410


def test_where_guests_are_not_allowed_there_are_none(client, meeting):
    ticket = doors.ticket_to(meeting)
    Meeting.objects.update(guests_allowed=False)
    assert "怎么称呼你" not in client.get(screen(meeting)).text
    assert act(client, "guest", meeting, name="客", ticket=ticket).status_code == 410


def test_there_is_room_for_so_many_guests(client, meeting, monkeypatch):
    monkeypatch.setattr(doors, "MOST_GUESTS", 1)
    come_as_guest(Client(), meeting)
    assert "已经满了" in client.get(screen(meeting)).text
    assert come_as_guest(client, meeting).status_code == 422


def test_guests_of_one_address_are_counted(client, meeting, monkeypatch):
    monkeypatch.setattr(doors, "TRIES_AN_ADDRESS", 2)
    assert [come_as_guest(Client(), meeting).status_code for _ in range(3)] == [303, 303, 429]


def test_somebody_of_another_group_may_come_as_a_guest(client, meeting):
    client.force_login(make_user())
    assert "怎么称呼你" in client.get(screen(meeting)).text
    come_as_guest(client, meeting)
    assert Attendance.objects.get().user is None


def test_a_guest_leaves_for_good(client, meeting):
    come_as_guest(client, meeting)
    answer = act(client, "leave", meeting)
    assert answer.cookies[f"guest-{meeting.pk}"].value == ""
    assert Attendance.objects.get().left_at
