"""Guests 列席: in by name while the code is shown, known by a token, gone with the meeting."""

import pytest
from django.test import Client
from django.urls import reverse

from studyapp.groups.models import Role
from studyapp.meetings import codes, doors
from studyapp.meetings.models import Attendance, Meeting
from studyapp.meetings.services import leading
from tests.factories import join, make_meeting, make_study, make_user
from tests.meetings.somebody import part, signed_in

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


def test_a_name_that_is_sent_twice_lets_one_in(meeting):
    """Pressed twice before the first answer came, so without a cookie."""
    ticket = doors.ticket_to(meeting)
    answers = [act(Client(), "guest", meeting, name="方圆", ticket=ticket) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert len({answer.cookies[f"guest-{meeting.pk}"].value for answer in answers}) == 1
    assert Attendance.objects.count() == 1
    come_as_guest(Client(), meeting, name="方圆")
    assert Attendance.objects.count() == 2


@pytest.mark.parametrize("name", ["李梅", " 李  梅 ", "李梅。", "李\u200b梅", "李\u202e梅"])
def test_no_guest_passes_for_a_member(client, meeting, name):
    """The owner is called so."""
    answer = come_as_guest(client, meeting, name=name)
    assert answer.status_code == 422
    assert "好让大家分得清" in answer.text
    assert not Attendance.objects.exists()
    assert come_as_guest(client, meeting, name="李梅（街道办）").status_code == 303


PAGES = ("room", "text")


def test_a_guest_of_one_meeting_is_nobody_in_another(client, meeting, study, owner):
    other = leading.start(make_meeting(study=study, guests_allowed=True), by=owner)
    token = come_as_guest(client, meeting).cookies[f"guest-{meeting.pk}"].value
    client.cookies[f"guest-{other.pk}"] = token
    for page in PAGES:
        assert client.get(reverse(f"meetings:{page}", args=[meeting.pk])).status_code == 200
        assert client.get(reverse(f"meetings:{page}", args=[other.pk])).status_code == 302
    assert act(client, "raise_hand", other).status_code == 302
    assert not other.hands.exists()


def test_the_digest_is_no_token(client, meeting):
    come_as_guest(client, meeting)
    client.cookies[f"guest-{meeting.pk}"] = Attendance.objects.get().token_digest
    assert client.get(room(meeting)).status_code == 302


@pytest.mark.parametrize("token", ["", "x", "%F0%A0%AE%B7", "a" * 4000, "\x01"])
def test_whatever_stands_in_the_cookie_is_nobody(client, meeting, token):
    come_as_guest(Client(), meeting)
    Attendance.objects.create(meeting=meeting, guest_name="没有凭据的", checked_in_at=meeting.started_at)
    client.cookies[f"guest-{meeting.pk}"] = token
    assert client.get(room(meeting)).status_code == 302


def test_a_guest_is_shown_out(client, meeting, owner):
    come_as_guest(client, meeting)
    act(client, "raise_hand", meeting)
    guest = Attendance.objects.get()
    lead = Client()
    lead.force_login(owner)
    assert "请出" in lead.get(reverse("meetings:roll", args=[meeting.pk])).text
    assert lead.post(reverse("meetings:show_out", args=[guest.pk])).status_code == 302
    page = client.get(room(meeting))
    assert page.status_code == 410
    assert "主持人请你离开了" in page.text
    for what in ("raise_hand", "here"):
        assert act(client, what, meeting, revision=1, start=0).status_code == 410
    assert not meeting.hands.filter(lowered_at=None).exists()
    assert lead.post(reverse("meetings:show_out", args=[guest.pk])).status_code == 404
    assert "/show-out/" not in lead.get(reverse("meetings:roll", args=[meeting.pk])).text


def shown_out(meeting, owner, client):
    """A guest, and the desk of who showed them out, from the list of people."""
    come_as_guest(client, meeting)
    guest = Attendance.objects.get()
    desk = signed_in(owner)
    path = reverse("meetings:show_out", args=[guest.pk])
    assert path in part(desk, meeting, "people")
    assert desk.post(path).status_code == 204
    return guest, desk


def test_who_was_shown_out_does_not_come_back_with_what_they_hold(client, meeting, owner):
    ticket = doors.ticket_to(meeting)
    shown_out(meeting, owner, client)
    assert client.get(screen(meeting), follow=True).status_code == 410
    assert client.post(reverse("meetings:guest", args=[meeting.pk]), {"name": "又来", "ticket": ticket}, follow=True)
    assert Attendance.objects.guests().count() == 1
    assert client.get(room(meeting)).status_code == 410


def test_one_ticket_does_not_bring_back_who_was_shown_out(client, meeting, owner):
    ticket = doors.ticket_to(meeting)
    act(client, "guest", meeting, name="客", ticket=ticket)
    signed_in(owner).post(reverse("meetings:show_out", args=[Attendance.objects.get().pk]))
    other = Client()
    act(other, "guest", meeting, name="客", ticket=ticket)
    assert other.get(room(meeting)).status_code == 410


def test_somebody_of_another_group_who_was_shown_out_is_told_so_too(client, meeting, owner):
    client.force_login(make_user())
    shown_out(meeting, owner, client)
    assert "主持人请你离开了" in client.get(room(meeting)).text


def test_showing_out_is_undone(client, meeting, owner):
    guest, desk = shown_out(meeting, owner, client)
    path = reverse("meetings:let_in", args=[guest.pk])
    listed = part(desk, meeting, "people")
    assert "已请出" in listed
    assert path in listed
    assert desk.post(path).status_code == 204
    assert client.get(room(meeting)).status_code == 200
    assert desk.post(path).status_code == 404


def test_who_went_by_themselves_is_not_let_in(client, meeting, owner):
    come_as_guest(client, meeting)
    act(client, "leave", meeting)
    path = reverse("meetings:let_in", args=[Attendance.objects.get().pk])
    assert signed_in(owner).post(path).status_code == 404


def test_only_who_leads_is_offered_it(client, meeting, study):
    come_as_guest(client, meeting)
    recorder = join(study.group, role=Role.RECORDER)
    assert "show-out" not in part(signed_in(recorder), meeting, "people")


def test_no_member_is_shown_out_that_way(client, meeting, owner):
    client.force_login(owner)
    act(client, "enter", meeting)
    assert client.post(reverse("meetings:show_out", args=[Attendance.objects.get().pk])).status_code == 404


def test_once_guests_are_not_allowed_those_who_are_there_are_out(client, meeting):
    come_as_guest(client, meeting)
    assert client.get(room(meeting)).status_code == 200
    Meeting.objects.update(guests_allowed=False)
    assert client.get(room(meeting)).status_code == 302
    assert act(client, "raise_hand", meeting).status_code == 302


def test_no_page_of_a_guest_is_kept_by_a_browser(client, meeting):
    door = client.get(screen(meeting))
    assert "no-store" in door.headers["Cache-Control"]
    assert "no-store" in come_as_guest(client, meeting, name="").headers["Cache-Control"]
    come_as_guest(client, meeting)
    for page in ("room", "text"):
        assert "no-store" in client.get(reverse(f"meetings:{page}", args=[meeting.pk])).headers["Cache-Control"]
    assert "no-store" in client.get(reverse("meetings:part", args=[meeting.pk, "status"])).headers["Cache-Control"]


def test_a_form_from_elsewhere_is_refused(meeting):
    browser = Client(enforce_csrf_checks=True)
    assert come_as_guest(browser, meeting).status_code == 403
    assert not Attendance.objects.exists()
