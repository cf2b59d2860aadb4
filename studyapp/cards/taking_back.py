"""What a card was before it was answered: sealed, carried by the next page, kept nowhere."""

from datetime import datetime, timedelta

from django.core import signing

from studyapp.cards.models import Card
from studyapp.cards.scheduling import Memory
from studyapp.cards.services.answering import Answered

SALT = "cards.taking_back"
GOOD_FOR = timedelta(hours=1)


def sealed(card: Card, answered: Answered) -> str:
    before = answered.before
    moments = [moment and moment.isoformat() for moment in (before.seen_at, before.due, answered.due)]
    return signing.dumps([card.pk, before.stability, before.difficulty, *moments], salt=SALT)


def unsealed(card: Card, token: str) -> Answered | None:
    """None when it is none, too old, or another card's."""
    try:
        pk, stability, difficulty, seen_at, due, next_due = signing.loads(token, salt=SALT, max_age=GOOD_FOR)
    except signing.BadSignature:
        return None
    if pk != card.pk:
        return None
    seen = datetime.fromisoformat(seen_at) if seen_at else None
    return Answered(Memory(stability, difficulty, seen, datetime.fromisoformat(due)), datetime.fromisoformat(next_due))
