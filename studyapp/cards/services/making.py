"""Making cards of a text, and taking them away again."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from studyapp.accounts.models import User
from studyapp.cards.models import Card, Deck
from studyapp.cards.models.cards import Span, spans_to
from studyapp.library.models import Article, Revision


@dataclass(frozen=True, slots=True)
class Question:
    """A stretch of a revision and what is hidden of it; the spans count from `start`."""

    revision: Revision
    start: int
    end: int
    hidden: tuple[Span, ...]
    source: str


@transaction.atomic
def make_cards(article: Article, *, owner: User, questions: Iterable[Question]) -> list[Card]:
    """The reader's cards with these questions. One that was there is not made twice; one thrown away comes back."""
    deck, _ = Deck.objects.get_or_create(owner=owner, article=article)
    return [make_card(deck, question) for question in questions]


def make_card(deck: Deck, question: Question) -> Card:
    place = {"revision": question.revision, "start": question.start, "end": question.end}
    card, is_new = deck.cards.get_or_create(
        **place, hidden=spans_to(question.hidden), defaults={"source": question.source}
    )
    if not is_new and card.deleted_at:
        card.deleted_at = None
        card.save(update_fields=["deleted_at"])
    return card


@transaction.atomic
def delete_cards(*cards: Card) -> None:
    """They can be brought back within GRACE."""
    Card.objects.filter(pk__in=[card.pk for card in cards]).update(deleted_at=timezone.now())


@transaction.atomic
def restore_cards(*cards: Card) -> None:
    Card.objects.filter(pk__in=[card.pk for card in cards]).update(deleted_at=None)
