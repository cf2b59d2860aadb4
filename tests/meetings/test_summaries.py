"""发言摘要: the recorder writes it, who spoke puts it right, and nothing is lost when both do."""

import pytest

from studyapp.groups.models import Role
from studyapp.meetings.models import Part, StudyRecord
from studyapp.meetings.services import floor, leading
from tests.factories import join, make_user
from tests.meetings.somebody import comes, guest_of, part, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def speaker(meeting):
    return comes(meeting, "方圆")


@pytest.fixture
def speech(meeting, speaker):
    return floor.give_floor(speaker[0])


@pytest.fixture
def recorder(meeting):
    return comes(meeting, "何田", role=Role.RECORDER)[1]


def write(client, speech, summary, edition=1):
    return client.post(f"/meetings/speeches/{speech.pk}/summary/", {"summary": summary, "edition": edition})


def correct(client, speech, summary, edition=1):
    address = f"/meetings/{speech.meeting_id}/speeches/{speech.pk}/correct/"
    return client.post(address, {"summary": summary, "edition": edition})


def test_the_recorder_writes_and_the_speaker_puts_right(meeting, speech, speaker, recorder):
    assert write(recorder, speech, "水是从山里来的").status_code == 204
    assert "水是从山里来的" in part(speaker[1], meeting, "floor")
    assert correct(speaker[1], speech, "水是从云里来的", 2).status_code == 204
    speech.refresh_from_db()
    assert (speech.summary, speech.edition) == ("水是从云里来的", 3)
    assert speech.checked_at
    assert "本人看过" in part(recorder, meeting, "floor")
    write(recorder, speech, "水从云里来", 3)
    speech.refresh_from_db()
    assert speech.checked_at is None


def test_a_recorder_of_this_meeting_alone_writes_too(meeting, speech, group):
    named = join(group)
    assert write(signed_in(named), speech, "说水").status_code == 404
    meeting.parts.create(user=named, role=Part.Role.RECORDER)
    assert write(signed_in(named), speech, "说水").status_code == 204


def test_nobody_puts_right_what_somebody_else_said(meeting, speech, desk, recorder):
    _, other = comes(meeting, "周远")
    for client in (other, recorder, desk):
        assert correct(client, speech, "乱改").status_code == 404
    assert write(other, speech, "乱改").status_code == 404
    assert write(signed_in(make_user()), speech, "乱改").status_code == 404


def test_of_two_at_once_both_are_shown_and_none_is_lost(speech, recorder, desk):
    write(recorder, speech, "说的是水")
    answer = write(desk, speech, "说的是山")
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "说的是水" in page
    assert "说的是山" in page
    assert 'name="edition" value="2"' in page
    assert write(desk, speech, "说的是山和水", 2).status_code == 204


def test_the_same_words_twice_are_no_conflict(speech, recorder, desk):
    write(recorder, speech, "说的是水")
    assert write(desk, speech, "说的是水").status_code == 204


def test_guests_put_right_what_they_said_as_long_as_the_meeting_lasts(meeting, recorder):
    guest, client = guest_of(meeting)
    speech = floor.give_floor(guest)
    write(recorder, speech, "来客说")
    assert "来客说" in part(client, meeting, "floor")
    assert correct(client, speech, "来客说了山", 2).status_code == 204
    leading.end(meeting)
    assert correct(client, speech, "再改", 3).status_code == 302


def test_guests_read_no_summaries_of_others(meeting, speech, recorder):
    _, client = guest_of(meeting)
    write(recorder, speech, "水是从山里来的")
    assert "水是从山里来的" not in part(client, meeting, "floor")


def test_after_the_meeting_it_goes_on_until_the_record_is_signed(meeting, speech, speaker, recorder, desk, lead):
    leading.end(meeting)
    assert write(recorder, speech, "说水").status_code == 204
    assert correct(speaker[1], speech, "说山", 2).status_code == 204
    record, _ = StudyRecord.objects.get_or_create(meeting=meeting)
    record.signed_by, record.signed_at = lead, meeting.created_at
    record.save()
    assert write(recorder, speech, "再改", 3).status_code == 404
    assert correct(speaker[1], speech, "再改", 3).status_code == 404
    assert "<textarea" not in part(speaker[1], meeting, "floor")


def test_too_long_a_summary_is_refused_with_what_was_typed(speech, recorder):
    answer = write(recorder, speech, "长" * 2001)
    assert answer.status_code == 422
    assert "最多 2000 字" in answer.content.decode()
