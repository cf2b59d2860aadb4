"""What a member reads of a meeting before it begins: who does what, what is on the agenda, what is asked of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef

from studyapp.accounts.models import User
from studyapp.annotations.models import Annotation
from studyapp.meetings.models import AgendaItem, Attendance, Meeting, Part
from studyapp.meetings.services.agenda import waits
from studyapp.meetings.stretches import with_paragraphs
from studyapp.studies.models import Study


@dataclass(frozen=True, slots=True)
class Duty:
    """A role and those who have it."""

    role: Part.Role
    parts: list[Part]


@dataclass(frozen=True, slots=True)
class Row:
    """An agenda item. `asked`: the words of its question, when the reader may see them; the item itself has none.
    `can_open`: the reader may open its text.
    """

    item: AgendaItem
    first: int | None
    last: int | None
    asked: str
    can_open: bool

    @property
    def has_begun(self) -> bool:
        return not waits(self.item)

    @property
    def has_stretch(self) -> bool:
        return self.first is not None and self.last is not None and self.first <= self.last

    @property
    def has_lost_its_text(self) -> bool:
        """Another text was put in its place since."""
        return self.item.start is not None and self.item.revision_id is None


def duties(meeting: Meeting) -> list[Duty]:
    parts = list(meeting.parts.select_related("user"))
    found = [Duty(role, [part for part in parts if part.role == role]) for role in Part.Role]
    return [duty for duty in found if duty.parts]


def agenda_rows(meeting: Meeting, *, reader: User) -> list[Row]:
    """Two queries, however long the agenda is."""
    opened = Study.objects.visible_to(reader).filter(pk=OuterRef("study"))
    agenda = meeting.agenda.annotate(can_open=Exists(opened)).select_related("study__article", "person")
    items: list[Any] = list(with_paragraphs(agenda))
    asked = {item.question_id for item in items if item.question_id}
    questions = Annotation.objects.visible_to(reader).filter(pk__in=asked).values_list("pk", "body")
    words = dict(questions) if asked else {}
    return [Row(item, item.first, item.last, words.get(item.question_id, ""), item.can_open) for item in items]


def total(rows: Iterable[Row]) -> int:
    return sum(row.item.minutes for row in rows)


def studies_of(meeting: Meeting, *, reader: User) -> list[Study]:
    """Those that the reader can open."""
    return list(Study.objects.visible_to(reader).filter(meetings=meeting).select_related("article"))


def may(meeting: Meeting, *, reader: User) -> dict[str, bool]:
    return {
        "is_leading": Meeting.objects.led_by(reader).filter(pk=meeting.pk).exists(),
        "is_recording": Meeting.objects.recorded_by(reader).filter(pk=meeting.pk).exists(),
    }


def read_by(meeting: Meeting, *, reader: User) -> dict[str, Any]:
    rows, found = agenda_rows(meeting, reader=reader), duties(meeting)
    mine = [part for duty in found for part in duty.parts if part.user_id == reader.pk]
    return {
        "meeting": meeting,
        "studies": studies_of(meeting, reader=reader),
        "duties": found,
        "has_recorder": any(duty.role == Part.Role.RECORDER for duty in found),
        "rows": rows,
        "total": total(rows),
        "mine": mine,
        "speaking": next((part for part in mine if part.role == Part.Role.KEY_SPEAKER), None),
        "attendance": Attendance.objects.filter(meeting=meeting, user=reader).first(),
        **may(meeting, reader=reader),
    }
