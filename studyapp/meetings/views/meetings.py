"""A meeting before and after it takes place: planned, shown to its group, announced, changed, cancelled."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from studyapp.groups.links import qr_code
from studyapp.groups.models import StudyGroup
from studyapp.htmx import Request
from studyapp.meetings import invitation
from studyapp.meetings.doors import link_to
from studyapp.meetings.forms.join import ExcuseForm
from studyapp.meetings.forms.prepare import ChangeForm, PartForm, PlanForm
from studyapp.meetings.models import Meeting
from studyapp.meetings.services import agenda, planning


@require_GET
def new(request: Request, group: int) -> HttpResponse:
    there = get_object_or_404(StudyGroup.objects.led_by(request.user), pk=group)
    return render(request, "meetings/new.html", {"group": there, "form": PlanForm(group=there, user=request.user)})


@require_POST
def create(request: Request, group: int) -> HttpResponse:
    there = get_object_or_404(StudyGroup.objects.led_by(request.user), pk=group)
    form = PlanForm(request.POST, group=there, user=request.user)
    if not form.is_valid():
        return render(request, "meetings/new.html", {"group": there, "form": form}, status=422)
    meeting = planning.plan(there, by=request.user, **form.cleaned_data)
    agenda.propose(meeting, by=request.user)
    messages.success(request, _("定好了，议程也拟了一份。看一看，再通知大家。"))
    return redirect(meeting)


@require_GET
def meeting(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(Meeting.objects.visible_to(request.user).select_related("group"), pk=pk)
    return meeting_page(request, found)


def meeting_page(request: Request, meeting: Meeting, **forms: Any) -> HttpResponse:
    """With a form that was refused, or as it is."""
    link = link_to(meeting, request=request)
    context = {
        **invitation.read_by(meeting, reader=request.user),
        "link": link,
        "qr": qr_code(link),
        "excuse": ExcuseForm(),
        "part_form": PartForm(meeting=meeting),
        **forms,
    }
    return render(request, "meetings/meeting.html", context, status=422 if forms else 200)


@require_GET
def edit(request: Request, pk: int) -> HttpResponse:
    meeting = get_object_or_404(Meeting.objects.led_by(request.user).coming().select_related("group"), pk=pk)
    return render(
        request, "meetings/edit.html", {"meeting": meeting, "form": ChangeForm(meeting=meeting, user=request.user)}
    )


@require_POST
def change(request: Request, pk: int) -> HttpResponse:
    meeting = get_object_or_404(Meeting.objects.led_by(request.user).coming().select_related("group"), pk=pk)
    form = ChangeForm(request.POST, meeting=meeting, user=request.user)
    if not form.is_valid():
        return render(request, "meetings/edit.html", {"meeting": meeting, "form": form}, status=422)
    planning.change(meeting, by=request.user, **form.cleaned_data)
    messages.success(request, _("改好了。"))
    return redirect(meeting)


@require_POST
def announce(request: Request, pk: int) -> HttpResponse:
    meeting = get_object_or_404(Meeting.objects.led_by(request.user).coming().select_related("group"), pk=pk)
    planning.announce(meeting, by=request.user)
    messages.success(request, _("通知了「%(group)s」的每个人。") % {"group": meeting.group})
    return redirect(meeting)


@require_POST
def cancel(request: Request, pk: int) -> HttpResponse:
    meetings = Meeting.objects.led_by(request.user).coming().filter(started_at=None)
    meeting = get_object_or_404(meetings.select_related("group"), pk=pk)
    planning.cancel(meeting, by=request.user)
    messages.success(request, _("取消了。"))
    return redirect(meeting)
