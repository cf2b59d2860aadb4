"""Answering a card; putting one off, or all of a text, and taking them up again."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from studyapp.cards.models import Card, Deck
from studyapp.cards.scheduling import Memory, after, spread

A_DAY = 10  # cards that come back a day after a pause


@dataclass(frozen=True, slots=True)
class Answered:
    """What was known of a card before it was answered, and when it comes since."""

    before: Memory
    due: datetime


@transaction.atomic
def rate(card: Card, *, rating: int, seen: datetime) -> Answered | None:
    """The reader says how well they knew it. `seen`: when the card they had before them was due; pressed twice counts
    once, and is None the second time."""
    row = Card.objects.select_for_update().get(pk=card.pk)
    if row.due != seen:
        return None
    before = Memory(row.stability, row.difficulty, row.seen_at, row.due)
    keep(row, after(before, rating, now=timezone.now()))
    return Answered(before, row.due)


@transaction.atomic
def take_back(card: Card, answered: Answered) -> bool:
    """The card is as if it had not been answered. False when it was answered or changed since."""
    row = Card.objects.select_for_update().get(pk=card.pk)
    if row.due != answered.due:
        return False
    keep(row, answered.before)
    return True


def keep(row: Card, memory: Memory) -> None:
    row.stability, row.difficulty, row.seen_at, row.due = (
        memory.stability,
        memory.difficulty,
        memory.seen_at,
        memory.due,
    )
    row.save(update_fields=["stability", "difficulty", "seen_at", "due"])


def pause_card(card: Card) -> None:
    Card.objects.filter(pk=card.pk, paused_at=None).update(paused_at=timezone.now())


def resume_card(card: Card) -> None:
    Card.objects.filter(pk=card.pk).update(paused_at=None)


def pause_deck(deck: Deck) -> None:
    Deck.objects.filter(pk=deck.pk, paused_at=None).update(paused_at=timezone.now())


@transaction.atomic
def resume_deck(deck: Deck) -> None:
    """What came due meanwhile does not lie there in a heap: a few come today, the others on the days after."""
    now = timezone.now()
    if not Deck.objects.filter(pk=deck.pk, paused_at__isnull=False).update(paused_at=None):
        return
    late = list(deck.cards.filter(due__lt=now, deleted_at=None).order_by("due", "pk"))
    for card, due in zip(late, spread([each.due for each in late], now=now, a_day=A_DAY), strict=True):
        card.due = due
    Card.objects.bulk_update(late, ["due"])
