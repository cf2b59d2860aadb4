"""The study record: written from what happened, changed field by field, signed once."""

from hashlib import sha256

from django.db import transaction
from django.utils import timezone

from studyapp.accounts.models import User
from studyapp.meetings.models import Addendum, FieldEdit, Meeting, RecordField, StudyRecord
from studyapp.meetings.recounting import FIELDS


class SignedError(Exception):
    """A signed record never changes; it can only be added to."""


class StaleFieldError(Exception):
    """Somebody has changed the field since it was read. `field` is as it is now."""

    def __init__(self, field: RecordField) -> None:
        super().__init__()
        self.field = field


@transaction.atomic
def write(meeting: Meeting) -> StudyRecord:
    """The record of a meeting that is over, made on the first call. Fields nobody has touched follow what is added
    to the meeting afterwards, such as a late check-in or a decision.
    """
    record, _ = StudyRecord.objects.get_or_create(meeting=meeting)
    if record.is_signed:
        return record
    present = {field.name: field for field in record.fields.all()}
    for name, (_label, told) in FIELDS.items():
        field = present.get(name)
        if field is None:
            RecordField.objects.create(record=record, name=name, text=told(meeting))
        elif field.edited_by_id is None:
            RecordField.objects.filter(pk=field.pk, edited_by=None).update(text=told(meeting))
    return record


@transaction.atomic
def change_field(field: RecordField, *, text: str, edition: int, by: User) -> RecordField:
    """Raises SignedError, StaleFieldError; nothing that anybody wrote is lost."""
    record = held(field.record)
    field = RecordField.objects.get(pk=field.pk)
    if record.is_signed:
        raise SignedError
    if field.edition != edition:
        raise StaleFieldError(field)
    if field.text == text:
        return field
    FieldEdit.objects.create(
        field=field, text=field.text, edition=field.edition, edited_by=field.edited_by, edited_at=field.edited_at
    )
    field.text, field.edition, field.edited_by, field.edited_at = text, edition + 1, by, timezone.now()
    field.save(update_fields=["text", "edition", "edited_by", "edited_at"])
    return field


@transaction.atomic
def sign(record: StudyRecord, *, by: User) -> StudyRecord:
    """签发: from now on it stays as it is. Raises SignedError when it was signed before."""
    record = held(record)
    if record.is_signed:
        raise SignedError
    record.signed_at, record.signed_by, record.digest = timezone.now(), by, digest(record)
    record.save(update_fields=["signed_at", "signed_by", "digest"])
    return record


@transaction.atomic
def add(record: StudyRecord, *, text: str, by: User) -> Addendum:
    """补记: what is to be said to a signed record."""
    return Addendum.objects.create(record=record, text=text, added_by=by)


def digest(record: StudyRecord) -> str:
    """SHA-256 of all fields, in their order."""
    words = "\n\n".join(f"{field.name}\n{field.text}" for field in record.fields.order_by("pk"))
    return sha256(words.encode()).hexdigest()


def held(record: StudyRecord) -> StudyRecord:
    return StudyRecord.objects.select_for_update(of=("self",)).get(pk=record.pk)
