"""The room: everybody's page of a meeting, the text of it by leaves, and where each one is."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from studyapp.accounts.forms.profile import DisplayForm
from studyapp.accounts.models import User
from studyapp.annotations.forms import AnnotationForm
from studyapp.meetings.entrance import Visitor, open_to_guests
from studyapp.meetings.forms.leading import PlaceForm
from studyapp.meetings.panels import panels_for
from studyapp.meetings.services.following import follow, stand_at
from studyapp.meetings.stage import Stage, entered
from studyapp.reading.forms import number_in


@open_to_guests
@never_cache
@require_GET
def room(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """`?study=3&start=1204`: somewhere else than everybody."""
    cursor = entered(visitor.meeting, request.user, with_studies=not visitor.is_guest)
    context = panels_for(visitor) | told(request, visitor) | {"cursor": cursor}
    return render(request, "meetings/room.html", context)


@open_to_guests
@never_cache
@require_GET
def text(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """The leaf alone, to take the place of the one that is open."""
    context = told(request, visitor)
    if context["page"] is None:
        return render(request, "meetings/_no_text.html", context | {"place": "text"})
    template = "meetings/_bare_text.html" if visitor.is_guest else "meetings/_text.html"
    return render(request, template, context)


@open_to_guests
@require_POST
def here(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """My page follows, or shows this paragraph instead. Nobody is told; who leads asks how many there are."""
    if visitor.attendance and "follows" in request.POST:
        follow(visitor.attendance)
        return HttpResponse(status=204)
    form = PlaceForm(request.POST)
    if not form.is_valid():
        return HttpResponse(status=422)
    if visitor.attendance:
        stand_at(visitor.attendance, **form.cleaned_data)
    return HttpResponse(status=204)


def asked(request: HttpRequest) -> dict[str, int | None]:
    return {name: number_in(request.GET, name) if name in request.GET else None for name in ("study", "start")}


def told(request: HttpRequest, visitor: Visitor) -> dict[str, Any]:
    """What the text needs, and for members the templates of the reading page."""
    stage = Stage(visitor.meeting, reader=visitor.reader, **asked(request))
    context: dict[str, Any] = {"meeting": visitor.meeting, "visitor": visitor, "attendee": visitor.attendance}
    context |= {"stage": stage, "focus": stage.focus, "page": stage.page}
    if stage.page is None:
        return context
    context |= {"article": stage.page.article, "revision": stage.page.revision}
    return context if visitor.user is None else context | worked_on(stage, visitor.user)


def worked_on(stage: Stage, user: User) -> dict[str, Any]:
    """For marking, writing and choosing how to read."""
    assert stage.page  # noqa: S101 - asked before
    return {
        "sight": stage.page.sight,
        "lens": stage.page.sight.lens,
        "display": DisplayForm(instance=user, auto_id="display_%s"),
        "composer": AnnotationForm(author=user, revision=stage.page.revision),
    }
