"""Which fields a study record has, in their order, and how they lie on paper."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from studyapp.groups.models import StudyGroup
from studyapp.meetings.models import RecordField, RecordLayout, StudyRecord
from studyapp.meetings.recounting import FIELDS, MADE_OF_ROWS

SHORT = {"place", "manner", "facilitator", "recorder"}  # two of them share a row on paper


@dataclass(frozen=True, slots=True)
class Entry:
    """A field of a record with the word for it."""

    field: RecordField

    @property
    def label(self) -> str:
        return str(FIELDS[self.name][0])

    @property
    def name(self) -> str:
        return self.field.name

    @property
    def lines(self) -> list[str]:
        return [line for line in self.field.text.split("\n") if line.strip()]

    @property
    def may_be_empty(self) -> bool:
        """Nothing there is as good as something: nobody was absent, nothing was asked."""
        return self.name in MADE_OF_ROWS | {"observing", "absent", "questions"}

    @property
    def nothing(self) -> str:
        """What stands on paper where nothing is written."""
        return _("无") if self.may_be_empty else _("未记")

    @property
    def has_rows(self) -> bool:
        return self.name in MADE_OF_ROWS


def layout_of(group: StudyGroup) -> list[str]:
    """The names that the group has chosen; all of them when it has not chosen."""
    chosen = RecordLayout.objects.filter(group=group).values_list("names", flat=True).first()
    return [name for name in chosen if name in FIELDS] if chosen else list(FIELDS)


def names_in(record: StudyRecord) -> list[str]:
    """Signed, a record keeps the layout that it was signed with."""
    return list(record.layout) if record.is_signed else layout_of(record.meeting.group)


def entries(record: StudyRecord) -> list[Entry]:
    found = {field.name: field for field in record.fields.select_related("edited_by")}
    return [Entry(found[name]) for name in names_in(record) if name in found]


def on_paper(there: Iterable[Entry]) -> list[list[Entry]]:
    """Rows of one field, or of two short ones."""
    rows: list[list[Entry]] = []
    for entry in there:
        if entry.name in SHORT and rows and len(rows[-1]) == 1 and rows[-1][0].name in SHORT:
            rows[-1].append(entry)
        else:
            rows.append([entry])
    return rows
