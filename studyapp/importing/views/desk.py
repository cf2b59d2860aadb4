"""The structure desk: looking, correcting, reading anew, throwing away."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from studyapp.htmx import Request
from studyapp.importing import services
from studyapp.importing.acts import ACTS
from studyapp.importing.editing import ImpossibleEditError
from studyapp.importing.forms import (
    ReadingForm,
    SeenForm,
)
from studyapp.importing.keeping import StaleDraftError
from studyapp.importing.material import Choices
from studyapp.importing.models import Draft
from studyapp.importing.readers import encodings
from studyapp.importing.templatetags.remarks import said
from studyapp.importing.views.entrance import drafts_of, go_on
from studyapp.importing.views.showing import desk_context, rejected, show_desk


@require_GET
def desk(request: Request, pk: int) -> HttpResponse:
    draft = get_object_or_404(drafts_of(request).select_related("step__text", "article"), pk=pk)
    if draft.is_unread:
        return render(request, "importing/working.html", {"draft": draft})
    if draft.state == Draft.State.FAILED:
        return render(request, "importing/failed.html", desk_context(draft, request))
    return show_desk(request, draft, place=request.GET.get("place", ""))


@require_POST
def correct(request: Request, pk: int, act: str) -> HttpResponse:
    draft = get_object_or_404(drafts_of(request).select_related("step__text", "article"), pk=pk, state="ready")
    if act not in ACTS or (draft.article_id and ACTS[act].changes_text):
        raise Http404
    form = ACTS[act].form(request.POST)
    if not form.is_valid():
        return rejected(request, draft, act, form, status=422)
    values = form.cleaned_data
    try:
        services.correct(draft, ACTS[act].applied_to(values), act=act, seen=values["version"])
    except ImpossibleEditError as error:
        return rejected(request, draft, act, form, status=422, problem=said(error.remark))
    except StaleDraftError:
        return rejected(request, draft, act, form, status=409)
    return changed(request, draft)


def changed(request: Request, draft: Draft) -> HttpResponse:
    """The desk as it is now: swapped in by htmx, or loaded at the same place."""
    place = request.POST.get("place", "")
    if not request.htmx:
        return redirect(f"{reverse('importing:desk', args=[draft.pk])}?{urlencode({'place': place})}")
    fresh = drafts_of(request).select_related("step__text", "article").get(pk=draft.pk)
    return show_desk(request, fresh, place=place)


@require_POST
def undo(request: Request, pk: int) -> HttpResponse:
    return moved(request, pk, services.undo)


@require_POST
def redo(request: Request, pk: int) -> HttpResponse:
    return moved(request, pk, services.redo)


def moved(request: Request, pk: int, move: Callable[..., None]) -> HttpResponse:
    draft = get_object_or_404(drafts_of(request).select_related("step__text", "article"), pk=pk, state="ready")
    form = SeenForm(request.POST)
    try:
        move(draft, seen=form.cleaned_data["version"] if form.is_valid() else -1)
    except StaleDraftError:
        return rejected(request, draft, "", form, status=409)
    return changed(request, draft)


@require_POST
def read_again(request: Request, pk: int) -> HttpResponse:
    draft = get_object_or_404(drafts_of(request), pk=pk, article=None)
    form = ReadingForm(request.POST)
    if not form.is_valid():
        return rejected(request, draft, "read-again", form, status=422)
    chosen = form.cleaned_data
    seen = chosen.pop("version")
    try:
        services.read_again(draft, choices=Choices(**chosen | {"encoding": chosen["encoding"] or None}), seen=seen)
    except StaleDraftError:
        return rejected(request, draft, "read-again", form, status=409)
    return go_on(request, reverse("importing:desk", args=[draft.pk]))


@require_GET
def preview(request: Request, pk: int) -> HttpResponse:
    """How the file begins in another encoding."""
    draft = get_object_or_404(drafts_of(request).filter(file__isnull=False).select_related("file"), pk=pk)
    encoding = request.GET.get("encoding", "")
    if encoding not in encodings.ENCODINGS:
        encoding = encodings.guess(bytes(draft.file.data)) or "UTF-8"
    lines = encodings.first_lines(bytes(draft.file.data), encoding)
    return render(request, "importing/_preview.html", {"lines": lines, "encoding": encoding})


@require_POST
def discard(request: Request, pk: int) -> HttpResponse:
    draft = get_object_or_404(drafts_of(request), pk=pk, article=None)
    services.discard(draft)
    return render(request, "importing/discarded.html", {"draft": draft})


@require_POST
def take_back(request: Request, pk: int) -> HttpResponse:
    draft = get_object_or_404(Draft.objects.editable_by(request.user), pk=pk, article=None)
    services.take_back(draft)
    return redirect("importing:desk", pk=draft.pk)
