"""Planning a meeting: by whom, when and where, who hears of it."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from studyapp.groups.models import Role
from studyapp.groups.services import remove
from studyapp.inbox.models import Notification
from studyapp.meetings.models import Meeting, Part
from studyapp.meetings.services import agenda, planning
from tests.factories import join, make_group, make_meeting, make_study, make_user
from tests.meetings.planning_forms import latest, told_kinds, typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def study():
    return make_study()


@pytest.fixture
def owner(client, study):
    owner = study.group.memberships.get(role=Role.OWNER).user
    client.force_login(owner)
    return owner


def test_a_plan_becomes_a_meeting_with_an_agenda(client, study, owner):
    recorder = join(study.group, user=make_user(display_name="𠮷田"))
    page = client.get(reverse("meetings:new", args=[study.group_id]))
    assert "定一次学习会" in page.text
    said = typed(study, recorder=recorder.pk, link="https://meet.example/abc?x=1&y=2")
    answer = client.post(reverse("meetings:create", args=[study.group_id]), said, follow=True)
    meeting = latest()
    assert answer.redirect_chain == [(f"/meetings/{meeting.pk}/", 302)]
    assert meeting.starts_at == datetime(2027, 11, 26, 11, tzinfo=UTC)
    assert {(part.user, part.role) for part in meeting.parts.all()} == {(owner, "facilitator"), (recorder, "recorder")}
    assert sum(meeting.agenda.values_list("minutes", flat=True)) == 90
    for words in ("第三次学习会", "三楼会议室", "𠮷田", "https://meet.example/abc?x=1&amp;y=2", "19:00–20:30"):
        assert words in answer.text


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", " \u200b"),
        ("studies", []),
        ("studies", [999999]),
        ("starts_at", "明天"),
        ("minutes", "0"),
        ("minutes", "9" * 30),
        ("link", "javascript:alert(1)"),
        ("link", "ftp://files.example/"),
        ("time_zone", "Mars/Base"),
        ("facilitator", "999999"),
    ],
)
def test_a_wrong_plan_comes_back_with_what_was_typed(client, study, owner, field, value):
    answer = client.post(reverse("meetings:create", args=[study.group_id]), typed(study, **{field: value}))
    assert answer.status_code == 422
    assert "三楼会议室" in answer.text
    assert not Meeting.objects.exists()


def test_only_studies_and_people_of_the_group_can_be_named(client, study, owner):
    other, observer = make_study(), join(study.group, role=Role.OBSERVER)
    for field, value in (("studies", [other.pk]), ("facilitator", make_user().pk), ("recorder", observer.pk)):
        answer = client.post(reverse("meetings:create", args=[study.group_id]), typed(study, **{field: value}))
        assert answer.status_code == 422


def test_names_are_shown_as_words(client, study, owner):
    client.post(reverse("meetings:create", args=[study.group_id]), typed(study, title="<b>会</b>", place="<script>"))
    page = client.get(latest().get_absolute_url()).text
    assert "&lt;b&gt;会&lt;/b&gt;" in page
    assert "<script>" not in page


def test_both_clocks_are_shown_where_they_differ(client, study, owner):
    meeting = make_meeting(study=study)
    Meeting.objects.update(starts_at=datetime(2027, 1, 8, 11, tzinfo=UTC), minutes=90)
    assert "北京时间" not in client.get(meeting.get_absolute_url()).text
    reader = join(study.group, user=make_user(time_zone="America/New_York"))
    client.force_login(reader)
    page = client.get(meeting.get_absolute_url()).text
    assert "06:00–07:30" in page
    assert "19:00–20:30" in page
    assert "北京时间" in page


def test_the_reader_types_on_their_own_clock(client, study, owner):
    owner.time_zone = "Europe/Berlin"
    owner.save()
    client.post(reverse("meetings:create", args=[study.group_id]), typed(study, starts_at="2027-07-01T12:00"))
    assert latest().starts_at == datetime(2027, 7, 1, 10, tzinfo=UTC)
    client.post(reverse("meetings:create", args=[study.group_id]), typed(study, starts_at="2027-12-01T12:00"))
    assert latest().starts_at == datetime(2027, 12, 1, 11, tzinfo=UTC)
    page = client.get(reverse("meetings:edit", args=[latest().pk])).text
    assert 'value="2027-12-01T12:00"' in page
    assert "19:00–20:30" in page


@pytest.mark.parametrize("moment", ["2027-03-28T02:30", "2027-10-31T02:30"])
def test_an_hour_that_is_missing_or_comes_twice_is_said_to_be_one(client, study, owner, moment):
    owner.time_zone = "Europe/Berlin"
    owner.save()
    answer = client.post(reverse("meetings:create", args=[study.group_id]), typed(study, starts_at=moment))
    assert answer.status_code == 422
    assert "夏令时" in answer.text


def test_a_change_is_told_once_to_who_has_not_read_yet(client, study, owner):
    slow, quick = join(study.group), join(study.group, role=Role.OBSERVER)
    meeting = make_meeting(study=study)
    client.post(reverse("meetings:announce", args=[meeting.pk]))
    assert told_kinds(slow) == told_kinds(quick) == ["meeting"]
    assert told_kinds(owner) == []
    client.force_login(quick)
    opened = client.post(reverse("inbox:open", args=[quick.notifications.get().pk]))
    assert opened.headers["Location"] == meeting.get_absolute_url()
    client.force_login(owner)
    said = typed(study, title="换到周五", is_told="on")
    client.post(reverse("meetings:change", args=[meeting.pk]), said)
    assert told_kinds(slow) == ["meeting"]
    assert slow.notifications.get().title == "换到周五"
    assert told_kinds(quick) == ["meeting", "changed"]


def test_a_small_change_is_not_told(client, study, owner):
    reader, meeting = join(study.group), make_meeting(study=study)
    planning.announce(meeting, by=owner)
    reader.notifications.all().delete()
    client.post(reverse("meetings:change", args=[meeting.pk]), typed(study))
    assert not reader.notifications.exists()
    assert Meeting.objects.get().place == "三楼会议室"


def test_what_is_cancelled_is_told_to_who_knew(client, study, owner):
    reader, meeting = join(study.group), make_meeting(study=study)
    planning.announce(meeting, by=owner)
    client.post(reverse("meetings:cancel", args=[meeting.pk]))
    client.post(reverse("meetings:cancel", args=[meeting.pk]))
    assert told_kinds(reader) == ["cancelled"]
    assert "取消了" in client.get(meeting.get_absolute_url()).text
    assert client.get(reverse("meetings:edit", args=[meeting.pk])).status_code == 404
    client.force_login(reader)
    assert "取消了学习会" in client.get(reverse("inbox:list")).text


def test_what_nobody_knew_of_is_cancelled_in_silence(client, study, owner):
    join(study.group)
    meeting = make_meeting(study=study)
    client.post(reverse("meetings:cancel", args=[meeting.pk]))
    assert not Notification.objects.exists()


def test_who_is_named_for_one_meeting_leads_that_one_only(client, study, owner):
    named = join(study.group)
    meeting, other = make_meeting(study=study), make_meeting(study=study)
    client.post(reverse("meetings:name_part", args=[meeting.pk]), {"user": named.pk, "role": "facilitator"})
    client.force_login(named)
    assert client.get(reverse("meetings:edit", args=[meeting.pk])).status_code == 200
    assert client.get(reverse("meetings:edit", args=[other.pk])).status_code == 404
    assert client.get(reverse("meetings:new", args=[study.group_id])).status_code == 404


def test_a_meeting_keeps_a_facilitator(client, study, owner):
    meeting, second = make_meeting(study=study), join(study.group)
    first = meeting.parts.get()
    answer = client.post(reverse("meetings:drop_part", args=[first.pk]), follow=True)
    assert "要有一位主持人" in answer.text
    client.post(reverse("meetings:name_part", args=[meeting.pk]), {"user": second.pk, "role": "facilitator"})
    client.post(reverse("meetings:name_part", args=[meeting.pk]), {"user": second.pk, "role": "facilitator"})
    client.post(reverse("meetings:drop_part", args=[first.pk]))
    assert [part.user for part in meeting.parts.all()] == [second]


def test_nobody_from_outside_can_be_named(client, study, owner):
    meeting = make_meeting(study=study)
    for user in (make_user().pk, join(study.group, role=Role.OBSERVER).pk, "", "x"):
        answer = client.post(reverse("meetings:name_part", args=[meeting.pk]), {"user": user, "role": "recorder"})
        assert answer.status_code == 422
    answer = client.post(
        reverse("meetings:name_part", args=[meeting.pk]), {"user": join(study.group).pk, "role": "king"}
    )
    assert answer.status_code == 422


def test_who_was_removed_sees_nothing_of_it(client, study, owner):
    gone = join(study.group)
    meeting = make_meeting(study=study)
    Part.objects.create(meeting=meeting, user=gone, role=Part.Role.FACILITATOR)
    remove(study.group.memberships.get(user=gone), by=owner)
    client.force_login(gone)
    for name in ("meeting", "edit", "agenda", "outline", "roll"):
        assert client.get(reverse(f"meetings:{name}", args=[meeting.pk])).status_code == 404


def test_next_meetings_stand_at_home_and_in_the_group(client, study, owner):
    reader = join(study.group)
    make_meeting(study=study, title="下一次")
    make_meeting(study=make_study(group=make_group()), title="别组的")
    client.force_login(reader)
    for page in (client.get(reverse("guide:home")).text, client.get(study.group.get_absolute_url()).text):
        assert "下一次" in page
        assert "别组的" not in page
    assert "定一次学习会" not in client.get(study.group.get_absolute_url()).text


def test_the_page_costs_the_same_however_many_take_part(client, study, owner, django_assert_num_queries):
    meeting = make_meeting(study=study)
    agenda.propose(meeting, by=owner)
    page = meeting.get_absolute_url()
    client.get(page)
    with django_assert_num_queries(11):
        client.get(page)
    for _ in range(5):
        planning.name_part(meeting, user=join(study.group), role=Part.Role.KEY_SPEAKER)
        agenda.add_item(meeting, title="再来", minutes=3, study=study, start=0, end=5)
    with django_assert_num_queries(11):
        client.get(page)
