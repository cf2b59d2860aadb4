"""Telling what happened, within the transaction in which it happened, and forgetting it a week later.

Who tells several topics in one act does so in the order of their names ("meeting-7", "study-3", "user-5"):
two acts that take the same topics in different orders would block each other.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import partial

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from studyapp.live.bell import bell, ring_afar
from studyapp.live.models import Event, Topic

KEPT = timedelta(days=7)
FORGOTTEN_AT_ONCE = 5_000  # rows: a short time for those who wait to write

Number = int | bool | list[int]


def publish(topic: str, kind: str, **data: Number) -> Event:
    """Write an event into the log of a topic such as "study-3". Call it in the act's transaction."""
    return publish_each([topic], kind, **data)[0]


@transaction.atomic(savepoint=False)  # an act that cannot tell what it did is not done
def publish_each(topics: Iterable[str], kind: str, **data: Number) -> list[Event]:
    """The same event for several topics, in the order of their names."""
    held = Topic.objects.hold(set(topics))
    Topic.objects.filter(pk__in=[topic.pk for topic in held]).update(number=F("number") + 1)
    events = Event.objects.bulk_create(
        [Event(topic=topic, number=topic.number + 1, kind=kind, data=data) for topic in held]
    )
    names = [topic.name for topic in held]
    ring_afar(names)
    transaction.on_commit(partial(bell.ring, names))
    return events


def purge(*, before: datetime | None = None) -> int:
    """Forget old events; how many. Who listens from before them is told to load anew."""
    old = Event.objects.before(before or timezone.now() - KEPT).order_by("pk")
    count = 0
    while batch := list(old.values_list("pk", flat=True)[:FORGOTTEN_AT_ONCE]):
        count += old.filter(pk__lte=batch[-1]).delete()[0]
    return count
