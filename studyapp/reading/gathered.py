"""All notes of one paragraph, a few at a time, and what one may choose among them. Constant in queries."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from studyapp.annotations.cards import NoteCard, note_cards
from studyapp.annotations.models import Annotation, Heat
from studyapp.annotations.models.annotations import AnnotationQuerySet
from studyapp.annotations.services.visiting import unread
from studyapp.library.models import Paragraph
from studyapp.reading.beside import many
from studyapp.reading.lenses import Sight

MANY = 20  # notes at a time
MARKS = 100  # own marks without words that are listed


class Which(models.TextChoices):
    ALL = "all", _("全部")
    QUESTIONS = "question", _("疑问")
    THOUGHTS = "thought", _("想法")
    MINE = "mine", _("我的")


class Gathered:
    """The notes with words that begin in a paragraph, in the order of the text; `start` of them were shown before."""

    def __init__(self, sight: Sight, paragraph: Paragraph, *, which: str = "", start: int = 0) -> None:
        self.sight, self.paragraph, self.start = sight, paragraph, start
        self.which = which if which in Which.values else Which.ALL if sight.sees_others else Which.MINE

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many there are of each choice."""
        filters = {which.value: models.Count("pk", filter=chosen(which, self.sight)) for which in Which}
        return self.all_notes().aggregate(**{f"n_{name}": count for name, count in filters.items()})

    @property
    def choices(self) -> list[tuple[Which, int]]:
        return [(which, self.counts[f"n_{which.value}"]) for which in Which]

    @property
    def total(self) -> int:
        return self.counts[f"n_{self.which}"]

    @property
    def following(self) -> int:
        """Where the next ones begin; 0 when there are none."""
        behind = self.start + MANY
        return behind if behind < self.total else 0

    @property
    def left(self) -> int:
        return max(0, self.total - self.start - MANY)

    @cached_property
    def cards(self) -> list[NoteCard]:
        notes = self.all_notes().filter(chosen(Which(self.which), self.sight))
        rows = notes.select_related("study__group").order_by("start", "created_at", "pk")
        return self.told(note_cards(list(rows[self.start : self.start + MANY]), reader=self.sight.reader))

    def told(self, cards: Sequence[NoteCard]) -> list[NoteCard]:
        """With what is new to the reader."""
        fresh: set[int] = set()
        if self.sight.study:
            shown = unread(self.sight.study, self.sight.reader).filter(pk__in=[card.note.pk for card in cards])
            fresh = set(shown.values_list("pk", flat=True))
        return [replace(card, is_unread=card.note.pk in fresh) for card in cards]

    @cached_property
    def marks(self) -> list[Annotation]:
        """The reader's own marks without words that touch the paragraph."""
        own = Annotation.objects.own(self.sight.reader).filter(revision=self.paragraph.revision_id, body="")
        here = own.touching(self.paragraph.start, self.paragraph.end)
        return list(here.select_related("study__group").order_by("start", "pk")[:MARKS])

    @cached_property
    def together(self) -> int:
        """How many people marked the same words here, if they are many."""
        if not self.sight.is_merged:
            return 0
        heat = Heat.objects.visible_to(self.sight.reader).filter(study=self.sight.study)
        here = heat.filter(revision=self.paragraph.revision_id, paragraph=self.paragraph.start)
        return many(here.values_list("spans", flat=True).first() or ())

    def all_notes(self) -> AnnotationQuerySet:
        """The group's and the reader's own; of deleted ones an empty place where others had replied."""
        seen = Annotation.objects.open_to(self.sight.reader).filter(Q(deleted_at=None) | Q(reply_count__gt=0))
        here = seen.filter(revision=self.paragraph.revision_id, paragraph=self.paragraph.start).exclude(body="")
        return here.filter(Q(author=self.sight.reader) | Q(study=self.sight.study, study__isnull=False))


def chosen(which: Which, sight: Sight) -> Q:
    if which == Which.MINE:
        return Q(author=sight.reader)
    return Q() if which == Which.ALL else Q(kind=which.value)
