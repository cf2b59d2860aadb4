"""What a meeting shows of its text: to members with their notes, to guests and the big screen without any."""

from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from studyapp.accounts.models import User
from studyapp.annotations.models import Annotation
from studyapp.library.models import KeyPoint, Paragraph, Publication
from studyapp.live.stream import current_cursor
from studyapp.meetings.models import Meeting
from studyapp.reading.book import Book, LeafName
from studyapp.reading.column import Line
from studyapp.reading.leaves import leaf_at
from studyapp.reading.lenses import Sight
from studyapp.reading.page import Page
from studyapp.studies.models import Study

MOST_NOTES = 200  # of a leaf on the console


def nobody() -> User:
    """Who has written nothing and is in no group: for pages that show the text alone."""
    return User(pk=0)


def studies_of(meeting: Meeting) -> "QuerySet[Study]":
    """What the meeting takes up, as long as it stands published to the group."""
    published = Publication.objects.standing().filter(article=OuterRef("article"), group=OuterRef("group"))
    there = meeting.studies.filter(Exists(published), group=meeting.group_id, article__archived_at=None)
    return there.select_related("article", "group").order_by("pk")


def showable(meeting: Meeting, user: User) -> "QuerySet[Annotation]":
    """Notes that all of the group may read now: never private, sealed or hidden ones."""
    open_studies = Study.objects.revealed_to(user).filter(pk__in=studies_of(meeting).values("pk"))
    return Annotation.objects.visible_to(user).shared().filter(study__in=open_studies)


def entered(meeting: Meeting, user: User | AnonymousUser, *, with_studies: bool) -> str:
    """The meeting as it is now, and the place in the log from which a page of it misses nothing."""
    cursor = current_cursor(topics_of(meeting, studies_of(meeting) if with_studies else []), user)
    meeting.refresh_from_db()
    return cursor


def topics_of(meeting: Meeting, studies: Iterable[Study]) -> list[str]:
    """Whose notices a page of the meeting listens to."""
    return sorted({meeting.topic, *(study.topic for study in studies)})


class Focus:
    """Where everybody is."""

    def __init__(self, meeting: Meeting) -> None:
        self.revision, self.start, self.moves = meeting.revision_id, meeting.focus_start, meeting.moves

    @cached_property
    def number(self) -> int | None:
        if self.start is None:
            return None
        there = Paragraph.objects.filter(revision=self.revision, start=self.start)
        return there.values_list("number", flat=True).first()

    @property
    def words(self) -> str:
        """第12段; nothing before anybody was taken anywhere."""
        if self.start is None:
            return ""
        return _("第%(number)s段") % {"number": self.number} if self.number else _("标题")

    @property
    def place(self) -> str:
        """The id of the paragraph on a page."""
        return f"p{self.number}" if self.number else f"l{self.start}"


class Row(NamedTuple):
    line: Line
    notes: list[Annotation]


class Stage:
    """The leaf on which everybody is, or the one that is asked for. `page` is None when nothing can be read."""

    def __init__(self, meeting: Meeting, *, reader: User, study: int | None = None, start: int | None = None) -> None:
        self.meeting, self.reader = meeting, reader
        self.studies = list(studies_of(meeting))
        self.focus = Focus(meeting)
        self.study = self.chosen(study)
        self.is_away = study is not None or start is not None  # the reader looks somewhere else
        self.page = self.opened(start) if self.study else None

    def chosen(self, asked: int | None) -> Study | None:
        """The study asked for, the one of the focus, or the first."""
        found = next((study for study in self.studies if study.pk == asked), None)
        return found or self.of_focus or next(iter(self.studies), None)

    @cached_property
    def of_focus(self) -> Study | None:
        """The study whose text everybody is in."""
        revision = self.focus.revision
        if revision is None:
            return None
        return next((study for study in self.studies if study.article.revisions.filter(pk=revision).exists()), None)

    def opened(self, start: int | None) -> Page:
        assert self.study  # noqa: S101 - asked before
        book = Book(self.study.article)
        if start is None:
            start = self.focus.start or 0 if self.focus.revision == book.revision.pk else 0
        before = book.revision.paragraphs.filter(start__lte=start).order_by("-start")
        offset = before.values_list("start", flat=True).first() or 0
        sight = Sight(self.study.article, self.reader)
        return Page(book, leaf_at(book.leaves, offset), sight=sight, offset=offset)

    @property
    def before(self) -> int:
        """Where the leaf before this one begins; asked only when there is one."""
        return self.beginning(self.page.before) if self.page else 0

    @property
    def after(self) -> int:
        return self.beginning(self.page.after) if self.page else 0

    def beginning(self, name: LeafName | None) -> int:
        return self.page.book.leaves[name.leaf - 1].start if self.page and name else 0

    @cached_property
    def key_points(self) -> list[KeyPoint]:
        """Those that begin on this leaf."""
        if self.page is None:
            return []
        here = self.page.revision.key_points.filter(start__gte=self.page.leaf.start, start__lt=self.page.leaf.end)
        return list(here.order_by("start", "pk"))

    @cached_property
    def rows(self) -> list[Row]:
        """The lines of the leaf, each with the notes of the group that begin on it and have words."""
        if self.page is None or self.study is None:
            return []
        here = showable(self.meeting, self.reader).filter(study=self.study, revision=self.page.revision)
        here = here.filter(paragraph__gte=self.page.leaf.start, paragraph__lt=self.page.leaf.end).exclude(body="")
        found: dict[int, list[Annotation]] = {}
        for note in here.select_related("author").order_by("start", "pk")[:MOST_NOTES]:
            found.setdefault(note.paragraph, []).append(note)
        return [Row(line, found.get(line.start, [])) for line in self.page.lines]
