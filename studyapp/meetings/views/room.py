"""The room: everybody's page of a meeting, the text of it by leaves, and where each one is."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_POST

from studyapp.accounts.forms.profile import DisplayForm
from studyapp.annotations.forms import AnnotationForm
from studyapp.htmx import Request
from studyapp.meetings.forms.leading import PlaceForm
from studyapp.meetings.models import Attendance, Meeting
from studyapp.meetings.panels import is_led
from studyapp.meetings.services.following import stand_at
from studyapp.meetings.stage import Stage, entered
from studyapp.reading.forms import number_in


@require_GET
def room(request: Request, pk: int) -> HttpResponse:
    """`?start=1204&study=3`: somewhere else than everybody."""
    meeting = get_object_or_404(Meeting.objects.visible_to(request.user), pk=pk)
    cursor = entered(meeting, request.user, with_studies=True)
    stage = Stage(meeting, reader=request.user, **asked(request))
    return render(request, "meetings/room.html", told(request, stage) | {"cursor": cursor})


@require_GET
def text(request: Request, pk: int) -> HttpResponse:
    """The leaf alone, to take the place of the one that is open."""
    meeting = get_object_or_404(Meeting.objects.visible_to(request.user), pk=pk)
    stage = Stage(meeting, reader=request.user, **asked(request))
    return render(request, "meetings/_text.html", told(request, stage))


@require_POST
def here(request: Request, pk: int) -> HttpResponse:
    """My page shows this paragraph. Nobody is told; who leads asks how many there are."""
    meeting = get_object_or_404(Meeting.objects.visible_to(request.user), pk=pk)
    form = PlaceForm(request.POST)
    if not form.is_valid():
        return HttpResponse(status=422)
    stand_at(Attendance.objects.filter(meeting=meeting, user=request.user), **form.cleaned_data)
    return HttpResponse(status=204)


def asked(request: Request) -> dict[str, int | None]:
    return {name: number_in(request.GET, name) if name in request.GET else None for name in ("study", "start")}


def told(request: Request, stage: Stage) -> dict[str, Any]:
    """What the templates of the reading page need, and those of the room."""
    context: dict[str, Any] = {"meeting": stage.meeting, "stage": stage, "focus": stage.focus, "page": stage.page}
    context["leads"] = is_led(stage.meeting, request)
    if stage.page is None:
        return context
    sight, revision = stage.page.sight, stage.page.revision
    return context | {
        "article": stage.page.article,
        "revision": revision,
        "sight": sight,
        "lens": sight.lens,
        "is_shared": request.session.get_expire_at_browser_close(),
        "display": DisplayForm(instance=request.user, auto_id="display_%s"),
        "composer": AnnotationForm(author=request.user, revision=revision),
    }
