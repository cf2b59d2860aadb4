"""Who does what in a meeting, and what a key speaker means to say."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from studyapp.htmx import Request
from studyapp.meetings import outlines
from studyapp.meetings.forms.prepare import NotesForm, OutlineForm, PartForm
from studyapp.meetings.models import Meeting, Part
from studyapp.meetings.services import planning
from studyapp.meetings.views.meetings import meeting_page


@require_POST
def name_part(request: Request, pk: int) -> HttpResponse:
    meeting = get_object_or_404(Meeting.objects.led_by(request.user).coming().select_related("group"), pk=pk)
    form = PartForm(request.POST, meeting=meeting)
    if not form.is_valid():
        return meeting_page(request, meeting, part_form=form)
    planning.name_part(meeting, **form.cleaned_data)
    return redirect(meeting)


@require_POST
def drop_part(request: Request, pk: int) -> HttpResponse:
    parts = Part.objects.filter(meeting__in=Meeting.objects.led_by(request.user).coming())
    part = get_object_or_404(parts.select_related("meeting", "user"), pk=pk)
    try:
        planning.drop_part(part)
    except planning.LastFacilitatorError:
        messages.error(request, _("学习会要有一位主持人。先加上另一位，再去掉%(name)s。") % {"name": part.user})
    return redirect(part.meeting)


def own_part(request: Request, pk: int) -> Any:
    """As a key speaker of that meeting."""
    coming = Meeting.objects.visible_to(request.user).coming()
    mine = Part.objects.filter(user=request.user, role=Part.Role.KEY_SPEAKER, meeting__in=coming)
    return get_object_or_404(mine.select_related("meeting__group"), meeting=pk)


@require_GET
def outline(request: Request, pk: int) -> HttpResponse:
    part = own_part(request, pk)
    return outline_page(request, part, OutlineForm(initial={"outline": part.outline}))


def outline_page(request: Request, part: Part, form: OutlineForm) -> HttpResponse:
    notes = outlines.notes_of(part.meeting, reader=request.user)
    context = {"meeting": part.meeting, "form": form, "notes": notes}
    return render(request, "meetings/outline.html", context, status=422 if form.errors else 200)


@require_POST
def save_outline(request: Request, pk: int) -> HttpResponse:
    part = own_part(request, pk)
    form = OutlineForm(request.POST)
    if not form.is_valid():
        return outline_page(request, part, form)
    planning.write_outline(part, form.cleaned_data["outline"])
    messages.success(request, _("存好了。"))
    return redirect(part.meeting)


@require_POST
def take_notes(request: Request, pk: int) -> HttpResponse:
    """What is typed so far, and behind it own notes."""
    part = own_part(request, pk)
    form = OutlineForm(request.POST)
    chosen = NotesForm(request.POST, notes=outlines.own_notes(part.meeting, reader=request.user))
    if form.is_valid() and chosen.is_valid():
        words = outlines.joined(form.cleaned_data["outline"], chosen.cleaned_data["notes"])
        form = OutlineForm({"outline": words})
    if not form.is_valid():
        return outline_page(request, part, form)
    planning.write_outline(part, form.cleaned_data["outline"])
    return redirect("meetings:outline", pk)
