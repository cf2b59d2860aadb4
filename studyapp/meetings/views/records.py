"""The study record: read, changed by field, signed, added to, printed, taken home as a Word file."""

from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from studyapp.htmx import Request
from studyapp.meetings import word
from studyapp.meetings.forms.records import AddendumForm, SignForm, SpeechForm, ToDoForm
from studyapp.meetings.models import Meeting, Speech, StudyRecord
from studyapp.meetings.record_page import page
from studyapp.meetings.services import records
from studyapp.meetings.services.holding import SignedError
from studyapp.meetings.services.records import NotOverError, StaleRecordError
from studyapp.paper import CONTENT_TYPE


@require_GET
def record(request: Request, pk: int) -> HttpResponse:
    """For who may not read it yet: that it is being written, and their own speeches."""
    meeting = get_object_or_404(Meeting.objects.visible_to(request.user).past().select_related("group"), pk=pk)
    if not Meeting.objects.with_record_for(request.user).filter(pk=pk).exists():
        mine = Speech.objects.filter(meeting=meeting, attendance__user=request.user).select_related("attendance__user")
        return render(request, "meetings/record_waits.html", {"meeting": meeting, "speeches": mine})
    return record_page(request, records.write(meeting))


def record_page(request: Request, record: StudyRecord, *, status: int = 200, **more: Any) -> HttpResponse:
    """With a form that was refused, or as it is."""
    forms = {
        "addendum": AddendumForm(),
        "speech_form": SpeechForm(meeting=record.meeting),
        "to_do_form": ToDoForm(meeting=record.meeting),
    }
    context = {**page(record, reader=request.user), **forms, **more}
    return render(request, "meetings/record.html", context, status=status)


@require_GET
def print_record(request: Request, pk: int) -> HttpResponse:
    meeting = get_object_or_404(Meeting.objects.with_record_for(request.user).select_related("group"), pk=pk)
    return render(request, "meetings/record_print.html", page(records.write(meeting), reader=request.user))


@require_GET
def download(request: Request, pk: int) -> HttpResponse:
    meeting = get_object_or_404(Meeting.objects.with_record_for(request.user).select_related("group"), pk=pk)
    record = records.write(meeting)
    response = HttpResponse(word.document(record), content_type=CONTENT_TYPE)
    name = quote(word.name_of(record), safe="")
    response.headers["Content-Disposition"] = f"attachment; filename=\"record-{pk}.docx\"; filename*=UTF-8''{name}"
    return response


@require_POST
def hand_in(request: Request, pk: int) -> HttpResponse:
    meeting = get_object_or_404(Meeting.objects.recorded_by(request.user).past().select_related("group"), pk=pk)
    try:
        records.hand_in(records.write(meeting), by=request.user)
    except (SignedError, NotOverError):
        return redirect("meetings:record", pk)
    messages.success(request, _("交上去了，等主持人签发。签发以前还可以改。"))
    return redirect("meetings:record", pk)


@require_POST
def sign(request: Request, pk: int) -> HttpResponse:
    meeting = get_object_or_404(Meeting.objects.led_by(request.user).past().select_related("group"), pk=pk)
    form = SignForm(request.POST)
    record = records.write(meeting)
    if not form.is_valid():
        return record_page(request, record, status=422)
    try:
        records.sign(record, by=request.user, seen=form.cleaned_data["seen"])
    except (SignedError, StaleRecordError):
        return record_page(request, records.write(meeting), status=409, is_stale=True)
    except NotOverError:
        return redirect(meeting)
    messages.success(request, _("签发了。「%(group)s」的人都看得到。") % {"group": meeting.group})
    return redirect("meetings:record", pk)


@require_POST
def add(request: Request, pk: int) -> HttpResponse:
    """补记, once it is signed."""
    signed = Meeting.objects.recorded_by(request.user).past().filter(record__signed_at__isnull=False)
    meeting = get_object_or_404(signed.select_related("group"), pk=pk)
    form = AddendumForm(request.POST)
    if not form.is_valid():
        return record_page(request, records.write(meeting), status=422, addendum=form)
    records.add(records.write(meeting), text=form.cleaned_data["text"], by=request.user)
    return HttpResponseRedirect(reverse("meetings:record", args=[pk]) + "#addenda", status=303)


@require_POST
def note_speech(request: Request, pk: int) -> HttpResponse:
    """补一条发言."""
    meeting = get_object_or_404(Meeting.objects.recorded_by(request.user).past().select_related("group"), pk=pk)
    form = SpeechForm(request.POST, meeting=meeting)
    if not form.is_valid():
        return record_page(request, records.write(meeting), status=422, speech_form=form)
    try:
        records.note_speech(records.write(meeting), **form.cleaned_data, by=request.user)
    except SignedError:
        return record_page(request, records.write(meeting), status=409, is_stale=True)
    return HttpResponseRedirect(reverse("meetings:record", args=[pk]) + "#speeches", status=303)
