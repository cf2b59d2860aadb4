"""The panels of a meeting: fetched anew when something in them has changed."""

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
    """One, or several of them joined by hyphens. Some are for who leads alone, and some not for guests."""
    names = list(dict.fromkeys(name.split("-")))
    if not panels_of(visitor) >= set(names):
        raise Http404
    panels = [(each, f"meetings/_{each}.html") for each in names]
    return render(request, "meetings/_panels.html", panel_context(visitor, *names) | {"panels": panels})
