"""What an act answers: to htmx the parts of the thread that it changed, to a plain form the way back to the thread."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django_htmx.http import trigger_client_event

from studyapp.annotations.forms import ReplyForm
from studyapp.annotations.models import Annotation
from studyapp.annotations.services.telling import numbers_of, touched_by
from studyapp.annotations.thread import Thread, thread_of
from studyapp.htmx import Request

NOTE = ("note", "acts")  # what most acts change; the first is what the form swaps, the rest comes out of band
ALL = ("note", "replies", "acts", "form")


def opened(request: Request, pk: int, *, whole: bool = False, also: int | None = None) -> Thread:
    """The thread as the reader sees it now, or 404. `also`: a reply that is not to be folded."""
    rows = Annotation.objects.open_to(request.user).with_number().select_related("study__group", "article", "hidden_by")
    return thread_of(get_object_or_404(rows, pk=pk), reader=request.user, whole=whole, also=also)


def changed(
    request: Request, annotation: Annotation, words: str = "", *, parts: tuple[str, ...] = NOTE, **context: Any
) -> HttpResponse:
    """After an act. `words` say what was done; `context` is for the parts, such as a reply to bring back."""
    if not request.htmx:
        if words:
            messages.success(request, words)
        return back_to(annotation, **context)
    thread = opened(request, annotation.pk, also=context.get("reply"))
    said = {"thread": thread, "parts": parts, "words": words, "form": empty_form(), **context}
    return announced(render(request, "annotations/_changed.html", said), annotation)


def empty_form(body: str = "") -> ReplyForm:
    """With the key under which what is said is kept once."""
    return ReplyForm(initial={"key": uuid4(), "body": body})


def back_to(annotation: Annotation, *, undo: int | None = None, anchor: str = "", **_context: Any) -> HttpResponse:
    """303, so that loading anew does nothing twice."""
    address = reverse("annotations:thread", args=[annotation.pk]) + (f"?undo={undo}" if undo else "") + anchor
    return HttpResponseRedirect(address, status=303)


def announced(response: HttpResponse, annotation: Annotation) -> HttpResponse:
    """With the paragraphs to be loaded anew, for whoever shows the text."""
    paragraphs = numbers_of(touched_by(annotation))
    return trigger_client_event(response, "notes:changed", {"paragraphs": paragraphs, "annotation": annotation.pk})
