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


class SameQuestionError(Exception):
    """Another of the reader's cards asks this already."""


@transaction.atomic
def hide_others(card: Card, *, hidden: tuple[Span, ...]) -> bool:
    """Hide other words of the same sentence. True when that is another question, asked as a new card from today on.

    More or less of the same words is a correction: it comes again when it would have. What one remembers of other words
    FSRS does not know. Raises SameQuestionError.
    """
    Deck.objects.select_for_update().get(pk=card.deck_id)  # of two cards that come to ask the same, one is later
    now = Card.objects.select_for_update().get(pk=card.pk)
    alike = Card.objects.filter(deck=now.deck_id, revision=now.revision_id, start=now.start, end=now.end)
    others = alike.filter(hidden=spans_to(hidden)).exclude(pk=now.pk)
    if others.filter(deleted_at=None).exists():
        raise SameQuestionError
    others.delete()  # thrown away before: there is one card a question
    is_new = not any(start < last and first < end for start, end in hidden for first, last in now.spans)
    anew = {"stability": None, "difficulty": None, "seen_at": None, "due": timezone.now()} if is_new else {}
    Card.objects.filter(pk=now.pk).update(hidden=spans_to(hidden), **anew)
    return is_new


@transaction.atomic
def delete_cards(*cards: Card) -> None:
    """They can be brought back within GRACE."""
    Card.objects.filter(pk__in=[card.pk for card in cards]).update(deleted_at=timezone.now())


@transaction.atomic
def restore_cards(*cards: Card) -> None:
    Card.objects.filter(pk__in=[card.pk for card in cards]).update(deleted_at=None)
