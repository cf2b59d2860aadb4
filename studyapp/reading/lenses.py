"""How one reader looks at the notes of an article: which study lies over the text, and which of its notes."""

from collections.abc import Mapping
from datetime import datetime
from functools import cached_property
from typing import Protocol

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from studyapp.accounts.models import User
from studyapp.annotations.models import Annotation, Lens, Visit
from studyapp.annotations.models.annotations import AnnotationQuerySet
from studyapp.annotations.services.visiting import begin_visit, floor_of, unread
from studyapp.library.models import Article
from studyapp.ready import Ready
from studyapp.studies.models import Study

Shows = Lens.Shows
WHICH: dict[str, dict[str, str]] = {
    Shows.OPEN: {"kind": Annotation.Kind.QUESTION, "status": Annotation.Status.OPEN},
    Shows.HIGHLIGHTS: {"kind": Annotation.Kind.HIGHLIGHT},
    Shows.THOUGHTS: {"kind": Annotation.Kind.THOUGHT},
    Shows.QUESTIONS: {"kind": Annotation.Kind.QUESTION},
    Shows.KEY_POINTS: {"kind": Annotation.Kind.KEY_POINT},
}

STUDIES = Ready(
    lambda article, reader: (
        Study.objects.visible_to(User(pk=reader))
        .filter(article=article)
        .select_related("group")
        .order_by("group__name", "pk")
    )
)
LENS = Ready(lambda article, reader: Lens.objects.filter(user=reader, article=article))


class Told(Protocol):
    """A note, as far as it decides whether it is shown."""

    @property
    def kind(self) -> str: ...
    @property
    def status(self) -> str: ...
    @property
    def author_id(self) -> int: ...


class Sight:
    """What a reader wants to see of an article, within what they may see. Two queries.

    Without a lens of their own it is everything of the first study they take part in, and new notes are private.
    """

    def __init__(self, article: Article, reader: User) -> None:
        self.article, self.reader = article, reader
        self.studies = STUDIES(article=article.pk, reader=reader.pk)
        kept = LENS(article=article.pk, reader=reader.pk)
        self.lens = kept[0] if kept else Lens(user=reader, article=article)
        first = self.studies[0] if self.studies else None
        self.study = next((study for study in self.studies if study.pk == self.lens.study_id), first)
        self.lens.study = self.study

    @property
    def topics(self) -> list[str]:
        """Whose notices the page listens to."""
        return [self.study.topic] if self.study else []

    @property
    def shows(self) -> str:
        return self.lens.shows

    @cached_property
    def wanted(self) -> dict[str, object]:
        """What a note must be to be shown."""
        if self.shows == Shows.PERSON:
            return {"author_id": self.lens.person_id}
        return dict(WHICH.get(self.shows, {}))

    def lets_through(self, note: Told) -> bool:
        """Whether a note of the reader's own is shown."""
        wanted = all(getattr(note, field) == value for field, value in self.wanted.items())
        return wanted and self.shows != Shows.NONE

    def narrowed(self, notes: AnnotationQuerySet) -> AnnotationQuerySet:
        return notes.filter(**self.wanted)

    @property
    def sees_others(self) -> bool:
        return self.study is not None and self.shows not in {Shows.MINE, Shows.NONE}

    @cached_property
    def is_sealed(self) -> bool:
        return self.study is not None and self.study.is_sealed

    @cached_property
    def revealed(self) -> set[int | None]:
        """The studies in which the reader may know what others do."""
        return {study.pk for study in self.studies if not study.is_sealed}

    def audience_of(self, study: int | None) -> str:
        """Who sees a note of the reader's own, in short."""
        if study is None:
            return _("仅自己可见")
        group = next((each.group.name for each in self.studies if each.pk == study), "")
        return _("「%(group)s」可见") % {"group": group} if group else _("小组可见")

    @property
    def is_merged(self) -> bool:
        """All notes of a group are shown as what they come to; some of them are looked up one by one."""
        return self.sees_others and self.shows == Shows.ALL and not self.is_sealed

    @cached_property
    def people(self) -> list[User]:
        """Members who have shared something here, once they may know of each other."""
        if self.study is None or self.is_sealed:
            return []
        shared = Annotation.objects.shared().filter(study=self.study, revision=self.article.revision)
        theirs = shared.filter(author=OuterRef("pk"), start__gte=0)  # all of an index: else SQLite reads the study's
        members = User.objects.filter(memberships__group=self.study.group_id).exclude(pk=self.reader.pk)
        return list(members.filter(Exists(theirs)).order_by("display_name", "pk"))

    @cached_property
    def since(self) -> datetime | None:
        """When the reader's visit before this one ended."""
        visits = Visit.objects.filter(study=self.study, user=self.reader)
        return visits.values_list("since", flat=True).first() if self.study else None

    def begin_visit(self) -> None:
        """The reader opens a page of the study."""
        if self.study:
            self.since = begin_visit(self.study, self.reader)

    def unread_among(self, active: Mapping[int, datetime]) -> set[int]:
        """Those that are new of these notes, which the reader sees. Told when something last happened to each."""
        if self.study is None or self.since is None or not self.sees_others:
            return set()
        floor = floor_of(self.study, self.since)
        recent = [pk for pk, happened_at in active.items() if happened_at > floor]
        if not recent:
            return set()
        seen = Annotation.objects.filter(pk__in=recent)
        fresh = unread(self.study, self.reader, among=None if self.is_sealed else seen).filter(pk__in=recent)
        return set(fresh.values_list("pk", flat=True))

    @cached_property
    def is_talked_about(self) -> bool:
        """Whether there is something new to the reader in the study's general discussion."""
        if self.study is None or self.since is None:
            return False
        floor = floor_of(self.study, self.since)
        topics = Annotation.objects.filter(study=self.study, kind=Annotation.Kind.TOPIC, active_at__gt=floor)
        return topics.exists() and unread(self.study, self.reader).filter(kind=Annotation.Kind.TOPIC).exists()

    @property
    def choices(self) -> list[tuple[str, str]]:
        """What there is to choose from; one person's notes are chosen by their name."""
        alone = {Shows.MINE, Shows.OPEN}
        return [
            (shows.value, str(shows.label))
            for shows in Shows
            if shows != Shows.PERSON and (self.study or shows not in alone)
        ]

    @property
    def title(self) -> str:
        """What the button says."""
        if self.shows == Shows.PERSON and self.lens.person:
            return _("%(name)s的批注") % {"name": self.lens.person}
        return str(Shows(self.shows).label)

    @property
    def audience(self) -> str:
        """For whom the next note is, as the form of notes says it."""
        return str(self.study.pk) if self.study and self.lens.shares else ""


def look(sight: Sight, *, study: Study | None, shows: str, person: User | None, shares: bool) -> None:
    """Keep how the reader wants to look from now on."""
    Lens.objects.update_or_create(
        user=sight.reader,
        article=sight.article,
        defaults={"study": study, "shows": shows, "person": person, "shares": shares},
    )


def remember_audience(sight: Sight, study: Study | None) -> None:
    """The next note is for whom this one was; for oneself, when this one was for a group that is not in sight."""
    shares = study is not None and study == sight.study
    if shares != sight.lens.shares:
        Lens.objects.update_or_create(
            user=sight.reader, article=sight.article, defaults={"shares": shares}, create_defaults={
                "shares": shares, "study": sight.study
            },
        )  # fmt: skip
