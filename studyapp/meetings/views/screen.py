"""The big screen: what is on it, the code to come in by, and what happens meanwhile."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from studyapp.accounts.addresses import absolute
from studyapp.groups.links import qr_code
from studyapp.live.stream import farewell, respond
from studyapp.meetings.codes import current_code, seconds_left
from studyapp.meetings.models import Meeting
from studyapp.meetings.projecting import Projector, for_screens, lent_to
from studyapp.meetings.screening import Screen
from studyapp.meetings.stage import entered


@for_screens
@require_GET
def screen(request: HttpRequest, projector: Projector) -> HttpResponse:
    """The page, or what is on it now."""
    meeting = projector.meeting
    cursor = entered(meeting, request.user, with_studies=False)
    context = {"meeting": meeting, "screen": Screen(meeting, leader=projector.leader), "now": timezone.now()}
    template = "meetings/_screen.html" if request.headers.get("HX-Request") else "meetings/screen.html"
    return render(request, template, context | {"cursor": cursor, "lent": projector.lent} | ways_in(request, meeting))


@for_screens
@require_GET
def screen_code(request: HttpRequest, projector: Projector) -> HttpResponse:
    """The code of now; the page asks for the next one when its time has come."""
    meeting = projector.meeting
    return render(request, "meetings/_screen_code.html", {"meeting": meeting} | ways_in(request, meeting))


def ways_in(request: HttpRequest, meeting: Meeting) -> dict[str, object]:
    code = current_code(meeting.nonce)
    link = absolute(reverse("meetings:check_in", args=[meeting.pk, code]), request)
    return {"code": f"{code[:4]} {code[4:]}", "qr": qr_code(link), "left": round(seconds_left() * 1000)}


@login_not_required
@require_GET
def screen_live(request: HttpRequest, pk: int) -> HttpResponseBase:
    """For a screen that was lent: the notices of its meeting and nothing else, until it is taken back."""
    lent = lent_to(request, pk)
    if lent is None:
        return farewell()
    topics = [lent.meeting.topic, lent.topic]
    return respond(request, topics=topics, is_allowed=lambda: lent_to(request, pk) is not None, owner=lent.topic)
