"""What is decided and to be done: written down in the meeting or in its record; and to-dos ticked by who has them."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from studyapp.htmx import Request
from studyapp.meetings.forms.records import DecisionForm, ToDoForm
from studyapp.meetings.models import Decision, Meeting, ToDo
from studyapp.meetings.models.meetings import MeetingQuerySet
from studyapp.meetings.record_page import page
from studyapp.meetings.services import records, to_dos
from studyapp.meetings.services.holding import SignedError
from studyapp.meetings.services.to_dos import StaleRowError


def begun(meetings: MeetingQuerySet) -> MeetingQuerySet:
    return meetings.filter(started_at__isnull=False, cancelled_at=None).select_related("group")


@require_GET
def decisions(request: Request, pk: int) -> HttpResponse:
    meeting = get_object_or_404(begun(Meeting.objects.recorded_by(request.user)), pk=pk)
    return decisions_page(request, meeting)


def decisions_page(request: Request, meeting: Meeting, *, status: int = 200, **more: Any) -> HttpResponse:
    """Decisions and to-dos alone: in a meeting, and where a form was refused. For a swap, the list it was in."""
    context = {
        "meeting": meeting,
        "decisions": meeting.decisions.all(),
        "to_dos": meeting.to_dos.select_related("owner"),
        "to_do_form": ToDoForm(meeting=meeting),
        "may_change": True,
        **more,
    }
    template = more.get("partial") if request.htmx else None
    return render(request, template or "meetings/decisions.html", context, status=status)


def done(request: Request, meeting: Meeting, *, partial: str, place: str) -> HttpResponse:
    """Back to where it was written: the record, or the page of decisions while the meeting runs."""
    if request.htmx:
        shown = page(records.write(meeting), reader=request.user) | {"is_swap": True} if meeting.is_over else {}
        shown.pop("meeting", None)
        return decisions_page(request, meeting, **shown, partial=partial)
    there = "meetings:record" if meeting.is_over else "meetings:decisions"
    return HttpResponseRedirect(reverse(there, args=[meeting.pk]) + place, status=303)


def decided(request: Request, meeting: Meeting) -> HttpResponse:
    return done(request, meeting, partial="meetings/_decisions.html", place="#decisions")


def given(request: Request, meeting: Meeting) -> HttpResponse:
    return done(request, meeting, partial="meetings/_to_dos.html", place="#to-dos")


def refused(request: Request, meeting: Meeting, *, partial: str, status: int, **more: Any) -> HttpResponse:
    return decisions_page(request, meeting, status=status, partial=partial, **more)


def decision_for(request: Request, pk: int) -> Decision:
    mine = Decision.objects.filter(meeting__in=begun(Meeting.objects.recorded_by(request.user)))
    return get_object_or_404(mine.select_related("meeting__group"), pk=pk)


@require_POST
def add_decision(request: Request, pk: int) -> HttpResponse:
    meeting = get_object_or_404(begun(Meeting.objects.recorded_by(request.user)), pk=pk)
    form = DecisionForm(request.POST)
    partial = "meetings/_decisions.html"
    if not form.is_valid():
        return refused(request, meeting, partial=partial, status=422, decision_form=form)
    try:
        to_dos.decide(meeting, text=form.cleaned_data["text"], by=request.user)
    except SignedError:
        return refused(request, meeting, partial=partial, status=409, decision_form=form, is_signed=True)
    return decided(request, meeting)


@require_POST
def change_decision(request: Request, pk: int) -> HttpResponse:
    decision = decision_for(request, pk)
    form = DecisionForm(request.POST)
    told: dict[str, Any] = {"partial": "meetings/_decisions.html", "form": form, "changed_decision": pk}
    if not form.is_valid():
        return refused(request, decision.meeting, status=422, **told)
    try:
        to_dos.change_decision(decision, **form.cleaned_data, by=request.user)
    except SignedError:
        return refused(request, decision.meeting, status=409, is_signed=True, **told)
    except StaleRowError:
        return refused(request, decision.meeting, status=409, is_stale_row=True, **told)
    return decided(request, decision.meeting)


@require_POST
def drop_decision(request: Request, pk: int) -> HttpResponse:
    decision = decision_for(request, pk)
    try:
        to_dos.drop(decision, by=request.user)
    except SignedError:
        partial = "meetings/_decisions.html"
        return refused(request, decision.meeting, partial=partial, status=409, is_signed=True)
    return decided(request, decision.meeting)


def to_do_for(request: Request, pk: int) -> ToDo:
    mine = ToDo.objects.filter(meeting__in=begun(Meeting.objects.recorded_by(request.user)))
    return get_object_or_404(mine.select_related("meeting__group"), pk=pk)


@require_POST
def add_to_do(request: Request, pk: int) -> HttpResponse:
    meeting = get_object_or_404(begun(Meeting.objects.recorded_by(request.user)), pk=pk)
    form = ToDoForm(request.POST, meeting=meeting)
    partial = "meetings/_to_dos.html"
    if not form.is_valid():
        return refused(request, meeting, partial=partial, status=422, to_do_form=form)
    told = {name: form.cleaned_data[name] for name in ("text", "owner", "due_on")}
    try:
        to_dos.give(meeting, **told, by=request.user)
    except SignedError:
        return refused(request, meeting, partial=partial, status=409, to_do_form=form, is_signed=True)
    return given(request, meeting)


@require_POST
def change_to_do(request: Request, pk: int) -> HttpResponse:
    to_do = to_do_for(request, pk)
    form = ToDoForm(request.POST, meeting=to_do.meeting, auto_id=f"id_{pk}_%s")
    told: dict[str, Any] = {"partial": "meetings/_to_dos.html", "form": form, "changed_to_do": pk}
    if not form.is_valid():
        return refused(request, to_do.meeting, status=422, **told)
    try:
        to_dos.change_to_do(to_do, **form.cleaned_data, by=request.user)
    except SignedError:
        return refused(request, to_do.meeting, status=409, is_signed=True, **told)
    except StaleRowError:
        return refused(request, to_do.meeting, status=409, is_stale_row=True, **told)
    return given(request, to_do.meeting)


@require_POST
def drop_to_do(request: Request, pk: int) -> HttpResponse:
    to_do = to_do_for(request, pk)
    try:
        to_dos.drop(to_do, by=request.user)
    except SignedError:
        return refused(request, to_do.meeting, partial="meetings/_to_dos.html", status=409, is_signed=True)
    return given(request, to_do.meeting)


@require_POST
def tick(request: Request, pk: int) -> HttpResponse:
    return ticked(request, pk, is_done=True)


@require_POST
def untick(request: Request, pk: int) -> HttpResponse:
    return ticked(request, pk, is_done=False)


def ticked(request: Request, pk: int, *, is_done: bool) -> HttpResponse:
    """One's own, whatever became of the record."""
    to_do = get_object_or_404(ToDo.objects.given_to(request.user), pk=pk)
    to_dos.tick(to_do, done=is_done)
    if request.htmx:
        return render(request, "meetings/_to_dos_mine.html")
    there = request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(there, {request.get_host()}, require_https=request.is_secure())
    return HttpResponseRedirect(there if is_ours else reverse("guide:home"), status=303)
