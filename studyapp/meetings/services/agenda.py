"""The agenda before it runs: proposed, added to, changed, put in another order. What has begun stays where it is."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from django.db import transaction
from django.db.models import Q

from studyapp.accounts.models import User
from studyapp.live.services import publish
from studyapp.meetings.models import AgendaItem, Meeting
from studyapp.meetings.proposing import proposal
from studyapp.meetings.services.holding import held

MOST_ITEMS = 60
WAITING = Q(began_at=None, done_at=None, spent=0, skipped=False)
POINTING = ("study_id", "revision_id", "question_id", "person_id")
KEPT = ("kind", "title", "minutes", "start", "end", "position", *POINTING)


class FullAgendaError(Exception):
    """Nobody gets through so many items."""


class BegunError(Exception):
    """Somebody has taken the item up meanwhile, or dropped it. `meeting` is as it is now."""

    def __init__(self, meeting: Meeting) -> None:
        super().__init__()
        self.meeting = meeting


@transaction.atomic
def propose(meeting: Meeting, *, by: User) -> list[dict[str, Any]]:
    """An agenda that fits the time, in place of all that waits; returned is what it replaces."""
    meeting = held(meeting)
    return replace(meeting, map(asdict, proposal(meeting, by=by)))


@transaction.atomic
def put_back(meeting: Meeting, items: list[dict[str, Any]]) -> None:
    """What a proposal replaced."""
    replace(held(meeting), map(still_there, items))


def replace(meeting: Meeting, items: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    replaced = meeting.agenda.filter(WAITING)
    before = [kept(item) for item in replaced]
    replaced.delete()
    begun = list(meeting.agenda.all())
    new = [AgendaItem(meeting=meeting, **{**fields, "position": len(begun)}) for fields in items]
    settle(meeting, [*begun, *AgendaItem.objects.bulk_create(new)])
    return before


@transaction.atomic
def add_item(meeting: Meeting, *, position: int | None = None, **fields: Any) -> AgendaItem:
    """At the end, before the decisions if they are last; or at that position. Raises FullAgendaError."""
    meeting = held(meeting)
    items = list(meeting.agenda.all())
    if len(items) >= MOST_ITEMS:
        raise FullAgendaError
    item = AgendaItem.objects.create(meeting=meeting, position=len(items), **still_there(fields))
    place = end_of(items) if position is None else bounded(items, position)
    settle(meeting, [*items[:place], item, *items[place:]])
    return item


@transaction.atomic
def change_item(item: AgendaItem, **fields: Any) -> None:
    """Raises BegunError, as all acts here on one item."""
    meeting, item = waiting(item)
    for name, value in fields.items():
        setattr(item, name, value)
    item.save(update_fields=list(fields))
    publish(meeting.topic, "agenda")


@transaction.atomic
def move_item(item: AgendaItem, *, to: int) -> None:
    """To this place in the list, counted from 0, but not before what has begun."""
    meeting, item = waiting(item)
    others = [other for other in meeting.agenda.all() if other.pk != item.pk]
    place = bounded(others, to)
    settle(meeting, [*others[:place], item, *others[place:]])


@transaction.atomic
def drop_item(item: AgendaItem) -> dict[str, Any]:
    """Returned is what `add_item` takes to have it back."""
    meeting, item = waiting(item)
    before = kept(item)
    item.delete()
    settle(meeting, list(meeting.agenda.all()))
    return before


def waiting(item: AgendaItem) -> tuple[Meeting, AgendaItem]:
    """Its meeting held, and the item as it is now. Raises BegunError."""
    meeting = held(item.meeting)
    there = meeting.agenda.filter(WAITING, pk=item.pk).first()
    if there is None:
        raise BegunError(meeting)
    return meeting, there


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


def still_there(fields: dict[str, Any]) -> dict[str, Any]:
    """What was kept of an item, pointing to nothing that is gone by now: a text may have been replaced."""
    found = dict(fields)
    for name in POINTING:
        related: Any = AgendaItem._meta.get_field(name).related_model
        if found.get(name) and not related.objects.filter(pk=found[name]).exists():
            found[name] = None
    return found
