"""What the inbox tells of a meeting: to whom, once, without words of it, and not any more when it is done."""

import pytest
from django.urls import reverse

from studyapp.groups.models import Role
from studyapp.inbox.models import Notification
from studyapp.meetings.services import floor, leading, records, to_dos
from studyapp.meetings.services.attending import admit_guest
from tests.factories import join, make_user
from tests.meetings.somebody import comes, signed_in

pytestmark = pytest.mark.django_db

SECRET = "水是从云里来的"


def told(user):
    """Kinds and counts of what the user has not read."""
    return list(Notification.objects.visible_to(user).unread().order_by("kind").values_list("kind", "count"))


@pytest.fixture
def recorder(meeting):
    return comes(meeting, "何田", role=Role.RECORDER)


@pytest.fixture
def speaker(meeting):
    return comes(meeting, "方圆")


def inbox(user):
    return signed_in(user).get(reverse("inbox:list")).text


def test_who_leads_hears_that_the_record_is_handed_in_until_it_is_signed(meeting, recorder, speaker, lead, group):
    leading.end(meeting)
    owner = group.memberships.get(role=Role.OWNER).user
    page = reverse("meetings:hand_in", args=[meeting.pk])
    recorder[1].post(page)
    recorder[1].post(page)
    assert told(lead) == told(owner) == [("handed", 1)]
    assert told(recorder[0].user) == told(speaker[0].user) == []
    assert "何田 交来了学习记录，请你签发" in inbox(lead)
    record = records.write(meeting)
    signed_in(lead).post(reverse("meetings:sign", args=[meeting.pk]), {"seen": records.digest(record)})
    assert told(owner) == told(lead) == []
    assert told(recorder[0].user) == told(speaker[0].user) == [("signed", 1)]
    opened = speaker[1].post(reverse("inbox:open", args=[speaker[0].user.notifications.get().pk]))
    assert opened.headers["Location"] == reverse("meetings:record", args=[meeting.pk])


def test_who_did_not_come_is_not_told_of_the_signing(meeting, lead, group):
    absent = join(group)
    admit_guest(meeting, name="来客")
    leading.end(meeting)
    record = records.write(meeting)
    records.sign(record, by=lead, seen=records.digest(record))
    assert told(absent) == []


def test_a_meeting_that_goes_on_asks_nobody_to_sign(meeting, recorder, lead):
    leading.end(meeting)
    records.hand_in(records.write(meeting), by=recorder[0].user)
    leading.resume(meeting)
    assert told(lead) == []
    assert records.StudyRecord.objects.get().handed_at is None


def test_who_spoke_is_asked_once_to_check(meeting, recorder, speaker):
    first, second = floor.give_floor(speaker[0]), floor.give_floor(recorder[0])
    third = floor.give_floor(speaker[0])
    for speech, words in ((first, SECRET), (second, "我自己"), (third, "又说了")):
        recorder[1].post(reverse("meetings:summary", args=[speech.pk]), {"summary": words, "edition": 1})
    assert told(speaker[0].user) == [("summary", 2)]
    assert told(recorder[0].user) == []
    page = inbox(speaker[0].user)
    assert "何田 记下了你的发言，请你看看对不对" in page
    assert SECRET not in page
    assert SECRET not in str(list(Notification.objects.values_list()))
    assert signed_in(speaker[0].user).get(Notification.objects.get().address).status_code == 200
    for speech in (first, third):
        speech.refresh_from_db()
        address = reverse("meetings:correct", args=[meeting.pk, speech.pk])
        speaker[1].post(address, {"summary": speech.summary, "edition": speech.edition})
    assert told(speaker[0].user) == []


def test_no_line_no_notice(meeting, recorder, speaker):
    speech = floor.give_floor(speaker[0])
    for edition, words in ((1, ""), (1, "说水"), (2, "")):
        floor.summarise(speech, summary=words, edition=edition, by=recorder[0].user)
    assert told(speaker[0].user) == []


def test_a_guest_s_line_is_told_to_nobody(meeting, recorder):
    guest, _token = admit_guest(meeting, name="来客")
    floor.summarise(floor.give_floor(guest), summary="说水", edition=1, by=recorder[0].user)
    assert not Notification.objects.exists()


def test_a_line_written_afterwards_is_told_too(meeting, recorder, speaker):
    leading.end(meeting)
    said = {"attendance": speaker[0].pk, "summary": SECRET}
    recorder[1].post(reverse("meetings:note_speech", args=[meeting.pk]), said)
    assert told(speaker[0].user) == [("summary", 1)]
    assert Notification.objects.get().address == reverse("meetings:record", args=[meeting.pk])


def give(client, meeting, owner, text="量一量石凳"):
    client.post(reverse("meetings:add_to_do", args=[meeting.pk]), {"text": text, "owner": owner.pk, "due_on": ""})


def test_the_owner_of_a_to_do_hears_of_it(meeting, desk, lead, speaker):
    owner = speaker[0].user
    give(desk, meeting, owner)
    give(desk, meeting, owner)
    give(desk, meeting, lead)
    assert told(owner) == [("to-do", 2)]
    assert told(lead) == []
    page = inbox(owner)
    assert "给了你一项待办" in page
    assert "石凳" not in page
    assert "石凳" in signed_in(owner).get(Notification.objects.get().address).text


def test_a_to_do_that_is_done_dropped_or_somebody_else_s_is_not_told_any_more(meeting, desk, lead, speaker):
    owner, other = speaker[0].user, join(meeting.group, user=make_user())
    for _number in range(3):
        give(desk, meeting, owner)
    done, dropped, passed = meeting.to_dos.order_by("pk")
    speaker[1].post(reverse("meetings:tick", args=[done.pk]))
    desk.post(reverse("meetings:drop_to_do", args=[dropped.pk]))
    changed = {"text": "量两量", "owner": other.pk, "due_on": "", "was": passed.said}
    desk.post(reverse("meetings:change_to_do", args=[passed.pk]), changed)
    assert told(owner) == []
    assert told(other) == [("to-do", 1)]
    passed.refresh_from_db()
    to_dos.change_to_do(passed, text="量三量", owner=other, due_on=None, was=passed.said, by=lead)
    assert told(other) == [("to-do", 1)]


def test_who_has_left_the_group_hears_nothing(meeting, desk, speaker, group):
    give(desk, meeting, speaker[0].user)
    group.memberships.filter(user=speaker[0].user).delete()
    assert told(speaker[0].user) == []
