"""What each panel of a meeting needs to be drawn, and who may see it."""

from collections.abc import Callable
from typing import Any

from django.utils import timezone

from studyapp.meetings.asked import Asked
from studyapp.meetings.course import Agenda
from studyapp.meetings.entrance import Visitor
from studyapp.meetings.models.meetings import leaders
from studyapp.meetings.services.following import present, standing
from studyapp.meetings.speaking import Floor, People, Queue, Reading, records
from studyapp.meetings.stage import Focus, showable, studies_of

Needs = dict[str, Any]


def status(visitor: Visitor) -> Needs:
    return {"focus": Focus(visitor.meeting)}


def now(visitor: Visitor) -> Needs:
    """The item that runs, which one of how many, and how many people there are."""
    meeting = visitor.meeting
    order = list(meeting.agenda.values_list("pk", flat=True))
    place = order.index(meeting.item_id) + 1 if meeting.item_id in order else 0
    return {"item_place": place, "item_count": len(order), "present": present(meeting), "focus": Focus(meeting)}


def here(visitor: Visitor) -> Needs:
    """How many are where, without names."""
    counts = standing(visitor.meeting)
    together = counts.get(visitor.meeting.focus_start, 0) if visitor.meeting.focus_start is not None else 0
    return {"counts": counts, "together": together, "present": present(visitor.meeting)}


def lead(visitor: Visitor) -> Needs:
    meeting = visitor.meeting
    return {"focus": Focus(meeting), "leaders": leaders(meeting), "has_text": studies_of(meeting).exists()}


def shown(visitor: Visitor) -> Needs:
    """The note that is on the big screen."""
    meeting = visitor.meeting
    notes = showable(meeting, visitor.reader).select_related("author")
    return {"shown": notes.filter(pk=meeting.shown_id).first() if meeting.shown_id else None}


def decided(visitor: Visitor) -> Needs:
    """What was decided and who is to do what; who writes the record writes it down."""
    meeting = visitor.meeting
    to_dos = list(meeting.to_dos.select_related("owner"))
    return {"decisions": list(meeting.decisions.all()), "to_dos": to_dos, "is_writing": records(visitor)}


def bottom(visitor: Visitor) -> Needs:
    """A phone's bar: what is most pressed of four other panels."""
    return {"queue": Queue(visitor), "asked": Asked(visitor), "floor": Floor(visitor), "turns": Reading(visitor)}


PANELS: dict[str, Callable[[Visitor], Needs]] = {
    "status": status,
    "now": now,
    "bottom": bottom,
    "agenda": lambda visitor: {"agenda": Agenda(visitor)},
    "floor": lambda visitor: {"floor": Floor(visitor)},
    "hands": lambda visitor: {"queue": Queue(visitor)},
    "turns": lambda visitor: {"turns": Reading(visitor)},
    "poll": lambda visitor: {"asked": Asked(visitor)},
    "decided": decided,
    "people": lambda visitor: {"people": People(visitor)},
}
LEADING: dict[str, Callable[[Visitor], Needs]] = {"here": here, "lead": lead, "shown": shown}
FOR_GUESTS = {"status", "now", "bottom", "agenda", "floor", "hands", "turns", "poll"}


def panels_of(visitor: Visitor) -> set[str]:
    """The names of those that the visitor may see."""
    if visitor.is_guest:
        return FOR_GUESTS
    return PANELS.keys() | LEADING.keys() if visitor.leads else set(PANELS)


def panel_context(visitor: Visitor, *names: str) -> Needs:
    """What these panels need; all of them `meeting`, `attendee`, `leads` and `now`."""
    context: Needs = {"meeting": visitor.meeting, "visitor": visitor, "attendee": visitor.attendance}
    context |= {"leads": visitor.leads, "now": timezone.now()}
    for name in names:
        context |= (PANELS.get(name) or LEADING[name])(visitor)
    return context


def panels_for(visitor: Visitor) -> Needs:
    """What a page needs that shows all of them."""
    return panel_context(visitor, *panels_of(visitor))
