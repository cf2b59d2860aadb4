"""What the panels of a running meeting show of who speaks, who reads aloud, and who is there."""

from functools import cached_property
from typing import Any

from django.db.models import QuerySet

from studyapp.accounts.models import User
from studyapp.meetings.attendees import Attendees, attendees
from studyapp.meetings.entrance import Visitor
from studyapp.meetings.forms.turns import ShareForm, there
from studyapp.meetings.models import AgendaItem, Attendance, Hand, Meeting, Speech, Turn
from studyapp.meetings.services.floor import silent
from studyapp.meetings.stage import Focus, studies_of
from studyapp.meetings.stretches import with_paragraphs
from studyapp.ready import Ready

SOME = 10  # paragraphs that are proposed for reading in turn


def own(visitor: Visitor) -> Attendance | None:
    """The visitor's, as long as they are there."""
    mine = visitor.attendance
    return mine if mine and mine.left_at is None else None


def recorded(pk: Any, reader: Any) -> "QuerySet[Meeting, Any]":
    mine = Meeting.objects.recorded_by(User(pk=reader)).filter(pk=pk)
    return mine.exclude(record__signed_at__isnull=False).values_list("pk")


RECORDED = Ready(recorded)


def records(visitor: Visitor) -> bool:
    """Whether the visitor writes the record, which is still open."""
    return visitor.user is not None and bool(RECORDED(pk=visitor.meeting.pk, reader=visitor.user.pk))


class Floor:
    """Who speaks, and who has spoken, the last first."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor, self.meeting = visitor, visitor.meeting

    @cached_property
    def speeches(self) -> list[Speech]:
        return list(self.meeting.speeches.select_related("attendance__user").order_by("-began_at", "-pk"))

    @property
    def speech(self) -> Speech | None:
        return next((speech for speech in self.speeches if speech.ended_at is None), None)

    @cached_property
    def is_recorder(self) -> bool:
        return records(self.visitor)

    @cached_property
    def is_signed(self) -> bool:
        """Then nothing is corrected any more."""
        return Meeting.objects.filter(pk=self.meeting.pk, record__signed_at__isnull=False).exists()

    @cached_property
    def own(self) -> int | None:
        """The attendance whose speeches are the visitor's, also when the meeting is over."""
        if self.visitor.attendance:
            return self.visitor.attendance.pk
        mine = self.meeting.attendances.filter(user=self.visitor.user) if self.visitor.user else None
        return mine.values_list("pk", flat=True).first() if mine is not None else None


class Queue:
    """Raised hands, prepared speakers first."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor, self.meeting = visitor, visitor.meeting
        self.own = own(visitor)

    @cached_property
    def hands(self) -> list[Hand]:
        if not self.meeting.is_running:
            return []
        return list(self.meeting.hands.filter(lowered_at=None).select_related("attendance__user"))

    @property
    def place(self) -> int:
        """Of my hand, counted from 1; 0 when it is not raised."""
        mine = self.own.pk if self.own else None
        return next((place for place, hand in enumerate(self.hands, 1) if hand.attendance_id == mine), 0)

    @cached_property
    def silent(self) -> int:
        return silent(self.meeting)

    @cached_property
    def others(self) -> list[Attendance]:
        """Who is there with no hand up."""
        raised = {hand.attendance_id for hand in self.hands}
        return [one for one in there(self.meeting) if one.pk not in raised]


class Reading:
    """The turns of reading aloud."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor, self.meeting = visitor, visitor.meeting
        self.own = own(visitor)

    @cached_property
    def turns(self) -> list[Turn]:
        return list(self.meeting.turns.select_related("attendance__user"))

    @property
    def reading(self) -> Turn | None:
        return self.first(Turn.State.READING)

    @property
    def following(self) -> Turn | None:
        return self.first(Turn.State.WAITING)

    @property
    def is_open(self) -> bool:
        """Whether anything is left to be read."""
        return any(turn.state != Turn.State.DONE for turn in self.turns)

    def first(self, state: str) -> Turn | None:
        return next((turn for turn in self.turns if turn.state == state), None)

    @property
    def longest(self) -> int:
        """The last paragraph of the text where everybody is, else of the first one."""
        study = studies_of(self.meeting).first()
        revision = self.meeting.revision or (study and study.article.revision)
        return revision.paragraph_count if revision else 0

    @cached_property
    def form(self) -> ShareForm:
        """Filled with the stretch of the item that runs, else with what comes from where everybody is."""
        said: dict[str, Any] = {"a_minute": self.meeting.characters_a_minute}
        said["readers"] = [one.pk for one in there(self.meeting) if one.is_voting]
        said |= {"first": Focus(self.meeting).number or 1}
        said["last"] = min(said["first"] + SOME - 1, self.longest or said["first"])
        items = AgendaItem.objects.filter(pk=self.meeting.item_id or 0, meeting=self.meeting, start__isnull=False)
        item = with_paragraphs(items).first()
        if item and item.first:
            said |= {"study": item.study_id, "first": item.first, "last": item.last}
        return ShareForm(meeting=self.meeting, initial=said, auto_id="share-%s")


class People:
    """Who is there; to who writes the record also who is not, and why."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor, self.meeting = visitor, visitor.meeting

    @cached_property
    def lists(self) -> Attendees:
        return attendees(self.meeting)

    @cached_property
    def is_recorder(self) -> bool:
        return records(self.visitor)

    @property
    def expected(self) -> int:
        lists = self.lists
        return len(lists.present) + len(lists.excused) + len(lists.missing)
