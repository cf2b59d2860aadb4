"""When what a reflection said is worth keeping before it says something else. Pure."""

from datetime import datetime, timedelta

PAUSE = timedelta(minutes=10)  # work was begun anew
STRETCH = timedelta(minutes=30)  # of writing without one
MUCH = 100  # characters: less is soon typed again


def is_worth_keeping(before: str, after: str, *, written_at: datetime, kept_at: datetime, now: datetime) -> bool:
    """`before` was `written_at`; `kept_at`: when something was kept last, or the reflection begun.

    It is kept when somebody comes back to it after a pause, once in a long stretch of writing, and when most of it is
    about to go. Not at every save: those come every few seconds.
    """
    if not before.strip() or before == after:
        return False
    goes = len(before) >= MUCH and len(after) < len(before) / 2
    return goes or now - written_at >= PAUSE or now - kept_at >= STRETCH
