"""Cards with hidden words, a deck for each text. They are their owner's alone: nobody else ever sees or counts them."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from studyapp.accounts.models import User
from studyapp.library.models import Article, Paragraph, Revision

GRACE = timedelta(days=30)  # in which what was deleted can be brought back
AHEAD = timedelta(minutes=12)  # what was forgotten a moment ago is asked again when nothing else is left

Span = tuple[int, int]


class DeckQuerySet(models.QuerySet["Deck"]):
    def open_to(self, user: User) -> Self:
        """The user's own, of texts that the user may read now; the others are kept until they can be read again."""
        return self.filter(owner=user, article__in=Article.objects.visible_to(user))

    def with_counts(self, now: datetime) -> Self:
        """With how many cards there are (`size`), and how many of them are `due`. Decks without any are left out."""
        there = Q(cards__deleted_at=None)
        due = there & Q(cards__paused_at=None, cards__due__lte=now)
        return self.annotate(size=models.Count("cards", filter=there), due=models.Count("cards", filter=due)).filter(
            size__gt=0
        )


class Deck(models.Model):
    """A reader's cards of one text."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="decks")
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="decks")
    paused_at = models.DateTimeField(null=True, blank=True)

    size: int  # with_counts() adds these two
    due: int

    objects = DeckQuerySet.as_manager()

    class Meta:
        verbose_name = _("一叠卡片")
        verbose_name_plural = _("卡片")
        constraints = (models.UniqueConstraint(fields=("owner", "article"), name="one_deck_per_reader_and_article"),)

    def __str__(self) -> str:
        return f"{self.pk}"


class CardQuerySet(models.QuerySet["Card"]):
    def open_to(self, user: User) -> Self:
        """The user's own, of texts that the user may read now; not those deleted."""
        return self.filter(deck__in=Deck.objects.open_to(user), deleted_at=None)

    def restorable_by(self, user: User) -> Self:
        there = Deck.objects.open_to(user)
        return self.filter(deck__in=there, deleted_at__gt=timezone.now() - GRACE)

    def running_for(self, user: User) -> Self:
        """Those that come again by themselves: neither they nor their deck are paused."""
        return self.open_to(user).filter(paused_at=None, deck__paused_at=None)

    def due_for(self, user: User, *, now: datetime) -> Self:
        return self.running_for(user).filter(due__lte=now)

    def with_words(self) -> Self:
        """With the paragraph around each: its `words`, where it begins (`base`) and its `number`."""
        around = Paragraph.objects.filter(
            revision=OuterRef("revision"), start__lte=OuterRef("start"), end__gte=OuterRef("end")
        ).order_by("-start")
        return self.annotate(
            words=Subquery(around.values("text")[:1]),
            base=Subquery(around.values("start")[:1]),
            number=Subquery(around.values("number")[:1]),
        )


class Card(models.Model):
    """A stretch `[start, end)` of a revision with hidden spans; its words are read from the text, never copied.

    When it comes again is FSRS's to say: `stability` (days) and `difficulty` are its numbers, None before the first
    answer. Nothing is kept of the answers themselves.
    """

    class Source(models.TextChoices):
        KEY_POINT = "key-point", _("要点")
        TERM = "term", _("提法")
        HAND = "hand", _("自选")
        MARK = "mark", _("划线")

    deck = models.ForeignKey(Deck, on_delete=models.CASCADE, related_name="cards")
    revision = models.ForeignKey(Revision, on_delete=models.RESTRICT, related_name="cards")
    source = models.CharField(max_length=12, choices=Source)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    hidden = models.CharField(max_length=200)  # "3-5 9-11": spans that count from `start`
    due = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(null=True, blank=True)
    stability = models.FloatField(null=True, blank=True)
    difficulty = models.FloatField(null=True, blank=True)
    paused_at = models.DateTimeField(null=True, blank=True)
    deleted_at = models.DateTimeField(null=True, blank=True)

    words: str | None  # with_words() adds these three
    base: int
    number: int | None

    objects = CardQuerySet.as_manager()

    class Meta:
        verbose_name = _("卡片")
        verbose_name_plural = _("卡片")
        constraints = (
            models.UniqueConstraint(
                fields=("deck", "revision", "start", "end", "hidden"), name="one_card_per_question"
            ),
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="card_from_start_to_end"),
        )
        indexes = (models.Index(fields=("deck", "due"), name="card_due"),)

    def __str__(self) -> str:
        return f"{self.pk}"

    @property
    def spans(self) -> tuple[Span, ...]:
        return tuple(spans_from(self.hidden))


def spans_from(text: str) -> list[Span]:
    """ "3-5 9-11" → [(3, 5), (9, 11)]"""
    pairs = (pair.split("-") for pair in text.split())
    return [(int(start), int(end)) for start, end in pairs]


def spans_to(spans: Iterable[Span]) -> str:
    return " ".join(f"{start}-{end}" for start, end in sorted(spans))
