"""The list of who is there: 请假 and 补签, by oneself and by who writes the record."""

import pytest
from django.urls import reverse
from django.utils import timezone

from studyapp.groups.models import Role
from studyapp.meetings.models import Attendance
from studyapp.meetings.models.records import StudyRecord
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


def act(client, what, meeting, **said):
    return client.post(reverse(f"meetings:{what}", args=[meeting.pk]), said)


def test_who_cannot_come_says_why(client, member, meeting):
    assert act(client, "excuse", meeting, reason=" ").status_code == 422
    act(client, "excuse", meeting, reason="出差")
    assert "你请了假：出差" in client.get(meeting.get_absolute_url()).text
    assert not Attendance.objects.get().is_present
    act(client, "unexcuse", meeting)
    assert Attendance.objects.get().leave_at is None
    act(client, "enter", meeting)
    act(client, "excuse", meeting, reason="走了")
    assert Attendance.objects.get().leave_at is None


def test_reasons_are_for_who_writes_the_record(client, member, meeting, study, owner):
    act(client, "excuse", meeting, reason="看病")
    client.force_login(join(study.group))
    assert "看病" not in client.get(meeting.get_absolute_url()).text
    assert client.get(reverse("meetings:roll", args=[meeting.pk])).status_code == 404
    client.force_login(join(study.group, role=Role.RECORDER))
    assert "看病" in client.get(reverse("meetings:roll", args=[meeting.pk])).text


def test_who_forgot_to_check_in_does_it_late(client, member, meeting):
    leading.end(meeting)
    act(client, "late", meeting)
    assert Attendance.objects.get(user=member).is_late
    assert "已补签" in client.get(meeting.get_absolute_url()).text


def test_nobody_checks_in_before_it_begins(client, member, study):
    assert act(client, "late", make_meeting(study=study)).status_code == 404


def test_a_recorder_checks_others_in_and_says_why_they_are_missing(client, meeting, study):
    here, away, recorder = join(study.group), join(study.group), join(study.group, role=Role.RECORDER)
    client.force_login(recorder)
    act(client, "late_for", meeting, user=here.pk)
    act(client, "absence", meeting, **{"absence-user": away.pk, "absence-reason": "值班"})
    entries = {entry.user: entry for entry in Attendance.objects.all()}
    assert entries[here].is_late
    assert entries[here].checked_in_by == recorder
    assert entries[away].leave_reason == "值班"
    for said in ({}, {"user": make_user().pk}, {"user": "x"}):
        assert act(client, "late_for", meeting, **said).status_code == 422
    assert act(client, "absence", meeting, **{"absence-user": away.pk}).status_code == 422


@pytest.mark.parametrize("role", [Role.OBSERVER, Role.MEMBER])
def test_others_do_it_only_for_themselves(client, meeting, study, role):
    other = join(study.group)
    client.force_login(join(study.group, role=role))
    assert act(client, "late_for", meeting, user=other.pk).status_code == 404
    assert act(client, "absence", meeting, **{"absence-user": other.pk, "absence-reason": "?"}).status_code == 404


def test_a_signed_record_closes_the_list(client, member, meeting, owner):
    leading.end(meeting)
    StudyRecord.objects.update_or_create(meeting=meeting, defaults={"signed_at": timezone.now(), "signed_by": owner})
    assert act(client, "late", meeting).status_code == 404
    assert act(client, "excuse", meeting, reason="病").status_code == 404


def test_the_list_costs_the_same_however_many_come(client, meeting, study, owner, django_assert_num_queries):
    client.force_login(owner)
    page = reverse("meetings:roll", args=[meeting.pk])
    client.get(page)
    with django_assert_num_queries(10):
        client.get(page)
    for _ in range(5):
        act(client, "late_for", meeting, user=join(study.group).pk)
    with django_assert_num_queries(10):
        client.get(page)
