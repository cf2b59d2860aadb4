"""What is decided and to be done: written down in the meeting or in its record; and to-dos ticked by who has them."""

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

from django.forms import Form
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from studyapp.htmx import Request
from studyapp.meetings.forms.records import ChangedDecisionForm, ChangedToDoForm, DecisionForm, ToDoForm
from studyapp.meetings.models import Decision, Meeting, ToDo
from studyapp.meetings.models.meetings import MeetingQuerySet
from studyapp.meetings.record_page import page
from studyapp.meetings.services import records, to_dos
from studyapp.meetings.services.holding import SignedError
from studyapp.meetings.services.to_dos import StaleRowError


class Lot(NamedTuple):
    """A list on the page: the partial that shows it, and where it stands."""

    partial: str
    place: str


DECISIONS = Lot("meetings/_decisions.html", "#decisions")
TO_DOS = Lot("meetings/_to_dos.html", "#to-dos")


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


def tried(
    request: Request, meeting: Meeting, form: Form | None, act: Callable[..., object], /, *, lot: Lot, **shown: Any
) -> HttpResponse:
    """Do it with what the form says, if one is needed. Refused, the list is shown with what was typed: 422, or 409 when
    the record was signed meanwhile or somebody else changed the row.
    """
    if form is not None and not form.is_valid():
        return decisions_page(request, meeting, status=422, partial=lot.partial, **shown)
    try:
        act(**(form.cleaned_data if form else {}), by=request.user)
    except SignedError:
        return decisions_page(request, meeting, status=409, partial=lot.partial, is_signed=True, **shown)
    except StaleRowError:
        return decisions_page(request, meeting, status=409, partial=lot.partial, is_stale_row=True, **shown)
    return done(request, meeting, partial=lot.partial, place=lot.place)


def decision_for(request: Request, pk: int) -> Decision:
    mine = Decision.objects.filter(meeting__in=begun(Meeting.objects.recorded_by(request.user)))
    return get_object_or_404(mine.select_related("meeting__group"), pk=pk)


@require_POST
def add_decision(request: Request, pk: int) -> HttpResponse:
    meeting = get_object_or_404(begun(Meeting.objects.recorded_by(request.user)), pk=pk)
    form = DecisionForm(request.POST)
    return tried(request, meeting, form, partial(to_dos.decide, meeting), lot=DECISIONS, decision_form=form)


@require_POST
def change_decision(request: Request, pk: int) -> HttpResponse:
    decision = decision_for(request, pk)
    form = ChangedDecisionForm(request.POST)
    act = partial(to_dos.change_decision, decision)
    return tried(request, decision.meeting, form, act, lot=DECISIONS, form=form, changed_decision=pk)


@require_POST
def drop_decision(request: Request, pk: int) -> HttpResponse:
    decision = decision_for(request, pk)
    return tried(request, decision.meeting, None, partial(to_dos.drop, decision), lot=DECISIONS)


def to_do_for(request: Request, pk: int) -> ToDo:
    mine = ToDo.objects.filter(meeting__in=begun(Meeting.objects.recorded_by(request.user)))
    return get_object_or_404(mine.select_related("meeting__group"), pk=pk)


@require_POST
def add_to_do(request: Request, pk: int) -> HttpResponse:
    meeting = get_object_or_404(begun(Meeting.objects.recorded_by(request.user)), pk=pk)
    form = ToDoForm(request.POST, meeting=meeting)
    return tried(request, meeting, form, partial(to_dos.give, meeting), lot=TO_DOS, to_do_form=form)


@require_POST
def change_to_do(request: Request, pk: int) -> HttpResponse:
    to_do = to_do_for(request, pk)
    form = ChangedToDoForm(request.POST, meeting=to_do.meeting, auto_id=f"id_{pk}_%s")
    act = partial(to_dos.change_to_do, to_do)
    return tried(request, to_do.meeting, form, act, lot=TO_DOS, form=form, changed_to_do=pk)


@require_POST
def drop_to_do(request: Request, pk: int) -> HttpResponse:
    to_do = to_do_for(request, pk)
    return tried(request, to_do.meeting, None, partial(to_dos.drop, to_do), lot=TO_DOS)


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
