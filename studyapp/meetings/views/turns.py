"""Reading in turn: shared out, one after the other, passed on and taken over."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from studyapp.htmx import Request
from studyapp.meetings.entrance import Visitor, open_to_guests
from studyapp.meetings.forms.turns import ShareForm
from studyapp.meetings.models import Meeting
from studyapp.meetings.services import turns
from studyapp.meetings.views.answers import done, refused, while_running
from studyapp.meetings.views.floor import there
from studyapp.reading.forms import number_in


@require_POST
@while_running
def share_out(request: Request, pk: int) -> HttpResponse:
    meeting = get_object_or_404(Meeting.objects.led_by(request.user), pk=pk)
    form = ShareForm(request.POST, meeting=meeting)
    if not form.is_valid():
        return refused(request, meeting, form, title=_("分段轮读"))
    turns.share_out(meeting, **form.cleaned_data)
    return done(request, meeting)


@require_POST
@while_running
def next_turn(request: Request, pk: int) -> HttpResponse:
    """`seen`: the turn that was read when it was pressed."""
    meeting = get_object_or_404(Meeting.objects.led_by(request.user), pk=pk)
    turns.next_turn(meeting, seen=number_in(request.POST, "seen") or None, by=request.user)
    return done(request, meeting)


@open_to_guests
@require_POST
@while_running
def pass_turn(request: HttpRequest, visitor: Visitor, turn: int) -> HttpResponse:
    """By who was to read it, or who leads."""
    found = get_object_or_404(visitor.meeting.turns.select_related("meeting"), pk=turn)
    is_mine = visitor.attendance is not None and found.attendance_id == visitor.attendance.pk
    if not is_mine and not visitor.leads:
        raise Http404
    turns.pass_turn(found)
    return done(request, visitor.meeting)


@open_to_guests
@require_POST
@while_running
def volunteer(request: HttpRequest, visitor: Visitor, turn: int) -> HttpResponse:
    """Of two who want it the first has it; both see who."""
    reader = there(visitor)
    turns.volunteer(get_object_or_404(visitor.meeting.turns.select_related("meeting"), pk=turn), reader=reader)
    return done(request, visitor.meeting)
