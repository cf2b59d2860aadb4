"""What tests of a record ask it for, and its signature."""

from django.urls import reverse

from studyapp.meetings.services import records


def address(name, pk):
    return reverse(f"meetings:{name}", args=[pk])


def field(record, name):
    return record.fields.get(name=name)


def signed(record, owner):
    return records.sign(records.write(record.meeting), by=owner, seen=records.digest(record))
