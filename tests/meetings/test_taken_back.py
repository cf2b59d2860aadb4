"""What a note said that the meeting took up leaves the record with the note, as long as it is not signed."""

import pytest

from studyapp.annotations.services import marks, moderation
from studyapp.meetings.models import FieldEdit
from studyapp.meetings.services import leading, records, running
from studyapp.meetings.services.records import digest
from studyapp.studies.services import sealing
from tests.factories import join, make_note
from tests.meetings.somebody import signed_in

pytestmark = pytest.mark.django_db
WORDS = "水从哪里来？"


@pytest.fixture
def note(meeting, group):
    """A question that the meeting put off, and that stands in its record."""
    study = meeting.studies.get()
    note = make_note(article=study.article, author=join(group), study=study, kind="question", body=WORDS)
    running.park(meeting, question=note)
    records.write(leading.end(meeting))
    assert WORDS in told(meeting)
    return note


def told(meeting) -> str:
    """As it is kept, before anybody opens it."""
    return meeting.record.fields.get(name="questions").text


@pytest.mark.parametrize("end", ["deleted", "taken back", "hidden", "sealed"])
def test_it_is_gone_at_once_and_from_what_was_there_before(meeting, lead, note, end):
    if end == "deleted":
        marks.delete(note)
    elif end == "taken back":
        marks.unshare(note)
    elif end == "hidden":
        moderation.hide(note, by=lead, reason="不合适")
    else:
        sealing.seal(note.study)
    assert WORDS not in told(meeting)
    assert not FieldEdit.objects.filter(text__contains=WORDS).exists()
    history = f"/records/fields/{meeting.record.fields.get(name='questions').pk}/history/"
    assert WORDS not in signed_in(lead).get(history).text


def test_rewritten_it_is_told_anew(meeting, note):
    marks.rewrite(note, body="山从哪里来？", tags=(), edition=1)
    assert "山从哪里来？" in told(meeting)
    assert WORDS not in told(meeting)


def test_what_the_recorder_wrote_stays(meeting, lead, note):
    field = meeting.record.fields.get(name="questions")
    records.change_field(field, text="大家问水的来处。", edition=field.edition, by=lead)
    marks.delete(note)
    assert told(meeting) == "大家问水的来处。"


def test_a_signed_record_never_changes(meeting, lead, note):
    record = records.write(meeting)
    records.sign(record, by=lead, seen=digest(record))
    before = told(meeting)
    marks.delete(note)
    assert told(meeting) == before
