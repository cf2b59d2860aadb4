"""Replies: writing, editing, taking back."""

from uuid import uuid4

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from studyapp.annotations.cards import note_cards
from studyapp.annotations.forms import ReplyForm, RewriteReplyForm
from studyapp.annotations.models import Annotation, Reply, Wording
from studyapp.annotations.services import threads
from studyapp.annotations.services.marks import StaleNoteError
from studyapp.annotations.thread import quoting
from studyapp.annotations.views.answering import changed, opened
from studyapp.htmx import Request, page_or_partial

SAID = ("form", "note", "replies", "acts")
ONE = ("replies", "note", "acts")


@require_POST
def reply(request: Request, pk: int) -> HttpResponse:
    note = get_object_or_404(Annotation.objects.answerable_by(request.user), pk=pk)
    form = ReplyForm(request.POST)
    if not form.is_valid():
        return reply_page(request, note, form, status=422)
    try:
        said = threads.reply(note, author=request.user, **form.cleaned_data)
    except threads.ClosedThreadError:
        return reply_page(request, note, form, status=409)
    response = changed(request, note, parts=SAID, anchor=f"#reply-{said.pk}")
    response.status_code = 201 if request.htmx else response.status_code
    return response


def reply_page(request: Request, note: Annotation, form: ReplyForm, *, status: int) -> HttpResponse:
    """The form with what was typed, and why it is not kept. 409: the thread was closed meanwhile."""
    context = {"thread": opened(request, note.pk), "form": form, "is_closed": status == 409}
    template = page_or_partial(request, "annotations/thread.html", "annotations/_reply_form.html")
    return render(request, template, context, status=status)


@require_POST
def quote(request: Request, pk: int) -> HttpResponse:
    """The reply form with what was typed in it, and the quoted words behind."""
    said = get_object_or_404(Reply.objects.answerable_by(request.user), pk=pk)
    typed = request.POST.get("body", "").rstrip()
    body = (f"{typed}\n\n" if typed else "") + quoting(said.body)
    key = request.POST.get("key") or uuid4()
    context = {"thread": opened(request, said.annotation_id), "form": ReplyForm(initial={"key": key, "body": body})}
    return render(request, "annotations/_reply_form.html", {**context, "is_quoting": True})


@require_GET
def edit(request: Request, pk: int) -> HttpResponse:
    said = get_object_or_404(Reply.objects.editable_by(request.user), pk=pk)
    return edit_page(request, said, RewriteReplyForm(initial={"body": said.body, "edition": said.edition}))


def edit_page(request: Request, said: Reply, form: RewriteReplyForm, *, status: int = 200) -> HttpResponse:
    """`status` 409: the words were changed since the form was opened; it shows both."""
    template = page_or_partial(request, "annotations/edit_reply.html", "annotations/_edit_reply.html")
    card = note_cards([said.annotation], reader=request.user)[0]
    context = {"reply": said, "card": card, "note": said.annotation, "form": form, "is_overtaken": status == 409}
    return render(request, template, context, status=status)


@require_POST
def rewrite(request: Request, pk: int) -> HttpResponse:
    said = get_object_or_404(Reply.objects.editable_by(request.user), pk=pk)
    form = RewriteReplyForm(request.POST)
    if not form.is_valid():
        return edit_page(request, said, form, status=422)
    try:
        threads.rewrite_reply(said, **form.cleaned_data)
    except StaleNoteError:
        said.refresh_from_db()
        data = request.POST.copy()
        data["edition"] = str(said.edition)
        return edit_page(request, said, RewriteReplyForm(data), status=409)
    words = _("改好了。")
    return changed(request, said.annotation, words, parts=("reply",), reply=said.pk, anchor=f"#reply-{said.pk}")


@require_POST
def delete(request: Request, pk: int) -> HttpResponse:
    said = get_object_or_404(Reply.objects.own(request.user), pk=pk)
    threads.delete_reply(said)
    return changed(request, said.annotation, _("回复删去了。"), parts=ONE, undo=said.pk)


@require_POST
def restore(request: Request, pk: int) -> HttpResponse:
    said = get_object_or_404(Reply.objects.restorable_by(request.user), pk=pk)
    threads.restore_reply(said)
    return changed(request, said.annotation, _("恢复了。"), parts=ONE, anchor=f"#reply-{said.pk}")


@require_GET
def history(request: Request, pk: int) -> HttpResponse:
    said = get_object_or_404(Reply.objects.visible_to(request.user).select_related("author", "annotation"), pk=pk)
    wordings = Wording.objects.visible_to(request.user).filter(reply=said)
    template = page_or_partial(request, "annotations/history.html", "annotations/_history.html")
    return render(request, template, {"note": said.annotation, "said": said, "wordings": wordings})
