"""The list of who is there 签到表: 请假 and 补签, by oneself or by who writes the record."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from studyapp.htmx import Request
from studyapp.meetings.attendees import attendees
from studyapp.meetings.forms.join import AbsenceForm, ExcuseForm, PersonForm
from studyapp.meetings.models import Attendance, Meeting
from studyapp.meetings.models.meetings import MeetingQuerySet
from studyapp.meetings.services import attending
from studyapp.meetings.views.answers import while_running
from studyapp.meetings.views.meetings import meeting_page


def unsigned(meetings: MeetingQuerySet) -> MeetingQuerySet:
    """Those that took or take place and whose record is not signed yet."""
    open_ones = meetings.filter(cancelled_at=None).exclude(record__signed_at__isnull=False)
    return open_ones.select_related("group")


@require_POST
def excuse(request: Request, pk: int) -> HttpResponse:
    meeting = get_object_or_404(unsigned(Meeting.objects.visible_to(request.user)), pk=pk)
    form = ExcuseForm(request.POST)
    if not form.is_valid():
        return meeting_page(request, meeting, excuse=form)
    attending.excuse(meeting, user=request.user, reason=form.cleaned_data["reason"])
    return redirect(meeting)


@require_POST
def unexcuse(request: Request, pk: int) -> HttpResponse:
    meeting = get_object_or_404(unsigned(Meeting.objects.visible_to(request.user)), pk=pk)
    attending.take_back_excuse(meeting, user=request.user)
    return redirect(meeting)


@require_POST
def late(request: Request, pk: int) -> HttpResponse:
    """补签: one was there and forgot."""
    begun = unsigned(Meeting.objects.visible_to(request.user)).filter(started_at__isnull=False)
    meeting = get_object_or_404(begun, pk=pk)
    attending.check_in(meeting, user=request.user)
    messages.success(request, _("补签好了。"))
    return redirect(meeting)


@require_GET
def roll(request: Request, pk: int) -> HttpResponse:
    meeting = get_object_or_404(Meeting.objects.recorded_by(request.user).select_related("group"), pk=pk)
    return roll_page(request, meeting)


def roll_page(
    request: Request, meeting: Meeting, *, late: PersonForm | None = None, absence: AbsenceForm | None = None
) -> HttpResponse:
    """With a form that was refused, or as it is."""
    context = {
        "meeting": meeting,
        "attendees": attendees(meeting),
        "late": late or PersonForm(meeting=meeting),
        "absence": absence or AbsenceForm(meeting=meeting, prefix="absence"),
        "leads": Meeting.objects.led_by(request.user).filter(pk=meeting.pk).exists(),
        "is_open": unsigned(Meeting.objects.recorded_by(request.user)).filter(pk=meeting.pk).exists(),
    }
    return render(request, "meetings/roll.html", context, status=422 if late or absence else 200)


@require_POST
def late_for(request: Request, pk: int) -> HttpResponse:
    """补签 for somebody else."""
    begun = unsigned(Meeting.objects.recorded_by(request.user)).filter(started_at__isnull=False)
    meeting = get_object_or_404(begun, pk=pk)
    form = PersonForm(request.POST, meeting=meeting)
    if not form.is_valid():
        return roll_page(request, meeting, late=form)
    attending.check_in(meeting, user=form.cleaned_data["user"], by=request.user)
    return redirect("meetings:roll", pk)


@require_POST
def absence(request: Request, pk: int) -> HttpResponse:
    """Why somebody else is not there."""
    meeting = get_object_or_404(unsigned(Meeting.objects.recorded_by(request.user)), pk=pk)
    form = AbsenceForm(request.POST, meeting=meeting, prefix="absence")
    if not form.is_valid():
        return roll_page(request, meeting, absence=form)
    attending.excuse(meeting, **form.cleaned_data)
    return redirect("meetings:roll", pk)


@require_POST
def show_out(request: Request, pk: int) -> HttpResponse:
    """A guest who should not be there, by who leads."""
    there = Attendance.objects.filter(meeting__in=Meeting.objects.led_by(request.user).running(), left_at=None)
    guests = there.guests()
    guest = get_object_or_404(guests.select_related("meeting"), pk=pk)
    attending.show_out(guest)
    return HttpResponse(status=204) if request.htmx else redirect("meetings:roll", guest.meeting_id)


@require_POST
@while_running
def let_in(request: Request, pk: int) -> HttpResponse:
    """A guest who was shown out by mistake."""
    out = Attendance.objects.filter(meeting__in=Meeting.objects.led_by(request.user).running()).shown_out()
    guest = get_object_or_404(out.select_related("meeting"), pk=pk)
    attending.let_in(guest)
    return HttpResponse(status=204) if request.htmx else redirect("meetings:roll", guest.meeting_id)
