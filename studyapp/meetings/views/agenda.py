"""The agenda as those who lead work on it: proposed, added to, changed, moved, dropped and taken back."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from studyapp.htmx import Request, page_or_partial
from studyapp.meetings import invitation
from studyapp.meetings.forms.agenda import ItemForm, PlaceForm
from studyapp.meetings.models import AgendaItem, Meeting
from studyapp.meetings.services import agenda as acts
from studyapp.meetings.stretches import with_paragraphs

UNDO = "agenda_undo"  # in the session: what was last dropped or replaced, and in which meeting


def led(request: Request, pk: int) -> Meeting:
    return get_object_or_404(Meeting.objects.led_by(request.user).coming().select_related("group"), pk=pk)


def item_of(request: Request, pk: int) -> Any:
    """One that waits, with the numbers of its paragraphs."""
    waiting = AgendaItem.objects.filter(acts.WAITING, meeting__in=Meeting.objects.led_by(request.user).coming())
    return get_object_or_404(with_paragraphs(waiting.select_related("meeting__group")), pk=pk)


def before_it_begins(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Somebody may take the item up while it is changed: then the agenda as it is now says so."""

    @wraps(view)
    def asked(request: Request, pk: int) -> HttpResponse:
        try:
            return view(request, pk)
        except acts.BegunError as begun:
            messages.error(request, _("这一项已经开始，或者去掉了。"))
            return back(request, begun.meeting)

    return asked


@require_GET
def agenda(request: Request, pk: int) -> HttpResponse:
    return agenda_page(request, led(request, pk))


def agenda_page(request: Request, meeting: Meeting, *, form: ItemForm | None = None) -> HttpResponse:
    """With a new item that was refused, or as it is."""
    rows = invitation.agenda_rows(meeting, reader=request.user)
    undo = request.session.get(UNDO, {})
    context = {
        "meeting": meeting,
        "rows": rows,
        "total": invitation.total(rows),
        "form": form or ItemForm(meeting=meeting, user=request.user),
        "undo": undo if undo.get("meeting") == meeting.pk else None,
    }
    template = page_or_partial(request, "meetings/agenda.html", "meetings/_agenda_desk.html")
    return render(request, template, context, status=422 if form else 200)


def back(request: Request, meeting: Meeting) -> HttpResponse:
    """The agenda as it is now."""
    if request.htmx:
        return agenda_page(request, meeting)
    return HttpResponseRedirect(reverse("meetings:agenda", args=[meeting.pk]), status=303)


@require_POST
def propose(request: Request, pk: int) -> HttpResponse:
    meeting = led(request, pk)
    before = acts.propose(meeting, by=request.user)
    request.session[UNDO] = {"meeting": pk, "items": before, "replaced": True}
    return back(request, meeting)


@require_POST
def add_item(request: Request, pk: int) -> HttpResponse:
    meeting = led(request, pk)
    form = ItemForm(request.POST, meeting=meeting, user=request.user)
    if form.is_valid():
        try:
            acts.add_item(meeting, **form.cleaned_data)
        except acts.FullAgendaError:
            form.add_error(None, _("议程太长了，先去掉几项。"))
        else:
            request.session.pop(UNDO, None)
            return back(request, meeting)
    return agenda_page(request, meeting, form=form)


@require_GET
def edit_item(request: Request, pk: int) -> HttpResponse:
    item = item_of(request, pk)
    return item_page(request, item, ItemForm.of(item, user=request.user))


def item_page(request: Request, item: AgendaItem, form: ItemForm) -> HttpResponse:
    template = page_or_partial(request, "meetings/item.html", "meetings/_agenda_edit.html")
    context = {"meeting": item.meeting, "item": item, "form": form}
    return render(request, template, context, status=422 if form.errors else 200)


@require_POST
@before_it_begins
def change_item(request: Request, pk: int) -> HttpResponse:
    item = item_of(request, pk)
    form = ItemForm(request.POST, meeting=item.meeting, user=request.user, auto_id=f"item-{pk}-%s")
    if not form.is_valid():
        return item_page(request, item, form)
    acts.change_item(item, **form.cleaned_data)
    return back(request, item.meeting)


@require_POST
@before_it_begins
def move_item(request: Request, pk: int) -> HttpResponse:
    item = item_of(request, pk)
    form = PlaceForm(request.POST)
    if form.is_valid():
        to, step = form.cleaned_data["to"], form.cleaned_data["step"]
        acts.move_item(item, to=item.position + int(step) if to is None else to)
    return back(request, item.meeting)


@require_POST
@before_it_begins
def drop_item(request: Request, pk: int) -> HttpResponse:
    item = item_of(request, pk)
    before = acts.drop_item(item)
    request.session[UNDO] = {"meeting": item.meeting_id, "items": [before], "replaced": False}
    return back(request, item.meeting)


@require_POST
def undo(request: Request, pk: int) -> HttpResponse:
    """What was dropped stands where it stood; what a proposal replaced is back."""
    meeting = led(request, pk)
    kept = request.session.get(UNDO, {})
    if kept.get("meeting") != pk:
        messages.error(request, _("没有可以撤销的。"))
        return back(request, meeting)
    del request.session[UNDO]
    if kept["replaced"]:
        acts.put_back(meeting, kept["items"])
    else:
        put_back(request, meeting, kept["items"][0])
    return back(request, meeting)


def put_back(request: Request, meeting: Meeting, item: dict[str, Any]) -> None:
    try:
        acts.add_item(meeting, **item)
    except acts.FullAgendaError:
        messages.error(request, _("议程太长了，先去掉几项。"))
