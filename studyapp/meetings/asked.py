"""The quick poll as it is shown: what is asked, how many chose what, and who, when that was said before."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from studyapp.meetings.entrance import Visitor
from studyapp.meetings.forms.polls import AskForm
from studyapp.meetings.models import Poll
from studyapp.meetings.recounting import listed
from studyapp.meetings.services.polls import has_answered, voter
from studyapp.meetings.speaking import own


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
        return self.is_open and self.own is not None and self.own.is_voting and not self.has_answered

    @property
    def has_answered(self) -> bool:
        """Before it was reopened, without a name: it is not changed any more."""
        return self.poll is not None and self.own is not None and has_answered(self.poll, self.own)

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
