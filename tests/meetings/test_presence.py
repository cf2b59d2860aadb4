"""Who somebody is in a running meeting."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from studyapp.groups.models import Role
from studyapp.groups.services import remove
from studyapp.meetings.models import Meeting
from studyapp.meetings.presence import attendee_of, cookie_of
from studyapp.meetings.services import leading
from studyapp.meetings.services.attending import admit_guest, check_in, excuse
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
    return leading.start(make_meeting(study=study, guests_allowed=True), by=owner)


def request(user=None, **cookies):
    made = RequestFactory().get("/")
    made.user, made.COOKIES = user or AnonymousUser(), cookies
    return made


def test_a_member_is_there_once_checked_in(meeting, study):
    member = join(study.group)
    assert attendee_of(request(member), meeting) is None
    excuse(meeting, user=member, reason="病")
    assert attendee_of(request(member), meeting) is None
    mine = check_in(meeting, user=member)
    assert attendee_of(request(member), meeting) == mine


def test_a_guest_is_known_by_the_token(meeting):
    guest, token = admit_guest(meeting, name="客")
    assert attendee_of(request(**{cookie_of(meeting): token}), meeting) == guest
    assert attendee_of(request(make_user(), **{cookie_of(meeting): token}), meeting) == guest
    for wrong in ("", "x", guest.token_digest, token[:-1]):
        assert attendee_of(request(**{cookie_of(meeting): wrong}), meeting) is None


def test_a_token_opens_one_meeting(meeting, study, owner):
    other = leading.start(make_meeting(study=study, guests_allowed=True), by=owner)
    _guest, token = admit_guest(meeting, name="客")
    assert attendee_of(request(**{cookie_of(other): token}), other) is None


def test_it_ends_with_the_meeting(meeting, study):
    member = join(study.group)
    check_in(meeting, user=member)
    guest, token = admit_guest(meeting, name="客")
    meeting = leading.end(meeting)
    assert attendee_of(request(member), meeting) is None
    assert attendee_of(request(**{cookie_of(meeting): token}), meeting) is None
    meeting = leading.resume(meeting)
    assert attendee_of(request(**{cookie_of(meeting): token}), meeting) == guest


def test_it_ends_when_guests_are_no_longer_allowed(meeting):
    _guest, token = admit_guest(meeting, name="客")
    Meeting.objects.update(guests_allowed=False)
    assert attendee_of(request(**{cookie_of(meeting): token}), meeting) is None


def test_it_ends_with_the_membership(meeting, study, owner):
    member = join(study.group)
    check_in(meeting, user=member)
    remove(study.group.memberships.get(user=member), by=owner)
    assert attendee_of(request(member), meeting) is None
