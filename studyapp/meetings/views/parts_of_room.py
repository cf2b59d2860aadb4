"""The panels of a meeting one by one: fetched anew when something in them has changed."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from studyapp.htmx import Request
from studyapp.meetings.models import Meeting
from studyapp.meetings.panels import LEADING, PANELS, panel_context


@require_GET
def part(request: Request, pk: int, name: str) -> HttpResponse:
    """Some are for who leads alone."""
    if name not in PANELS:
        raise Http404
    mine = Meeting.objects.led_by(request.user) if name in LEADING else Meeting.objects.visible_to(request.user)
    meeting = get_object_or_404(mine.select_related("group", "lead", "item"), pk=pk)
    return render(request, f"meetings/_{name}.html", panel_context(meeting, name, request=request))
