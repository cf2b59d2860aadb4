"""The big screen: what all in the room may read from ten metres. No reader's own marks are asked for."""

from functools import cached_property
from typing import NamedTuple

from django.db.models import Q
from django.utils.safestring import SafeString, mark_safe

from studyapp.accounts.models import User
from studyapp.annotations.models import Annotation, Heat
from studyapp.library.models import Paragraph
from studyapp.library.segments import Span
from studyapp.meetings.models import AgendaItem, Hand, Meeting, Poll, Speech, Turn
from studyapp.meetings.services.following import present
from studyapp.meetings.services.polls import counts
from studyapp.meetings.stage import Focus, nobody, showable, studies_of
from studyapp.reading.column import Column, Line
from studyapp.reading.inking import ink
from studyapp.reading.lenses import Sight
from studyapp.reading.marks import warm_spans
from studyapp.studies.models import Study

NEAR = 60  # characters of the paragraphs around the one that is read
LONG = 170  # characters of a paragraph that leaves no room for those around it
VERY_LONG = 340
NARROW = (3, 5)  # choices of a poll, and characters of each, for which there is room beside the text


class Choice(NamedTuple):
    words: str
    people: int
    most: int


class Screen:
    """`leader` opened it: what they may not see does not come on it, and nothing that they alone may see."""

    def __init__(self, meeting: Meeting, *, leader: User) -> None:
        self.meeting, self.leader = meeting, leader
        self.focus = Focus(meeting)
        self.studies = list(studies_of(meeting))
        self.people = present(meeting)

    @cached_property
    def of_focus(self) -> Study | None:
        """The one whose text everybody is in, as long as it may be read."""
        at = self.focus.revision
        return next((each for each in self.studies if at and each.article.revisions.filter(pk=at).exists()), None)

    @property
    def study(self) -> Study | None:
        """The one whose text everybody is in; before that the first."""
        return self.of_focus or next(iter(self.studies), None)

    @property
    def is_taken_down(self) -> bool:
        """Whether everybody was in a text that may not be read any more."""
        return self.focus.start is not None and self.of_focus is None

    @cached_property
    def lines(self) -> list[Line]:
        """The paragraph where everybody is between its neighbours; nothing before anybody was taken anywhere, nor
        when all is over.
        """
        if self.focus.start is None or self.of_focus is None or self.meeting.is_over:
            return []
        shown = Q(number__isnull=False) | Q(start=self.focus.start)
        near = Paragraph.objects.filter(shown, revision=self.focus.revision).values_list("pk", flat=True)
        before = near.filter(start__lt=self.focus.start).order_by("-start")[:1]
        after = near.filter(start__gte=self.focus.start).order_by("start")[:2]
        rows = Paragraph.objects.filter(pk__in=[*before, *after])
        article = self.of_focus.article
        column = Column(article.revision, rows, sight=Sight(article, nobody()))
        points = column.point_spans()
        for line in column.lines:
            spans = [*points.get(line.start, ()), *self.warmth(line)] if line.start == self.focus.start else []
            line.ink = mark_safe(ink(self.shortened(line), spans))  # noqa: S308 - escaped there
        return column.lines

    def shortened(self, line: Line) -> str:
        """Of the one before its end, of the one after its beginning."""
        if self.focus.start is None or line.start == self.focus.start or len(line.text) <= NEAR:
            return line.text
        return f"……{line.text[-NEAR:]}" if line.start < self.focus.start else f"{line.text[:NEAR]}……"

    def warmth(self, line: Line) -> list[Span]:
        """What the group marked, once it is revealed."""
        shared = Heat.objects.visible_to(self.leader).filter(study=self.study, revision=self.focus.revision)
        spans = shared.filter(paragraph=line.start).values_list("spans", flat=True).first() or []
        return list(warm_spans(line, spans))

    @cached_property
    def size(self) -> str:
        """How much room the paragraph takes."""
        length = next((len(line.text) for line in self.lines if line.start == self.focus.start), 0)
        return "very-long" if length > VERY_LONG else "long" if length > LONG else "short"

    @cached_property
    def section(self) -> str:
        """The title of the part that everybody is in."""
        if self.focus.start is None or self.of_focus is None:
            return ""
        around = self.of_focus.article.revision.sections.filter(start__lte=self.focus.start, end__gt=self.focus.start)
        return around.order_by("-level").values_list("title", flat=True).first() or ""

    @cached_property
    def item(self) -> AgendaItem | None:
        return self.meeting.item if self.meeting.is_running else None

    @cached_property
    def item_place(self) -> tuple[int, int]:
        order = list(self.meeting.agenda.values_list("pk", flat=True))
        return (order.index(self.meeting.item_id) + 1 if self.meeting.item_id in order else 0, len(order))

    @cached_property
    def speech(self) -> Speech | None:
        return self.meeting.speeches.filter(ended_at=None).select_related("attendance__user").first()

    @cached_property
    def next_hand(self) -> Hand | None:
        if not self.meeting.is_running:
            return None
        return self.meeting.hands.filter(lowered_at=None).select_related("attendance__user").first()

    @cached_property
    def turns(self) -> dict[str, Turn]:
        """轮读: the turn that is `reading`, and the first that is `waiting`."""
        if not self.meeting.is_running:
            return {}
        open_ones = self.meeting.turns.filter(state__in=(Turn.State.READING, Turn.State.WAITING))
        return {turn.state: turn for turn in reversed(open_ones.select_related("attendance__user"))}

    @cached_property
    def poll(self) -> Poll | None:
        return self.meeting.polls.filter(closed_at=None).first()

    @cached_property
    def choices(self) -> list[Choice]:
        if self.poll is None:
            return []
        return [
            Choice(words, people, max(1, self.people))
            for words, people in zip(self.poll.choices, counts(self.poll), strict=False)
        ]

    @property
    def is_wide(self) -> bool:
        """Whether the poll needs more room than there is beside the text."""
        most, longest = NARROW
        return len(self.choices) > most or any(len(choice.words) > longest for choice in self.choices)

    @cached_property
    def note(self) -> Annotation | None:
        """The one that was put here, as long as all of the group may read it."""
        if self.meeting.shown_id is None or self.meeting.is_over:
            return None
        return showable(self.meeting, self.leader).filter(pk=self.meeting.shown_id).select_related("author").first()

    @cached_property
    def note_html(self) -> SafeString:
        return mark_safe(self.note.html) if self.note else SafeString()  # noqa: S308 - rendered and cleaned there
