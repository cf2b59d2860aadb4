"""Two at the same moment around the end of a meeting and its record: no lock for ever, nothing changed once signed."""

import pytest

from studyapp.annotations.services import marks
from studyapp.groups.models import Role
from studyapp.meetings.models import Meeting
from studyapp.meetings.services import attending, floor, leading, records, running, to_dos
from studyapp.meetings.services.holding import NotRunningError, SignedError
from studyapp.meetings.services.records import NotOverError, StaleRecordError, digest
from tests.factories import join, make_group, make_meeting, make_note, make_study, make_user
from tests.simultaneous import at_once

pytestmark = pytest.mark.django_db(transaction=True)

TEXT = "\n".join(f"第{number}句，水从山里来。" for number in range(1, 9))


@pytest.fixture
def lead():
    return join(make_group(), role=Role.FACILITATOR)


@pytest.fixture
def meeting(lead):
    group = lead.study_groups.get()
    return leading.start(make_meeting(study=make_study(group=group, text=TEXT), by=lead), by=lead)


def speech_of(meeting, name="方圆"):
    user = join(meeting.group, user=make_user(display_name=name))
    return floor.give_floor(attending.check_in(meeting, user=user))


def test_what_is_signed_is_what_was_read(meeting, lead):
    speech = speech_of(meeting)
    record = records.write(leading.end(meeting))
    seen = digest(record)
    said = at_once(
        lambda: records.sign(record, by=lead, seen=seen),
        lambda: records.correct(speech, summary="说水", edition=1, by=lead),
        lambda: floor.summarise(speech, summary="说水", edition=1, by=lead),
        lambda: to_dos.decide(meeting, text="带茶", by=lead),
        errors=(SignedError, StaleRecordError),
    )
    record.refresh_from_db()
    assert StaleRecordError in said or record.is_signed
    if record.is_signed:
        assert digest(record) == record.digest == seen


def test_it_goes_on_or_is_signed_but_not_both(meeting, lead):
    record = records.write(leading.end(meeting))
    seen = digest(record)
    at_once(
        lambda: leading.resume(meeting),
        lambda: records.sign(record, by=lead, seen=seen),
        errors=(NotOverError,),
    )
    record.refresh_from_db()
    assert record.is_signed == Meeting.objects.get().is_over


def test_the_last_place_wins_and_nothing_is_open_after_the_end(meeting, lead):
    lines = meeting.studies.get().article.revision.paragraphs
    second, third = lines.get(number=2), lines.get(number=3)
    at_once(
        lambda: leading.focus(meeting, paragraph=second, by=lead),
        lambda: leading.focus(meeting, paragraph=third, by=lead),
    )
    now = Meeting.objects.get()
    assert now.moves == 2
    assert meeting.visits.get(ended_at=None).start == now.focus_start
    at_once(
        lambda: leading.end(meeting),
        lambda: leading.focus(meeting, paragraph=second, by=lead),
        errors=(NotRunningError,),
    )
    assert not meeting.visits.filter(ended_at=None).exists()


def test_ended_twice_it_has_ended_once(meeting):
    first, second = at_once(lambda: leading.end(meeting), lambda: leading.end(meeting))
    assert first.ended_at == second.ended_at
    assert Meeting.objects.get().ended_at == first.ended_at


def test_to_dos_change_hands_crosswise(meeting, lead):
    one, two = (join(meeting.group) for _time in range(2))
    other = leading.start(make_meeting(study=meeting.studies.get(), by=lead), by=lead)
    said = {"text": "买茶", "due_on": None, "by": lead}
    here, there = to_dos.give(meeting, owner=one, **said), to_dos.give(other, owner=two, **said)
    at_once(
        lambda: to_dos.change_to_do(here, owner=two, was=here.said, **said),
        lambda: to_dos.change_to_do(there, owner=one, was=there.said, **said),
    )
    assert [each.notifications.unread().count() for each in (one, two)] == [1, 1]


def test_who_goes_while_the_floor_is_given_holds_nothing(meeting):
    speech = speech_of(meeting)
    at_once(
        lambda: attending.leave(speech.attendance),
        lambda: floor.raise_hand(speech.attendance),
        lambda: leading.end(meeting),
        errors=(NotRunningError,),
    )
    assert not meeting.speeches.filter(ended_at=None).exists()


def test_a_question_is_put_off_while_its_author_deletes_it_from_the_screen(meeting, lead):
    study = meeting.studies.get()
    for number in range(1, 4):
        note = make_note(
            article=study.article, author=lead, study=study, kind="question", body="几分烫？", quote=f"第{number}句"
        )
        leading.show_note(meeting, note)
        at_once(lambda note=note: running.park(meeting, question=note), lambda note=note: marks.delete(note))
        assert Meeting.objects.get().shown is None
