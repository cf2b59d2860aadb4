"""Speaking: hands, the floor, and the line that is written of a speech."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from studyapp.groups.models import Role
from studyapp.live.models import Event
from studyapp.meetings.models import Hand, Part, Speech
from studyapp.meetings.services import attending, floor, leading
from tests.factories import join
from tests.meetings.somebody import comes, guest_of, part, signed_in

pytestmark = pytest.mark.django_db


def press(client, meeting, act, **fields):
    return client.post(f"/meetings/{meeting.pk}/{act}/", fields)


def speaking(meeting):
    return meeting.speeches.filter(ended_at=None).get()


def test_a_hand_waits_in_the_queue_until_it_is_given_the_floor(desk, meeting):
    first, one = comes(meeting, "方圆")
    second, other = comes(meeting, "周远")
    assert press(one, meeting, "hand/raise").status_code == 204
    assert press(other, meeting, "hand/raise").status_code == 204
    assert "第 2 位" in part(other, meeting, "hands")
    assert part(desk, meeting, "hands").index("方圆") < part(desk, meeting, "hands").index("周远")
    assert press(desk, meeting, "floor/give", attendance=first.pk).status_code == 204
    assert speaking(meeting).attendance == first
    assert "方圆" in part(other, meeting, "floor")
    assert "第 1 位" in part(other, meeting, "hands")
    press(desk, meeting, "floor/give", attendance=second.pk)
    assert speaking(meeting).attendance == second
    assert meeting.speeches.get(attendance=first).ended_at
    desk.post(f"/meetings/speeches/{speaking(meeting).pk}/end/")
    assert not meeting.speeches.filter(ended_at=None).exists()
    assert "现在没有人发言" in part(desk, meeting, "floor")


def test_what_happens_is_told_to_all_pages(desk, meeting):
    one, client = comes(meeting)
    before = Event.objects.count()
    press(client, meeting, "hand/raise")
    press(desk, meeting, "floor/give", attendance=one.pk)
    desk.post(f"/meetings/speeches/{speaking(meeting).pk}/end/")
    kinds = list(Event.objects.order_by("pk").values_list("kind", flat=True))[before:]
    assert set(kinds) == {"hands", "floor"}
    assert not any(event.data for event in Event.objects.filter(kind__in=kinds))


def test_who_is_prepared_comes_first(meeting, desk):
    comes(meeting, "方圆")
    _, one = comes(meeting, "周远")
    two, other = comes(meeting, "何田")
    meeting.parts.create(user=two.user, role=Part.Role.KEY_SPEAKER)
    press(one, meeting, "hand/raise")
    press(other, meeting, "hand/raise")
    queue = part(desk, meeting, "hands")
    assert queue.index("何田") < queue.index("周远")
    assert "重点发言" in queue


def test_a_hand_is_on_the_paragraph_of_the_page_or_where_everybody_is(desk, meeting):
    mine, client = comes(meeting)
    lines = list(meeting.studies.get().article.revision.paragraphs.order_by("number"))
    press(client, meeting, "hand/raise", here="1")
    assert Hand.objects.get().paragraph is None
    desk.post(f"/meetings/{meeting.pk}/focus/", {"revision": lines[2].revision_id, "start": lines[2].start})
    press(client, meeting, "hand/raise", here="1")
    assert Hand.objects.get().paragraph == 3
    client.post(f"/meetings/{meeting.pk}/here/", {"revision": lines[4].revision_id, "start": lines[4].start})
    press(client, meeting, "hand/raise", here="1")
    assert Hand.objects.get().paragraph == 5
    press(desk, meeting, "floor/give", attendance=mine.pk)
    assert speaking(meeting).paragraph == 5
    assert "就第5段" in part(client, meeting, "floor")


def test_a_hand_is_lowered_by_its_owner_and_by_who_leads(desk, meeting):
    _, client = comes(meeting)
    press(client, meeting, "hand/raise")
    press(client, meeting, "hand/lower")
    assert not Hand.objects.filter(lowered_at=None).exists()
    press(client, meeting, "hand/raise")
    hand = Hand.objects.get(lowered_at=None)
    assert client.post(f"/meetings/hands/{hand.pk}/lower/").status_code == 404
    assert desk.post(f"/meetings/hands/{hand.pk}/lower/").status_code == 204
    assert not Hand.objects.filter(lowered_at=None).exists()


def test_guests_raise_a_hand_and_speak_but_give_no_floor(desk, meeting):
    guest, client = guest_of(meeting)
    assert press(client, meeting, "hand/raise").status_code == 204
    assert "来客" in part(desk, meeting, "hands")
    assert press(client, meeting, "floor/give", attendance=guest.pk).status_code != 204
    press(desk, meeting, "floor/give", attendance=guest.pk)
    assert speaking(meeting).attendance == guest


def test_members_who_have_not_come_or_have_gone_raise_no_hand(meeting, group):
    outside = signed_in(join(group))
    assert press(outside, meeting, "hand/raise").status_code == 404
    assert "签到，就能举手" in part(outside, meeting, "hands")
    mine, client = comes(meeting)
    attending.leave(mine)
    assert press(client, meeting, "hand/raise").status_code == 404


def test_the_floor_is_given_without_a_hand_to_who_is_there_and_for_as_long_as_said(desk, meeting, group):
    one, _ = comes(meeting)
    assert "方圆" in part(desk, meeting, "hands")
    press(desk, meeting, "floor/give", attendance=one.pk, minutes=7)
    assert speaking(meeting).minutes == 7
    absent = attending.excuse(meeting, user=join(group), reason="出差")
    assert press(desk, meeting, "floor/give", attendance=absent.pk).status_code == 422
    assert press(desk, meeting, "floor/give", attendance=one.pk, minutes=99).status_code == 422
    assert press(desk, meeting, "floor/give").status_code == 422


def test_members_and_recorders_give_no_floor(meeting):
    one, client = comes(meeting)
    _, recorder = comes(meeting, "何田", role=Role.RECORDER)
    for somebody in (client, recorder):
        assert press(somebody, meeting, "floor/give", attendance=one.pk).status_code == 404
        assert "请别人发言" not in part(somebody, meeting, "hands")


def test_only_who_leads_is_told_who_has_not_spoken(desk, meeting):
    one, client = comes(meeting)
    comes(meeting, "周远")
    guest_of(meeting)
    assert "还有 3 位未发言" in part(desk, meeting, "hands")
    assert "未发言" not in part(client, meeting, "hands")
    press(desk, meeting, "floor/give", attendance=one.pk)
    assert "还有 2 位未发言" in part(desk, meeting, "hands")


def test_the_end_of_a_speech_that_is_over_ends_no_other(desk, meeting):
    one, _ = comes(meeting)
    two, _ = comes(meeting, "周远")
    old = floor.give_floor(one)
    floor.give_floor(two)
    assert desk.post(f"/meetings/speeches/{old.pk}/end/").status_code == 204
    assert speaking(meeting).attendance == two


def test_the_floor_given_twice_is_one_speech(desk, meeting):
    one, _ = comes(meeting)
    for _again in range(2):
        press(desk, meeting, "floor/give", attendance=one.pk)
    assert Speech.objects.count() == 1


def test_the_clock_of_a_speech_is_the_servers_and_goes_on_beyond_the_time(desk, meeting):
    one, _ = comes(meeting)
    speech = floor.give_floor(one, minutes=2)
    Speech.objects.update(began_at=timezone.now() - timedelta(minutes=5))
    speech.refresh_from_db()
    shown = part(desk, meeting, "floor")
    assert f'data-began="{round(speech.began_at.timestamp() * 1000)}"' in shown
    assert 'data-minutes="2"' in shown
    assert speech.ended_at is None


def test_without_script_one_comes_back_to_the_page_where_it_was_pressed(meeting, lead):
    client = Client()
    client.force_login(lead)
    room, console = f"/meetings/{meeting.pk}/room/", f"/meetings/{meeting.pk}/console/"
    for page in (room, console):
        answer = client.post(f"/meetings/{meeting.pk}/hand/raise/", headers={"Referer": f"http://testserver{page}"})
        assert (answer.status_code, answer["Location"]) == (303, page)
    elsewhere = client.post(f"/meetings/{meeting.pk}/hand/raise/", headers={"Referer": "http://evil.example/x"})
    assert elsewhere["Location"] == room
    refused = client.post(f"/meetings/{meeting.pk}/floor/give/", {"attendance": "x"})
    assert refused.status_code == 422
    assert "再送一次" in refused.content.decode()


@pytest.mark.parametrize("act", ["hand/raise", "floor/give"])
def test_before_and_after_nobody_speaks(desk, meeting, act, lead):
    leading.end(meeting)
    mine = meeting.attendances.get(user=lead)
    assert press(desk, meeting, act, attendance=mine.pk).status_code in {404, 409}
    assert not Speech.objects.exists()


def test_who_speaks_at_the_end_has_spoken(meeting):
    one, _ = comes(meeting)
    floor.give_floor(one)
    leading.end(meeting)
    assert Speech.objects.get().ended_at
