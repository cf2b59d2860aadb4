"""What each panel of a meeting needs to be drawn."""

from collections.abc import Callable
from typing import Any

from studyapp.htmx import Request
from studyapp.meetings.models import Meeting
from studyapp.meetings.services.following import present, standing
from studyapp.meetings.services.leading import leaders
from studyapp.meetings.stage import Focus

LEADING = frozenset({"here", "lead"})  # panels for who leads


def status(meeting: Meeting) -> dict[str, Any]:
    return {"focus": Focus(meeting)}


def here(meeting: Meeting) -> dict[str, Any]:
    """How many are where, without names."""
    counts = standing(meeting)
    return {"counts": counts, "together": counts.get(meeting.focus_start or 0, 0), "present": present(meeting)}


def lead(meeting: Meeting) -> dict[str, Any]:
    return {"focus": Focus(meeting), "leaders": leaders(meeting)} | here(meeting)


PANELS: dict[str, Callable[[Meeting], dict[str, Any]]] = {"status": status, "here": here, "lead": lead}


def panel_context(meeting: Meeting, *names: str, request: Request) -> dict[str, Any]:
    """What these panels need."""
    context: dict[str, Any] = {"meeting": meeting, "leads": is_led(meeting, request)}
    for name in names:
        context |= PANELS[name](meeting)
    return context


def is_led(meeting: Meeting, request: Request) -> bool:
    return Meeting.objects.led_by(request.user).filter(pk=meeting.pk).exists()
