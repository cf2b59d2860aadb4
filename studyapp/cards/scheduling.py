"""When a card comes again: the one place that knows FSRS. Plain values, no rows.

Intervals are whole days that begin at midnight, so that a card is there all day and not from the minute on in which it
was answered last. What was forgotten is asked once more after a while. Nothing is left to chance.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache

import fsrs
from django.utils import timezone

SOON = timedelta(minutes=10)  # after which what was forgotten is asked again
LONGEST = 365  # days

FORGOTTEN, HARD, KNOWN, EASY = 1, 2, 3, 4  # as FSRS rates
RATINGS = (FORGOTTEN, HARD, KNOWN, EASY)


@dataclass(frozen=True, slots=True)
class Memory:
    """How well a card is remembered; the numbers are None before the first answer."""

    stability: float | None
    difficulty: float | None
    seen_at: datetime | None
    due: datetime


@cache
def scheduler() -> fsrs.Scheduler:
    return fsrs.Scheduler(learning_steps=(), relearning_steps=(), maximum_interval=LONGEST, enable_fuzzing=False)


def after(memory: Memory, rating: int, *, now: datetime) -> Memory:
    """The memory when the card was answered with one of RATINGS."""
    card, _ = scheduler().review_card(card_of(memory), fsrs.Rating(rating), now.astimezone(UTC))
    due = now + SOON if rating == FORGOTTEN else morning(now, days=(card.due - now).days)
    return Memory(card.stability, card.difficulty, now, due)


def card_of(memory: Memory) -> fsrs.Card:
    if memory.stability is None or memory.seen_at is None:
        return fsrs.Card(card_id=0)
    return fsrs.Card(
        card_id=0,
        state=fsrs.State.Review,
        stability=memory.stability,
        difficulty=memory.difficulty,
        due=memory.due.astimezone(UTC),
        last_review=memory.seen_at.astimezone(UTC),
    )


def morning(now: datetime, *, days: int) -> datetime:
    """Midnight by the reader's clock, so many days from today."""
    day = timezone.localtime(now).date() + timedelta(days=max(1, days))
    return timezone.make_aware(datetime(day.year, day.month, day.day))  # noqa: DTZ001 - made aware at once


def spread(dues: list[datetime], *, now: datetime, a_day: int) -> list[datetime]:
    """New moments for cards that came due while nobody looked, given in their order: so many a day, from today on."""
    return [now if not index // a_day else morning(now, days=index // a_day) for index in range(len(dues))]
