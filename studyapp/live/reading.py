"""Reading the log: what was written after a place in it."""

from collections.abc import Mapping
from functools import reduce
from operator import or_

from django.db import connections
from django.db.models import Q

from studyapp.live.models import Event
from studyapp.live.notices import Notice

BACKLOG = 1_000  # events that are made up for one by one; who missed more loads anew


def written_after(positions: Mapping[str, int], *, limit: int) -> list[Notice]:
    """Of each topic what follows its number, in order; at most `limit` altogether."""
    if not positions:
        return []
    after = reduce(or_, (Q(topic__name=name, number__gt=number) for name, number in positions.items()))
    rows = Event.objects.filter(after).order_by("topic_id", "number")
    return [Notice(*row) for row in rows.values_list("topic__name", "number", "kind", "data")[:limit]]


def missed(topic: str, after: int) -> list[Notice] | None:
    """What somebody who heard up to `after` has not heard; None when it is too much or not kept any more."""
    notices = written_after({topic: after}, limit=BACKLOG + 1)
    is_whole = bool(notices) and notices[0].number == after + 1 and len(notices) <= BACKLOG
    return notices if is_whole else None


def let_go() -> None:
    """Give this thread's connections back: a stream lasts hours and must hold none."""
    for connection in connections.all(initialized_only=True):
        if not connection.in_atomic_block:
            connection.close()
