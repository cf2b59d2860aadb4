"""Running the agenda. Each form says which item it was pressed at; too late it changes nothing."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from studyapp.htmx import Request
from studyapp.meetings.forms.floor import ParkForm
from studyapp.meetings.models import AgendaItem, Meeting, Parked
from studyapp.meetings.services import running
from studyapp.meetings.views.answers import done, refused, while_running
from studyapp.reading.forms import number_in


def item_of(request: Request, pk: int) -> AgendaItem:
    items = AgendaItem.objects.filter(meeting__in=Meeting.objects.led_by(request.user))
    return get_object_or_404(items.select_related("meeting"), pk=pk)


def seen(request: Request) -> int | None:
    """The item that ran when it was pressed, as the page knew."""
    return number_in(request.POST, "seen") or None


@require_POST
@while_running
def next_item(request: Request, pk: int) -> HttpResponse:
    meeting = get_object_or_404(Meeting.objects.led_by(request.user), pk=pk)
    running.next_item(meeting, seen=seen(request))
    return done(request, meeting)


@require_POST
@while_running
def previous_item(request: Request, pk: int) -> HttpResponse:
    meeting = get_object_or_404(Meeting.objects.led_by(request.user), pk=pk)
    running.previous_item(meeting, seen=seen(request))
    return done(request, meeting)


@require_POST
@while_running
def take_up(request: Request, pk: int) -> HttpResponse:
    item = item_of(request, pk)
    running.take_up(item)
    return done(request, item.meeting)


@require_POST
@while_running
def skip_item(request: Request, pk: int) -> HttpResponse:
    item = item_of(request, pk)
    running.skip_item(item)
    return done(request, item.meeting)


@require_POST
@while_running
def pause_item(request: Request, pk: int) -> HttpResponse:
    """`paused`: with anything in it the clock stops, without it goes on."""
    item = item_of(request, pk)
    running.pause_item(item, paused=bool(request.POST.get("paused")))
    return done(request, item.meeting)


@require_POST
@while_running
def extend_item(request: Request, pk: int) -> HttpResponse:
    item = item_of(request, pk)
    running.extend_item(item)
    return done(request, item.meeting)


@require_POST
@while_running
def park(request: Request, pk: int) -> HttpResponse:
    """会后再议."""
    meeting = get_object_or_404(Meeting.objects.led_by(request.user), pk=pk)
    form = ParkForm(request.POST, meeting=meeting, by=request.user)
    if not form.is_valid():
        return refused(request, meeting, form, title=_("留到会后再议"))
    running.park(meeting, **form.cleaned_data)
    return done(request, meeting)


@require_POST
@while_running
def unpark(request: Request, pk: int) -> HttpResponse:
    parked = Parked.objects.filter(meeting__in=Meeting.objects.led_by(request.user))
    one = get_object_or_404(parked.select_related("meeting", "annotation"), pk=pk)
    running.take_back(one)
    return done(request, one.meeting)
