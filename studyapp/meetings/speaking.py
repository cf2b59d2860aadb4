"""What the panels of a running meeting show of the agenda, who speaks, who reads, what is asked, and who is there."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from django.db.models import Q
from django.utils import timezone

from studyapp.meetings.attendees import Attendees, attendees
from studyapp.meetings.entrance import Visitor
from studyapp.meetings.forms.polls import AskForm
from studyapp.meetings.forms.turns import ShareForm, there
from studyapp.meetings.models import AgendaItem, Attendance, Hand, Meeting, Parked, Poll, Speech, Turn
from studyapp.meetings.recounting import listed
from studyapp.meetings.services.floor import silent
from studyapp.meetings.services.polls import voter
from studyapp.meetings.stage import Focus, showable, studies_of
from studyapp.meetings.stretches import with_paragraphs

SOME = 10  # paragraphs that are proposed for reading in turn


def own(visitor: Visitor) -> Attendance | None:
    """The visitor's, as long as they are there."""
    mine = visitor.attendance
    return mine if mine and mine.left_at is None else None


def records(visitor: Visitor) -> bool:
    """Whether the visitor writes the record, which is still open."""
    if visitor.user is None:
        return False
    mine = Meeting.objects.recorded_by(visitor.user).filter(pk=visitor.meeting.pk)
    return mine.exclude(record__signed_at__isnull=False).exists()


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


@dataclass(frozen=True)
class Choice:
    """One of the answers; `names` of who gave it, when that was said before."""

    place: int
    words: str
    people: int
    is_own: bool
    names: str


class Asked:
    """The poll that is open, or else the last one."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor, self.meeting = visitor, visitor.meeting
        self.own = own(visitor)

    @cached_property
    def poll(self) -> Poll | None:
        return self.meeting.polls.filter(closed_at=None).first() or self.meeting.polls.first()

    @property
    def is_open(self) -> bool:
        return self.poll is not None and self.poll.closed_at is None and self.meeting.is_running

    @property
    def may_vote(self) -> bool:
        return self.is_open and self.own is not None and self.own.is_voting

    @cached_property
    def ballots(self) -> list[Any]:
        if self.poll is None:
            return []
        rows = self.poll.ballots.order_by("pk")
        return list(rows if self.poll.is_anonymous else rows.select_related("attendance__user"))

    @cached_property
    def choices(self) -> list[Choice]:
        if self.poll is None:
            return []
        mine = voter(self.poll, self.own) if self.own else ""
        return [self.counted(self.poll, place, words, mine) for place, words in enumerate(self.poll.choices)]

    def counted(self, poll: Poll, place: int, words: str, mine: str) -> Choice:
        chosen = [ballot for ballot in self.ballots if place in ballot.chosen]
        names = [] if poll.is_anonymous else [ballot.attendance.name for ballot in chosen if ballot.attendance]
        return Choice(place, words, len(chosen), any(ballot.voter == mine for ballot in chosen), listed(names))

    @cached_property
    def form(self) -> AskForm:
        return AskForm(auto_id="ask-%s")

    @property
    def most(self) -> int:
        """To what length the bars are drawn."""
        return max(1, len(self.ballots))


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


SPEAKING: dict[str, Callable[[Visitor], dict[str, Any]]] = {
    "agenda": lambda visitor: {"agenda": Agenda(visitor)},
    "floor": lambda visitor: {"floor": Floor(visitor)},
    "hands": lambda visitor: {"queue": Queue(visitor)},
    "turns": lambda visitor: {"turns": Reading(visitor)},
    "poll": lambda visitor: {"asked": Asked(visitor)},
    "people": lambda visitor: {"people": People(visitor)},
}
