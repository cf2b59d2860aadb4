"""One field or one speech of a record at a time: as it is, as a form, changed, and what it said before."""

from typing import Any

from django.db.models import Q
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from studyapp.htmx import Request, page_or_partial
from studyapp.meetings.forms.records import SummaryForm, TextForm
from studyapp.meetings.layouts import Entry
from studyapp.meetings.models import Meeting, RecordField, Speech
from studyapp.meetings.record_page import page
from studyapp.meetings.recounting import MADE_OF_ROWS
from studyapp.meetings.services import records
from studyapp.meetings.services.floor import StaleSummaryError
from studyapp.meetings.services.holding import SignedError
from studyapp.meetings.services.records import StaleFieldError


def field_for(request: Request, pk: int) -> RecordField:
    """Also of a signed record: who was changing it meanwhile is told so and keeps the words."""
    mine = RecordField.objects.filter(record__meeting__in=Meeting.objects.recorded_by(request.user).past())
    return get_object_or_404(mine.select_related("record__meeting__group", "edited_by"), pk=pk)


@require_GET
def field(request: Request, pk: int) -> HttpResponse:
    """As it is: what a form gives way to."""
    found = field_for(request, pk)
    if not request.htmx:
        return HttpResponseRedirect(place_of(found), status=303)
    may_change = not found.record.is_signed
    return render(request, "meetings/_record_field.html", {"entry": Entry(found), "may_change": may_change})


@require_GET
def edit_field(request: Request, pk: int) -> HttpResponse:
    found = field_for(request, pk)
    if found.record.is_signed or found.name in MADE_OF_ROWS:
        return HttpResponseRedirect(place_of(found), status=303)
    return field_form(request, found, TextForm(initial={"text": found.text, "edition": found.edition}))


def field_form(request: Request, field: RecordField, form: TextForm, *, status: int = 200, **more: Any) -> HttpResponse:
    template = page_or_partial(request, "meetings/record_field.html", "meetings/_record_field_form.html")
    return render(request, template, {"entry": Entry(field), "form": form, **more}, status=status)


@require_POST
def change_field(request: Request, pk: int) -> HttpResponse:
    found = field_for(request, pk)
    form = TextForm(request.POST)
    if not form.is_valid() or found.name in MADE_OF_ROWS:
        return field_form(request, found, form, status=422)
    try:
        found = records.change_field(found, **form.cleaned_data, by=request.user)
    except SignedError:
        return field_form(request, field_for(request, pk), form, status=409, is_signed=True)
    except StaleFieldError as stale:
        mine = {"text": form.cleaned_data["text"], "edition": stale.field.edition}
        return field_form(request, stale.field, TextForm(initial=mine), status=409, theirs=stale.field)
    if not request.htmx:
        return HttpResponseRedirect(place_of(found), status=303)
    context = {**page(field_for(request, pk).record, reader=request.user), "entry": Entry(found), "is_swap": True}
    return render(request, "meetings/_record_field_saved.html", context)


@require_GET
def field_history(request: Request, pk: int) -> HttpResponse:
    found = field_for(request, pk)
    edits = found.edits.select_related("edited_by")
    return render(request, "meetings/record_history.html", {"entry": Entry(found), "edits": edits})


def place_of(field: RecordField) -> str:
    return reverse("meetings:record", args=[field.record.meeting_id]) + f"#field-{field.pk}"


def speech_for(request: Request, pk: int) -> Speech:
    """One's own, or any for who writes the record."""
    writing, there = Meeting.objects.recorded_by(request.user), Meeting.objects.visible_to(request.user)
    mine = Q(meeting__in=writing.values("pk")) | Q(attendance__user=request.user, meeting__in=there.values("pk"))
    speeches = Speech.objects.filter(mine, meeting__in=Meeting.objects.visible_to(request.user).past())
    return get_object_or_404(speeches.select_related("meeting__group", "attendance__user"), pk=pk)


@require_GET
def edit_speech(request: Request, pk: int) -> HttpResponse:
    speech = speech_for(request, pk)
    return speech_form(request, speech, SummaryForm(initial={"text": speech.summary, "edition": speech.edition}))


def speech_form(request: Request, speech: Speech, form: TextForm, *, status: int = 200, **more: Any) -> HttpResponse:
    template = page_or_partial(request, "meetings/record_speech.html", "meetings/_record_speech_form.html")
    return render(request, template, {"speech": speech, "form": form, **more}, status=status)


@require_POST
def change_speech(request: Request, pk: int) -> HttpResponse:
    speech = speech_for(request, pk)
    form = SummaryForm(request.POST)
    if not form.is_valid():
        return speech_form(request, speech, form, status=422)
    summary, edition = form.cleaned_data["text"], form.cleaned_data["edition"]
    try:
        speech = records.correct(speech, summary=summary, edition=edition, by=request.user)
    except SignedError:
        return speech_form(request, speech, form, status=409, is_signed=True)
    except StaleSummaryError:
        now = speech_for(request, pk)
        mine = SummaryForm(initial={"text": summary, "edition": now.edition})
        return speech_form(request, now, mine, status=409, theirs=now)
    return speech_saved(request, speech_for(request, pk))


def speech_saved(request: Request, speech: Speech) -> HttpResponse:
    if not request.htmx:
        there = reverse("meetings:record", args=[speech.meeting_id])
        return HttpResponseRedirect(f"{there}#speech-{speech.pk}", status=303)
    context = {**page(records.write(speech.meeting), reader=request.user), "speech": speech, "may_change": True}
    is_writing = Meeting.objects.recorded_by(request.user).filter(pk=speech.meeting_id).exists()
    return render(request, "meetings/_record_speech_saved.html", {**context, "is_swap": is_writing})
