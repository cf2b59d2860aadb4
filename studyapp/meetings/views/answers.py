"""What is answered to a press in a running meeting: nothing more to a script, the page it came from to a plain form."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from studyapp.meetings.models import Meeting
from studyapp.meetings.services.holding import NotRunningError


def while_running(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """409 when it is in no state for it: before, after, cancelled. The page that comes instead says how it stands."""

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        try:
            return view(request, *args, **named)
        except NotRunningError:
            return HttpResponse(status=409)

    return asked


def done(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204)
    return HttpResponseRedirect(back(request, meeting), status=303)


def back(request: HttpRequest, meeting: Meeting) -> str:
    """The console when it was pressed there, else the room."""
    console = reverse("meetings:console", args=[meeting.pk])
    came_from = urlsplit(request.headers.get("Referer", "")).path
    return console if came_from == console else reverse("meetings:room", args=[meeting.pk])


def refused(request: HttpRequest, meeting: Meeting, form: Form, *, title: str, status: int = 422) -> HttpResponse:
    """The form once more, with what was typed; a script takes the words and the hidden fields out of it."""
    context = {"meeting": meeting, "form": form, "title": title, "back": back(request, meeting), "path": request.path}
    return render(request, "meetings/again.html", context, status=status)
