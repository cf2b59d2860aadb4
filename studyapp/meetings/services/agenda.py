"""The agenda before it runs: proposed, added to, changed, put in another order. What has begun stays where it is."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Q

from studyapp.accounts.models import User
from studyapp.live.services import publish
from studyapp.meetings.models import AgendaItem, Meeting
from studyapp.meetings.proposing import proposal

MOST_ITEMS = 60
WAITING = Q(began_at=None, done_at=None, spent=0, skipped=False)
KEPT = ("kind", "title", "minutes", "study_id", "start", "end", "question_id", "person_id", "position")


class FullAgendaError(Exception):
    """Nobody gets through so many items."""


@transaction.atomic
def propose(meeting: Meeting, *, by: User) -> list[dict[str, Any]]:
    """An agenda that fits the time, in place of all that waits; returned is what it replaces."""
    meeting = held(meeting)
    return replace(meeting, [vars_of(item) for item in proposal(meeting, by=by)])


@transaction.atomic
def put_back(meeting: Meeting, items: list[dict[str, Any]]) -> None:
    """What a proposal replaced."""
    replace(held(meeting), items)


def replace(meeting: Meeting, items: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    waiting = meeting.agenda.filter(WAITING)
    before = [kept(item) for item in waiting]
    waiting.delete()
    begun = meeting.agenda.count()
    for position, fields in enumerate(items, begun):
        AgendaItem.objects.create(meeting=meeting, **{**fields, "position": position})
    settle(meeting, list(meeting.agenda.all()))
    return before


@transaction.atomic
def add_item(meeting: Meeting, *, position: int | None = None, **fields: Any) -> AgendaItem:
    """At the end, before the decisions if they are last; or at that position. Raises FullAgendaError."""
    meeting = held(meeting)
    items = list(meeting.agenda.all())
    if len(items) >= MOST_ITEMS:
        raise FullAgendaError
    item = AgendaItem.objects.create(meeting=meeting, position=len(items), **fields)
    place = end_of(items) if position is None else bounded(items, position)
    settle(meeting, [*items[:place], item, *items[place:]])
    return item


@transaction.atomic
def change_item(item: AgendaItem, **fields: Any) -> AgendaItem:
    for name, value in fields.items():
        setattr(item, name, value)
    item.save(update_fields=list(fields))
    publish(item.meeting.topic, "agenda")
    return item


@transaction.atomic
def move_item(item: AgendaItem, *, to: int) -> None:
    """To this place in the list, counted from 0, but not before what has begun."""
    meeting = held(item.meeting)
    others = [other for other in meeting.agenda.all() if other.pk != item.pk]
    place = bounded(others, to)
    settle(meeting, [*others[:place], item, *others[place:]])


@transaction.atomic
def drop_item(item: AgendaItem) -> dict[str, Any]:
    """Returned is what `add_item` takes to have it back."""
    meeting, before = held(item.meeting), kept(item)
    item.delete()
    settle(meeting, list(meeting.agenda.all()))
    return before


def settle(meeting: Meeting, items: list[AgendaItem]) -> None:
    """In this order from now on."""
    for position, item in enumerate(items):
        item.position = position
    AgendaItem.objects.bulk_update(items, ["position"])
    publish(meeting.topic, "agenda")


def bounded(items: list[AgendaItem], place: int) -> int:
    begun = max((index + 1 for index, item in enumerate(items) if not waits(item)), default=0)
    return max(begun, min(place, len(items)))


def end_of(items: list[AgendaItem]) -> int:
    is_closed = bool(items) and items[-1].kind == AgendaItem.Kind.DECISIONS and waits(items[-1])
    return len(items) - is_closed


def waits(item: AgendaItem) -> bool:
    return item.began_at is None and item.done_at is None and not item.spent and not item.skipped


def kept(item: AgendaItem) -> dict[str, Any]:
    return {name: getattr(item, name) for name in KEPT}


def vars_of(item: Any) -> dict[str, Any]:
    return {name: getattr(item, name) for name in KEPT if hasattr(item, name)}


def held(meeting: Meeting) -> Meeting:
    """The meeting as it is now, and nobody else's turn until the transaction ends."""
    return Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
