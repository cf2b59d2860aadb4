"""Leading: beginning and ending, taking everybody to a place, handing over, a note on the big screen."""

import json

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST

from studyapp.htmx import Request
from studyapp.meetings.forms.leading import FocusForm, HandOverForm, ShowForm
from studyapp.meetings.models import Meeting
from studyapp.meetings.services import leading
from studyapp.meetings.stage import Focus
from studyapp.meetings.views.answers import while_running


@require_POST
@while_running
def start(request: Request, pk: int) -> HttpResponse:
    meeting = get_object_or_404(Meeting.objects.led_by(request.user), pk=pk)
    leading.start(meeting, by=request.user)
    return done(request, meeting)


@require_POST
def end(request: Request, pk: int) -> HttpResponse:
    meeting = get_object_or_404(Meeting.objects.led_by(request.user), pk=pk)
    leading.end(meeting)
    return done(request, meeting)


@require_POST
def resume(request: Request, pk: int) -> HttpResponse:
    meeting = get_object_or_404(Meeting.objects.led_by(request.user), pk=pk)
    leading.resume(meeting)
    return done(request, meeting)


@require_POST
@while_running
def focus(request: Request, pk: int) -> HttpResponse:
    """Take everybody to a paragraph."""
    meeting = get_object_or_404(Meeting.objects.led_by(request.user), pk=pk)
    form = FocusForm(request.POST, meeting=meeting, by=request.user)
    if not form.is_valid() or form.found is None:
        return HttpResponse(status=422)
    meeting = leading.focus(meeting, paragraph=form.found, by=request.user)
    response = done(request, meeting, place=f"#{Focus(meeting).place}")
    told = {"paragraph": form.found.number or 0, "revision": form.found.revision_id, "start": form.found.start}
    response.headers["HX-Trigger"] = json.dumps({"meeting:focus": told | {"moves": meeting.moves}})
    return response


@require_POST
@while_running
def hand_over(request: Request, pk: int) -> HttpResponse:
    meeting = get_object_or_404(Meeting.objects.led_by(request.user).coming(), pk=pk)
    form = HandOverForm(request.POST, meeting=meeting)
    if not form.is_valid():
        return HttpResponse(status=422)
    leading.hand_over(meeting, to=form.cleaned_data["to"])
    return done(request, meeting)


@require_POST
@while_running
def show_note(request: Request, pk: int) -> HttpResponse:
    meeting = get_object_or_404(Meeting.objects.led_by(request.user).coming(), pk=pk)
    form = ShowForm(request.POST, meeting=meeting, by=request.user)
    if not form.is_valid():
        return HttpResponse(status=422)
    leading.show_note(meeting, form.cleaned_data["note"])
    return done(request, meeting)


def done(request: Request, meeting: Meeting, *, place: str = "") -> HttpResponse:
    """Back to the console; a page with script hears of it by the stream."""
    if request.htmx:
        return HttpResponse(status=204)
    return HttpResponseRedirect(reverse("meetings:console", args=[meeting.pk]) + place, status=303)
