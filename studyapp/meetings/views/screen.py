"""The big screen, opened by who leads."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from studyapp.accounts.addresses import absolute
from studyapp.groups.links import qr_code
from studyapp.htmx import Request, page_or_partial
from studyapp.meetings.codes import current_code, seconds_left
from studyapp.meetings.models import Meeting
from studyapp.meetings.screening import Screen
from studyapp.meetings.stage import entered


@require_GET
def screen(request: Request, pk: int) -> HttpResponse:
    """The page, or what is on it now."""
    meeting = get_object_or_404(Meeting.objects.led_by(request.user).select_related("group"), pk=pk)
    cursor = entered(meeting, request.user, with_studies=False)
    context = {"meeting": meeting, "screen": Screen(meeting, leader=request.user), "now": timezone.now()}
    template = page_or_partial(request, "meetings/screen.html", "meetings/_screen.html")
    return render(request, template, context | {"cursor": cursor} | ways_in(request, meeting))


@require_GET
def screen_code(request: Request, pk: int) -> HttpResponse:
    """The code of now; the page asks for the next one when its time has come."""
    meeting = get_object_or_404(Meeting.objects.led_by(request.user), pk=pk)
    return render(request, "meetings/_screen_code.html", {"meeting": meeting} | ways_in(request, meeting))


def ways_in(request: Request, meeting: Meeting) -> dict[str, object]:
    code = current_code(meeting.nonce)
    link = absolute(reverse("meetings:check_in", args=[meeting.pk, code]), request)
    return {"code": f"{code[:4]} {code[4:]}", "qr": qr_code(link), "left": round(seconds_left() * 1000)}
