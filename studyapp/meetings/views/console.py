"""The console: the page of whoever leads."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from studyapp.htmx import Request
from studyapp.meetings.entrance import Visitor
from studyapp.meetings.models import Meeting
from studyapp.meetings.panels import panels_for
from studyapp.meetings.presence import attendee_of
from studyapp.meetings.stage import Stage, entered
from studyapp.meetings.views.room import asked


@require_GET
def console(request: Request, pk: int) -> HttpResponse:
    meeting = get_object_or_404(Meeting.objects.led_by(request.user), pk=pk)
    cursor = entered(meeting, request.user, with_studies=True)
    stage = Stage(meeting, reader=request.user, **asked(request))
    visitor = Visitor(meeting, request.user, attendee_of(request, meeting))
    context = panels_for(visitor) | {"stage": stage, "page": stage.page, "cursor": cursor}
    return render(request, "meetings/console.html", context)
