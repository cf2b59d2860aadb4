"""What a crowd costs: who follows says so once, and panels come several in one answer."""

from datetime import timedelta

import pytest
from django.utils import timezone

from studyapp.meetings.models import Attendance
from studyapp.meetings.services import following, leading
from tests.live.listening import heard_until, kinds
from tests.meetings.somebody import comes, guest_of

pytestmark = pytest.mark.django_db


def take_to(meeting, number):
    revision = meeting.studies.get().article.revision
    return leading.focus(meeting, paragraph=revision.paragraphs.get(number=number), by=meeting.lead)


def test_who_follows_is_wherever_all_are_and_says_so_once(meeting):
    _, here = comes(meeting)
    assert here.post(f"/meetings/{meeting.pk}/here/", {"follows": "1"}).status_code == 204
    assert following.standing(meeting) == {}
    for number in (2, 5):
        moved = take_to(meeting, number)
        assert following.standing(moved) == {moved.focus_start: 1}


def test_who_follows_no_longer_is_where_their_page_is(meeting):
    mine, here = comes(meeting)
    moved = take_to(meeting, 5)
    here.post(f"/meetings/{meeting.pk}/here/", {"follows": "1"})
    here.post(f"/meetings/{meeting.pk}/here/", {"revision": moved.revision_id, "start": 0})
    assert following.standing(moved) == {0: 1}
    following.follow(mine)
    assert following.standing(moved) == {moved.focus_start: 1}


def test_who_has_left_or_was_not_seen_for_long_is_nowhere(meeting):
    mine, _ = comes(meeting)
    moved = take_to(meeting, 2)
    following.follow(mine)
    Attendance.objects.filter(pk=mine.pk).update(seen_at=timezone.now() - timedelta(minutes=2))
    assert following.standing(moved) == {}
    following.is_seen(mine)
    assert following.standing(moved) == {moved.focus_start: 1}
    Attendance.objects.filter(pk=mine.pk).update(left_at=timezone.now())
    assert following.standing(moved) == {}


@pytest.mark.django_db(transaction=True)
def test_a_page_that_listens_is_seen(meeting):
    mine, here = comes(meeting)
    following.follow(mine)
    long_ago = timezone.now() - timedelta(minutes=2)
    Attendance.objects.filter(pk=mine.pk).update(seen_at=long_ago)
    said = heard_until("focus", here, f"/meetings/{meeting.pk}/live/", lambda: take_to(meeting, 2))
    assert kinds(said) == ["hello", "focus"]
    mine.refresh_from_db()
    assert mine.seen_at > long_ago


def test_several_panels_come_in_one_answer(meeting):
    _, here = comes(meeting)
    shown = here.get(f"/meetings/{meeting.pk}/part/floor-hands-bottom/").content.decode()
    assert [name for name in ("floor", "hands", "bottom", "poll") if f'data-part="{name}"' in shown] == [
        "floor",
        "hands",
        "bottom",
    ]


@pytest.mark.parametrize("names", ["floor-here", "floor-nothing", "-", "floor-"])
def test_one_that_is_not_for_me_refuses_all(meeting, names):
    _, here = comes(meeting)
    assert here.get(f"/meetings/{meeting.pk}/part/{names}/").status_code == 404


def test_guests_get_theirs(meeting):
    _, there = guest_of(meeting)
    assert there.get(f"/meetings/{meeting.pk}/part/floor-status/").status_code == 200
    assert there.get(f"/meetings/{meeting.pk}/part/floor-people/").status_code == 404
