"""The panels of a meeting one by one: fetched anew when something in them has changed."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from studyapp.meetings.entrance import Visitor, open_to_guests
from studyapp.meetings.panels import panel_context, panels_of


@open_to_guests
@never_cache
@require_GET
def part(request: HttpRequest, visitor: Visitor, name: str) -> HttpResponse:
    """Some are for who leads alone, and some not for guests."""
    if name not in panels_of(visitor):
        raise Http404
    return render(request, f"meetings/_{name}.html", panel_context(visitor, name))
