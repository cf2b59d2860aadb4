"""What is asked today: what is due, and never so much that it is a burden."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Min
from django.utils import timezone

from studyapp.accounts.models import User
from studyapp.cards.models import Card
from studyapp.cards.models.cards import AHEAD, CardQuerySet
from studyapp.cards.scheduling import morning

ENOUGH = 20  # cards a day; the others wait until tomorrow, unless somebody asks for more


@dataclass(frozen=True, slots=True)
class Today:
    """`left` cards are still asked; `card` is the first of them. `next_at`: when one comes if none is left."""

    left: int
    card: Card | None
    next_at: datetime | None
    has_more: bool


def running(user: User, article: int = 0) -> CardQuerySet:
    found: CardQuerySet = Card.objects.running_for(user)
    return found.filter(deck__article=article) if article else found


def left_today(user: User, article: int = 0, *, more: bool = False) -> int:
    """How many due cards are still asked today."""
    due = running(user, article).filter(due__lte=timezone.now()).count()
    return due if more or not due else min(due, max(0, ENOUGH - seen_today(user)))


def seen_today(user: User) -> int:
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    return Card.objects.open_to(user).filter(seen_at__gte=midnight, due__gt=timezone.now()).count()


def forgotten(cards: CardQuerySet, now: datetime) -> CardQuerySet:
    """A moment ago. What comes in the morning is none of it, however near midnight is."""
    soon = cards.filter(due__gt=now, due__lte=now + AHEAD, seen_at__isnull=False)
    return soon.exclude(due=morning(now, days=1))


def today(user: User, article: int = 0, *, more: bool = False) -> Today:
    """What was forgotten a moment ago comes again when nothing else is left. Constant in queries."""
    now = timezone.now()
    cards = running(user, article)
    left = left_today(user, article, more=more)
    soon = cards.filter(due__lte=now) if left else forgotten(cards, now)
    card = soon.with_words().select_related("deck__article").order_by("due", "start", "pk").first()
    if card:
        return Today(max(1, left), card, None, has_more=False)
    next_at = cards.filter(due__gt=now).aggregate(first=Min("due"))["first"]
    return Today(0, None, next_at, has_more=cards.filter(due__lte=now).exists())
