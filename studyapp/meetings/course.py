"""The agenda as it runs: what is done, what runs, what waits, and when all will be done."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from django.db.models import Q
from django.utils import timezone

from studyapp.meetings.entrance import Visitor
from studyapp.meetings.models import Parked
from studyapp.meetings.stage import showable
from studyapp.meetings.stretches import with_paragraphs


@dataclass(frozen=True)
class Row:
    """An item of the agenda, its place counted from 1."""

    item: Any
    place: int
    is_now: bool

    @property
    def state(self) -> str:
        if self.is_now:
            return "now"
        if self.item.skipped:
            return "skipped"
        return "done" if self.item.done_at else "waiting"

    @property
    def took(self) -> int:
        """Minutes."""
        return max(1, round(self.item.spent / 60)) if self.item.spent else 0


class Agenda:
    """The agenda as it runs, and what was put off. `now`: the row of the item that runs."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor, self.meeting = visitor, visitor.meeting

    @cached_property
    def rows(self) -> list[Row]:
        items = with_paragraphs(self.meeting.agenda.select_related("person", "study__article", "question"))
        runs = self.meeting.item_id if self.meeting.is_running else None
        return [Row(item, place, item.pk == runs) for place, item in enumerate(items, 1)]

    @property
    def now(self) -> Row | None:
        return next((row for row in self.rows if row.is_now), None)

    @property
    def has_next(self) -> bool:
        """Whether something waits behind the item that runs, or, when none runs, at all."""
        behind = self.rows[self.now.place :] if self.now else self.rows
        return any(row.state == "waiting" for row in behind)

    @cached_property
    def ends_at(self) -> datetime:
        """When all will be done, if from now on everything takes as long as planned."""
        now = timezone.now()
        left = sum((self.left(row, now) for row in self.rows), timedelta())
        return now + left

    def left(self, row: Row, now: datetime) -> timedelta:
        planned = timedelta(minutes=row.item.minutes)
        if row.is_now:
            elapsed: timedelta = row.item.elapsed(now)
            return max(timedelta(), planned - elapsed)
        return planned if row.state == "waiting" else timedelta()

    @property
    def late(self) -> int:
        """By how many minutes it will end later than was announced; less than none is earlier."""
        announced = self.meeting.starts_at + timedelta(minutes=self.meeting.minutes)
        return round((self.ends_at - announced) / timedelta(minutes=1))

    @property
    def early(self) -> int:
        return -self.late

    @cached_property
    def parked(self) -> list[Parked]:
        """Words, and to members those questions that all of the group may read now."""
        if not self.meeting.parked.exists():  # as mostly; which of them one may read is a long question
            return []
        readable = showable(self.meeting, self.visitor.reader).values("pk")
        seen = Q(annotation=None) if self.visitor.is_guest else Q(annotation=None) | Q(annotation__in=readable)
        return list(self.meeting.parked.filter(seen).select_related("annotation"))

    @cached_property
    def question(self) -> Any:
        """The one that the item is about, as long as it may be put off."""
        asked = self.now.item.question_id if self.now and self.visitor.leads else None
        if asked is None or any(one.annotation_id == asked for one in self.parked):
            return None
        return showable(self.meeting, self.visitor.reader).filter(pk=asked, kind="question").first()
