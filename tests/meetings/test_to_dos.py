"""Decisions and to-dos: written down in a meeting or in its record, at home until they are done."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from studyapp.groups.models import Role
from studyapp.groups.services import remove
from studyapp.meetings.models import Decision, Part, ToDo
from studyapp.meetings.services import leading, records, to_dos
from tests.factories import join, make_meeting, make_study, make_user

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}


@pytest.fixture
def study():
    return make_study()


@pytest.fixture
def owner(study):
    return study.group.memberships.get(role=Role.OWNER).user


@pytest.fixture
def member(study):
    return join(study.group, user=make_user(display_name="林溪"))


@pytest.fixture
def meeting(study, owner):
    return leading.start(make_meeting(study=study), by=owner)


@pytest.fixture
def leader(client, owner):
    client.force_login(owner)
    return client


def address(name, pk):
    return reverse(f"meetings:{name}", args=[pk])


def test_a_decision_is_written_down_while_the_meeting_runs(leader, meeting):
    response = leader.post(address("add_decision", meeting.pk), {"text": "下次带茶。"})
    assert response.headers["Location"] == address("decisions", meeting.pk) + "#decisions"
    assert "下次带茶。" in leader.get(response.headers["Location"]).content.decode()
    page = leader.post(address("add_decision", meeting.pk), {"text": "洗杯子。"}, headers=HTMX).content.decode()
    assert page.count("<li>") == 2
    assert "<html" not in page


def test_a_to_do_is_written_down(leader, meeting, member):
    told = {"text": "量石凳", "owner": member.pk, "due_on": "2027-05-30"}
    assert leader.post(address("add_to_do", meeting.pk), told).status_code == 303
    page = leader.get(address("decisions", meeting.pk)).content.decode()
    assert "量石凳" in page
    assert f'<option value="{member.pk}" selected>' in page
    assert 'value="2027-05-30"' in page


@pytest.mark.parametrize("told", [{}, {"text": " \u200b"}, {"text": "长" * 501}])
def test_nothing_is_no_decision(leader, meeting, told):
    for name in ("add_decision", "add_to_do"):
        assert leader.post(address(name, meeting.pk), told).status_code == 422
        assert leader.post(address(name, meeting.pk), told, headers=HTMX).status_code == 422
    assert not Decision.objects.exists()


@pytest.mark.parametrize("told", [{"owner": "0"}, {"owner": "x"}, {"due_on": "昨天"}, {"due_on": "2027-02-30"}])
def test_owner_and_day_are_real(leader, meeting, told):
    stranger = make_user()
    for more in (told, {"owner": stranger.pk}):
        assert leader.post(address("add_to_do", meeting.pk), {"text": "量", **more}).status_code == 422
    assert not ToDo.objects.exists()


def test_changing_and_dropping(leader, meeting, member, owner):
    decision = to_dos.decide(meeting, text="带茶", by=owner)
    to_do = to_dos.give(meeting, text="量", owner=None, due_on=None, by=owner)
    assert leader.post(address("change_decision", decision.pk), {"text": "带水", "was": "带茶"}).status_code == 303
    told = {"text": "量凳", "was": to_do.said, "owner": member.pk}
    assert leader.post(address("change_to_do", to_do.pk), told).status_code == 303
    assert (Decision.objects.get().text, ToDo.objects.get().owner) == ("带水", member)
    for name, row in (("drop_decision", decision), ("drop_to_do", to_do)):
        assert leader.post(address(name, row.pk), headers=HTMX).status_code == 200
    assert not Decision.objects.exists()
    assert not ToDo.objects.exists()


def test_a_conflict_loses_neither(leader, meeting, owner):
    decision = to_dos.decide(meeting, text="带红茶", by=owner)
    to_do = to_dos.give(meeting, text="量长凳", owner=None, due_on=None, by=owner)
    for name, row, now in (("change_decision", decision, "带红茶"), ("change_to_do", to_do, to_do.said)):
        for headers in ({}, HTMX):
            told = {"text": "我写的", "was": "从前的"}
            response = leader.post(address(name, row.pk), told, headers=headers)
            assert response.status_code == 409
            assert "我写的" in response.content.decode()
            assert f'name="was" value="{now}"' in response.content.decode()


def test_two_who_change_the_owner_and_the_day_of_a_to_do_lose_neither(leader, meeting, member, owner):
    to_do = to_dos.give(meeting, text="量长凳", owner=None, due_on=None, by=owner)
    read = {"text": "量长凳", "was": to_do.said}
    assert leader.post(address("change_to_do", to_do.pk), {**read, "owner": member.pk}).status_code == 303
    response = leader.post(address("change_to_do", to_do.pk), {**read, "due_on": "2027-05-30"})
    assert response.status_code == 409
    assert "2027-05-30" in response.content.decode()
    assert ToDo.objects.get().owner == member


def test_in_the_record_what_follows_comes_with_it(leader, meeting):
    meeting = leading.end(meeting)
    leader.get(address("record", meeting.pk))
    page = leader.post(address("add_decision", meeting.pk), {"text": "带茶"}, headers=HTMX).content.decode()
    assert page.count('hx-swap-oob="true"') == 3
    assert meeting.record.fields.get(name="decisions").text == "1. 带茶"
    assert (
        leader.post(address("add_decision", meeting.pk), {"text": "带水"})
        .headers["Location"]
        .endswith("/record/#decisions")
    )


def test_who_writes_them_down(client, meeting, study, member, owner):
    decision = to_dos.decide(meeting, text="带茶", by=owner)
    named = join(study.group)
    Part.objects.create(meeting=meeting, user=named, role=Part.Role.RECORDER)
    for person, status in ((member, 404), (make_user(), 404), (named, 303)):
        client.force_login(person)
        assert client.post(address("add_decision", meeting.pk), {"text": "带水"}).status_code == status
        told = {"text": "带茶", "was": "带茶"}
        assert client.post(address("change_decision", decision.pk), told).status_code == status


def test_not_before_the_meeting(leader, study):
    waiting = make_meeting(study=study)
    assert leader.get(address("decisions", waiting.pk)).status_code == 404
    assert leader.post(address("add_decision", waiting.pk), {"text": "带水"}).status_code == 404


@pytest.fixture
def to_do(meeting, member, owner):
    return to_dos.give(meeting, text="量第三处石凳", owner=member, due_on=timezone.localdate(), by=owner)


def home(client):
    return client.get(reverse("guide:home")).content.decode()


def test_it_stands_at_home_until_it_is_done(client, to_do, member):
    client.force_login(member)
    assert "量第三处石凳" in home(client)
    assert client.post(address("tick", to_do.pk)).status_code == 303
    page = home(client)
    assert "做好了" in page
    assert address("untick", to_do.pk) in page
    assert address("untick", to_do.pk) in page
    client.post(address("untick", to_do.pk))
    assert address("tick", to_do.pk) in home(client)
    page = client.post(address("tick", to_do.pk), headers=HTMX).content.decode()
    assert 'id="to-dos-mine"' in page
    ToDo.objects.update(done_at=timezone.now() - timedelta(days=1))
    assert "量第三处石凳" not in home(client)


def test_ticking_twice_keeps_the_first_time(client, to_do, member):
    to_dos.tick(to_do, done=True)
    first = ToDo.objects.get().done_at
    to_dos.tick(to_do, done=True)
    assert ToDo.objects.get().done_at == first


def test_it_is_overdue(client, to_do, member):
    client.force_login(member)
    assert "过期了" not in home(client)
    ToDo.objects.update(due_on=timezone.localdate() - timedelta(days=1))
    assert "过期了" in home(client)


def test_nobody_else_ticks_it(client, to_do, owner, study):
    for person in (owner, join(study.group), make_user()):
        client.force_login(person)
        assert client.post(address("tick", to_do.pk)).status_code == 404
        assert "量第三处石凳" not in home(client)


def test_it_goes_with_the_membership(client, to_do, member, study, owner):
    remove(study.group.memberships.get(user=member), by=owner)
    client.force_login(member)
    assert "量第三处石凳" not in home(client)
    assert client.post(address("tick", to_do.pk)).status_code == 404


def test_signed_it_can_still_be_ticked(client, to_do, member, meeting, owner):
    record = records.write(leading.end(meeting))
    records.sign(record, by=owner, seen=records.digest(record))
    client.force_login(member)
    client.post(address("tick", to_do.pk))
    assert ToDo.objects.get().done_at


def test_it_leads_nowhere_else(client, to_do, member):
    client.force_login(member)
    response = client.post(address("tick", to_do.pk), headers={"referer": "https://elsewhere.example/x"})
    assert response.headers["Location"] == reverse("guide:home")


def test_home_costs_no_more_with_more(client, to_do, member, meeting, owner, django_assert_num_queries):
    client.force_login(member)
    with CaptureQueriesContext(connection) as one:
        home(client)
    for number in range(5):
        to_dos.give(meeting, text=f"再做{number}", owner=member, due_on=None, by=owner)
    with django_assert_num_queries(len(one)):
        home(client)
