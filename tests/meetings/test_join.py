"""Into a meeting: by the members' link, by the code on the screen, as a guest, and by being signed in for."""

import pytest
from django.urls import reverse
from django.utils import timezone

from studyapp.groups.models import Role
from studyapp.groups.services import remove
from studyapp.meetings import codes, doors
from studyapp.meetings.models import Attendance
from studyapp.meetings.services import leading
from tests.factories import join, make_meeting, make_study, make_user

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


@pytest.fixture
def member(client, study):
    member = join(study.group)
    client.force_login(member)
    return member


def link(meeting) -> str:
    return reverse("meetings:join", args=[meeting.pk, codes.link_token(meeting.nonce)])


def screen(meeting, code: str = "") -> str:
    return reverse("meetings:check_in", args=[meeting.pk, code or codes.current_code(meeting.nonce)])


def room(meeting) -> str:
    return reverse("meetings:room", args=[meeting.pk])


def act(client, what, meeting, **said):
    return client.post(reverse(f"meetings:{what}", args=[meeting.pk]), said)


def come_as_guest(client, meeting, name="𠮷田"):
    return act(client, "guest", meeting, name=name, ticket=doors.ticket_to(meeting))


def test_the_members_link_leads_in(client, member, meeting):
    page = client.get(link(meeting))
    assert "签到，进会场" in page.text
    assert not Attendance.objects.exists()
    answer = act(client, "enter", meeting)
    assert (answer.status_code, answer.headers["Location"]) == (303, room(meeting))
    mine = Attendance.objects.get()
    assert mine.user == member
    assert mine.is_present
    assert mine.is_voting
    assert not mine.is_late
    assert client.get(link(meeting)).headers["Location"] == room(meeting)
    act(client, "enter", meeting)
    assert Attendance.objects.count() == 1


def test_an_observer_has_no_vote(client, meeting, study):
    client.force_login(join(study.group, role=Role.OBSERVER))
    act(client, "enter", meeting)
    assert not Attendance.objects.get().is_voting


def test_who_is_signed_out_signs_in_first(client, meeting):
    answer = client.get(link(meeting))
    assert answer.headers["Location"].startswith("/account/login/?next=/m/")


def test_the_link_is_for_members(client, meeting):
    client.force_login(make_user())
    page = client.get(link(meeting))
    assert page.status_code == 404
    assert "这个链接给「茶社」的成员用" in page.text
    assert act(client, "enter", meeting).status_code == 404


@pytest.mark.parametrize("token", ["x", "𠮷", "%00", "a" * 5000])
def test_a_wrong_link_says_nothing(client, member, meeting, token):
    page = client.get(f"/m/{meeting.pk}/{token}/")
    assert page.status_code == 404
    assert "茶社" not in page.text
    assert client.get(link(meeting).replace(f"/{meeting.pk}/", "/99999/")).status_code == 404


def test_before_it_begins_and_after_it_is_over_the_link_leads_to_its_page(client, member, study, owner):
    meeting = make_meeting(study=study)
    assert client.get(link(meeting)).headers["Location"] == meeting.get_absolute_url()
    assert act(client, "enter", meeting).status_code == 404
    leading.end(leading.start(meeting, by=owner))
    assert client.get(link(meeting)).headers["Location"] == meeting.get_absolute_url()
    assert act(client, "enter", meeting).status_code == 404


def test_the_code_on_the_screen_leads_a_member_in(client, member, meeting):
    assert "签到，进会场" in client.get(screen(meeting)).text


def test_a_code_is_typed(client, meeting):
    code = codes.current_code(meeting.nonce)
    answer = client.post(reverse("meetings:check_code"), {"code": f" {code[:4].lower()}-{code[4:]} "})
    assert answer.headers["Location"] == screen(meeting)
    for wrong in ("", "ABC", "00000000"):
        assert client.post(reverse("meetings:check_code"), {"code": wrong}).status_code == 422


def test_an_old_code_is_said_to_be_old(client, meeting, monkeypatch):
    code = codes.current_code(meeting.nonce)
    later = codes.window() + codes.ACCEPTED
    monkeypatch.setattr(codes, "window", lambda: later)
    page = client.get(screen(meeting, code))
    assert page.status_code == 410
    assert "这个码过时了" in page.text
    assert meeting.title not in page.text


def test_codes_cannot_be_tried_out(client, meeting, monkeypatch):
    monkeypatch.setattr(doors, "TRIES_AN_ADDRESS", 3)
    client.get(screen(meeting))
    for _ in range(3):
        assert client.get(screen(meeting, "00000000")).status_code == 410
    assert client.get(screen(meeting)).status_code == 429
    answer = client.post(reverse("meetings:check_code"), {"code": codes.current_code(meeting.nonce)})
    assert answer.status_code == 429


def test_who_leaves_is_gone_and_may_come_back(client, member, meeting):
    act(client, "enter", meeting)
    assert act(client, "leave", meeting).headers["Location"] == meeting.get_absolute_url()
    assert Attendance.objects.get().left_at
    act(client, "enter", meeting)
    assert Attendance.objects.get().left_at is None


def test_who_was_removed_is_outside(client, member, meeting, study, owner):
    act(client, "enter", meeting)
    remove(study.group.memberships.get(user=member), by=owner)
    assert client.get(link(meeting)).status_code == 404
    for name in ("enter", "excuse", "late"):
        assert act(client, name, meeting, reason="x").status_code == 404


def test_a_deleted_group_lets_nobody_in(client, meeting, study):
    study.group.deleted_at = timezone.now()
    study.group.save()
    assert client.get(screen(meeting)).status_code == 410
    assert come_as_guest(client, meeting).status_code == 410
