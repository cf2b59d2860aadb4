"""People in a running meeting, each with a browser that asks as scripts do."""

from django.test import Client

from studyapp.accounts.models import User
from studyapp.groups.models import Role
from studyapp.meetings.models import Attendance, Meeting
from studyapp.meetings.presence import cookie_of
from studyapp.meetings.services import attending
from tests.factories import join, make_user


def signed_in(user: User) -> Client:
    client = Client(headers={"HX-Request": "true"})
    client.force_login(user)
    return client


def comes(meeting: Meeting, name: str = "方圆", role: Role = Role.MEMBER) -> tuple[Attendance, Client]:
    """Somebody of the group who has checked in."""
    user = join(meeting.group, user=make_user(display_name=name), role=role)
    return attending.check_in(meeting, user=user), signed_in(user)


def guest_of(meeting: Meeting, name: str = "来客") -> tuple[Attendance, Client]:
    attendance, token = attending.admit_guest(meeting, name=name)
    client = Client(headers={"HX-Request": "true"})
    client.cookies[cookie_of(meeting)] = token
    return attendance, client


def part(client: Client, meeting: Meeting, name: str) -> str:
    """The panel as it is now."""
    answer = client.get(f"/meetings/{meeting.pk}/part/{name}/")
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def browser_of(meeting: Meeting, user: User | None, *, guest: str = "") -> Client:
    """A plain one, of somebody who is signed in, or holds this token of a guest, or is nobody."""
    client = Client()
    if user:
        client.force_login(user)
    if guest:
        client.cookies[cookie_of(meeting)] = guest
    return client
