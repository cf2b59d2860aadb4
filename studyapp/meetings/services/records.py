"""The study record: written from what happened, changed field by field, signed once."""

from collections.abc import Iterable
from hashlib import sha256

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from studyapp.accounts.models import User
from studyapp.groups.models import StudyGroup
from studyapp.meetings.layouts import names_in
from studyapp.meetings.models import (
    Addendum,
    Attendance,
    FieldEdit,
    Meeting,
    RecordField,
    RecordLayout,
    Speech,
    StudyRecord,
)
from studyapp.meetings.recounting import FIELDS, MADE_OF_ROWS
from studyapp.meetings.services.floor import summarise
from studyapp.meetings.services.holding import SignedError, held, held_record, unsigned
from studyapp.meetings.services.telling import tell_handed_in, tell_signed, tell_summary


class NotOverError(Exception):
    """The meeting goes on, or goes on again: there is nothing to sign yet."""


class StaleFieldError(Exception):
    """Somebody has changed the field since it was read. `field` is as it is now."""

    def __init__(self, field: RecordField) -> None:
        super().__init__()
        self.field = field


class StaleRecordError(Exception):
    """Something in the record has changed since it was read."""


def write(meeting: Meeting, *, by: User | None = None) -> StudyRecord:
    """The record of a meeting that is over, made on the first call. Fields nobody has touched follow what is added
    to the meeting afterwards, such as a late check-in; those made of rows always follow them, `by` whoever changed one.
    """
    record = StudyRecord.objects.filter(meeting=meeting).first()
    if record and (record.is_signed or not differing(record)):
        return record
    with transaction.atomic():
        record, _ = StudyRecord.objects.get_or_create(meeting=meeting)
        record = held_record(record)
        if not record.is_signed:
            for name, text in differing(record).items():
                follow(record, name, text, by=by)
    return record


def differing(record: StudyRecord) -> dict[str, str]:
    """What fields should say and do not. A record is written in the language of the house, whoever reads it first."""
    there = {field.name: field for field in record.fields.all()}
    found = {}
    with override(settings.LANGUAGE_CODE):
        for name, (_label, told) in FIELDS.items():
            field = there.get(name)
            if field is None or field.edited_by_id is None or name in MADE_OF_ROWS:
                text = told(record.meeting)
                if field is None or field.text != text:
                    found[name] = text
    return found


def follow(record: StudyRecord, name: str, text: str, *, by: User | None) -> None:
    """What was told by itself before is not kept: it may hold words of a note that its author has taken back."""
    field = record.fields.filter(name=name).first()
    if field is None:
        RecordField.objects.create(record=record, name=name, text=text)
    elif name in MADE_OF_ROWS:
        rewrite(field, text=text, by=by)
    else:
        put(field, text=text, by=None)


def rewrite(field: RecordField, *, text: str, by: User | None) -> None:
    """Another edition; what it said before is kept. Call with the record held."""
    FieldEdit.objects.create(
        field=field, text=field.text, edition=field.edition, edited_by=field.edited_by, edited_at=field.edited_at
    )
    put(field, text=text, by=by)


def put(field: RecordField, *, text: str, by: User | None) -> None:
    field.text, field.edition, field.edited_by, field.edited_at = text, field.edition + 1, by, timezone.now()
    field.save(update_fields=["text", "edition", "edited_by", "edited_at"])


@transaction.atomic
def change_field(field: RecordField, *, text: str, edition: int, by: User) -> RecordField:
    """Raises SignedError, StaleFieldError; nothing that anybody wrote is lost."""
    record = held_record(field.record)
    field = RecordField.objects.get(pk=field.pk)
    if record.is_signed:
        raise SignedError
    if field.edition != edition:
        raise StaleFieldError(field)
    if field.text != text:
        rewrite(field, text=text, by=by)
    return field


@transaction.atomic
def correct(speech: Speech, *, summary: str, edition: int, by: User) -> Speech:
    """发言摘要, by whoever writes the record or by who spoke. Raises SignedError, StaleSummaryError."""
    meeting = unsigned(speech.meeting)
    speech = summarise(speech, summary=summary, edition=edition, by=by)
    write(meeting, by=by)
    return speech


@transaction.atomic
def note_speech(record: StudyRecord, *, attendance: Attendance, summary: str, by: User) -> Speech:
    """One that nobody wrote down when it was made. Raises SignedError."""
    meeting = unsigned(record.meeting)
    at = meeting.ended_at or timezone.now()
    speech = Speech.objects.create(meeting=meeting, attendance=attendance, summary=summary, began_at=at, ended_at=at)
    write(meeting, by=by)
    tell_summary(speech, by=by)
    return speech


@transaction.atomic
def hand_in(record: StudyRecord, *, by: User) -> StudyRecord:
    """The recorder is done; who leads may sign. Raises SignedError, NotOverError."""
    meeting, record = unsigned(record.meeting), held_record(record)
    if not meeting.is_over:
        raise NotOverError
    record.handed_at, record.handed_by = timezone.now(), by
    record.save(update_fields=["handed_at", "handed_by"])
    write(meeting, by=by)
    tell_handed_in(record, by=by)
    return record


@transaction.atomic
def sign(record: StudyRecord, *, by: User, seen: str) -> StudyRecord:
    """签发: from now on it stays as it is. `seen` is the digest of what was read.

    Raises SignedError, NotOverError, StaleRecordError.
    """
    meeting, record = held(record.meeting), held_record(record)
    if record.is_signed:
        raise SignedError
    if not meeting.is_over:
        raise NotOverError
    if differing(record) or digest(record) != seen:
        raise StaleRecordError
    meeting.polls.update(answered=[])
    record.layout, record.digest = names_in(record), seen
    record.signed_at, record.signed_by, record.signer = timezone.now(), by, by.get_full_name()
    record.save(update_fields=["layout", "digest", "signed_at", "signed_by", "signer"])
    tell_signed(record, by=by)
    return record


@transaction.atomic
def add(record: StudyRecord, *, text: str, by: User) -> Addendum:
    """补记: what is to be said to a signed record."""
    return Addendum.objects.create(record=record, text=text, added_by=by)


@transaction.atomic
def lay_out(group: StudyGroup, *, names: Iterable[str]) -> RecordLayout:
    """Which fields records of the group have that are not signed yet."""
    layout, _ = RecordLayout.objects.update_or_create(group=group, defaults={"names": list(names)})
    return layout


def digest(record: StudyRecord) -> str:
    """SHA-256 of the fields that it has, in their order."""
    texts = dict(record.fields.values_list("name", "text"))
    words = "\n\n".join(f"{name}\n{texts[name]}" for name in names_in(record) if name in texts)
    return sha256(words.encode()).hexdigest()
