"""Cards of the demo's people: some are asked today, some come later, one is put off."""

from collections.abc import Mapping
from datetime import timedelta

from django.utils import timezone

from studyapp.accounts.models import User
from studyapp.cards import choosing, cutting
from studyapp.cards.models import Card, Cutting
from studyapp.cards.models.cards import spans_from
from studyapp.cards.scheduling import EASY, HARD, KNOWN, Memory, after
from studyapp.cards.services.making import Question, make_cards
from studyapp.library.models import Article, Revision

# Of each card in text order, how it was answered and how many days ago; not at all yet where nothing stands.
ANSWERS = ((), ((5, KNOWN), (3, HARD)), ((3, KNOWN),), (), ((4, EASY),), ((6, KNOWN), (4, KNOWN)))
PUT_OFF = 5  # the card with this index
MEMBERS = ("limei", "linxi")


def fill(article: Article, people: Mapping[str, User]) -> None:
    revision = article.revision
    Cutting.objects.get_or_create(revision=revision)
    cutting.cut(revision)
    for name in MEMBERS:
        remember(make_cards(article, owner=people[name], questions=questions(article, revision, people[name])))


def questions(article: Article, revision: Revision, owner: User) -> list[Question]:
    """The first of those that are suggested."""
    return [
        Question(revision, offer.start, offer.end, tuple(spans_from(hidden)), offer.source)
        for offer in choosing.offers(article, revision, reader=owner)[: len(ANSWERS)]
        for hidden in [choice.value for choice in offer.choices if choice.is_chosen][:1]
    ]


def remember(cards: list[Card]) -> None:
    now = timezone.now()
    for index, (card, answers) in enumerate(zip(cards, ANSWERS, strict=False)):
        memory = Memory(None, None, None, now)
        for days, rating in answers:
            memory = after(memory, rating, now=now - timedelta(days=days))
        card.stability, card.difficulty, card.seen_at, card.due = (
            memory.stability,
            memory.difficulty,
            memory.seen_at,
            memory.due,
        )
        card.paused_at = now if index == PUT_OFF else None
    Card.objects.bulk_update(cards, ["stability", "difficulty", "seen_at", "due", "paused_at"])
