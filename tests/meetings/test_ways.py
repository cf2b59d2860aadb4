"""The ways from one page of a meeting to the next: nobody stands before a wall, and nobody looks for the door."""

import pytest
from django.urls import reverse

from studyapp.groups.models import Role
from studyapp.meetings.services import leading, to_dos
from studyapp.meetings.services.attending import check_in
from studyapp.meetings.services.planning import name_part
from tests.factories import join, make_group, make_meeting, make_study, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead(group):
    return join(group, user=make_user(display_name="李梅"), role=Role.FACILITATOR)


@pytest.fixture
def meeting(group, lead):
    return make_meeting(study=make_study(group=group), by=lead)


def page(client, address, user):
    client.force_login(user)
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_who_was_absent_is_led_to_what_was_missed(client, group, meeting, lead):
    came, absent = join(group), join(group)
    leading.start(meeting, by=lead)
    check_in(meeting, user=came)
    leading.end(meeting)
    make_up = reverse("meetings:make_up", args=[meeting.pk])
    assert make_up in page(client, meeting.get_absolute_url(), absent)
    assert make_up not in page(client, meeting.get_absolute_url(), came)


def test_what_is_decided_stands_in_the_room_and_only_recorders_write_there(client, group, meeting, lead):
    member = join(group)
    leading.start(meeting, by=lead)
    to_dos.decide(meeting, text="下次读第二部分", by=lead)
    part = reverse("meetings:part", args=[meeting.pk, "decided"])
    decisions = reverse("meetings:decisions", args=[meeting.pk])
    assert decisions in page(client, part, lead)
    shown = page(client, part, member)
    assert "下次读第二部分" in shown
    assert decisions not in shown


def test_without_a_recorder_it_is_said_who_writes(client, group, meeting, lead):
    recorder = join(group)
    assert "先由主持人代记" in page(client, meeting.get_absolute_url(), lead)
    name_part(meeting, user=recorder, role="recorder")
    assert "先由主持人代记" not in page(client, meeting.get_absolute_url(), lead)


def test_a_group_without_a_text_is_told_what_comes_first(client):
    owner = make_user()
    shown = page(client, reverse("meetings:new", args=[make_group(owner=owner).pk]), owner)
    assert reverse("library:shelf") in shown[shown.index("<h1") :]
    assert 'name="starts_at"' not in shown


def test_a_running_meeting_stands_on_its_groups_page(client, group, meeting, lead):
    there = group.get_absolute_url()
    assert "running-now" not in page(client, there, lead)
    leading.start(meeting, by=lead)
    shown = page(client, there, lead)
    assert meeting.get_absolute_url() in shown[shown.index("running-now") : shown.index("with-side")]
    assert reverse("meetings:record_layout", args=[group.pk]) in shown
    assert reverse("meetings:record_layout", args=[group.pk]) not in page(client, there, join(group))


def test_before_it_begins_the_screen_shows_no_code_that_would_open_nothing(client, meeting, lead):
    screen = reverse("meetings:screen", args=[meeting.pk])
    assert "screen-code" not in page(client, screen, lead).replace('id="screen-code"', "")
    leading.start(meeting, by=lead)
    assert 'class="screen-code"' in page(client, screen, lead)
