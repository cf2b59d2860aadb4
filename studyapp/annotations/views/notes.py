"""A note and its thread: looking at it, and what its author does with it."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from django_htmx.http import HttpResponseClientRedirect

from studyapp.annotations.audiences import audiences, fitting
from studyapp.annotations.cards import note_cards
from studyapp.annotations.elsewhere import written_at
from studyapp.annotations.forms import RewriteForm
from studyapp.annotations.models import Annotation, Reply, Wording
from studyapp.annotations.services import marks
from studyapp.annotations.services.visiting import begin_visit, see
from studyapp.annotations.thread import Thread, quoting
from studyapp.annotations.views.answering import ALL, back_to, changed, empty_form, opened
from studyapp.htmx import Request, page_or_partial
from studyapp.numbers import number


@require_GET
def thread(request: Request, pk: int) -> HttpResponse:
    """`?all=1`: no reply folded; `?quote=`: a reply to quote; `?undo=`: a reply just deleted."""
    shown = opened(request, pk, whole="all" in request.GET)
    note = shown.note
    if note.study and shown.card.there.is_in and not request.htmx:
        begin_visit(note.study, request.user)
    see(note, request.user, seen_at=shown.seen_at)
    quote = quoted(request, shown)
    context = {"thread": shown, "form": empty_form(quote), "is_quoting": quote, "undo": undoable(request, shown)}
    template = page_or_partial(request, "annotations/thread.html", "annotations/_thread.html")
    return render(request, template, context)


def quoted(request: Request, shown: Thread) -> str:
    """The words of the reply that is to be quoted, if one is."""
    pk = number(request.GET.get("quote", ""))
    if not pk:
        return ""
    rows = Reply.objects.answerable_by(request.user).filter(annotation=shown.note, pk=pk)
    return "".join(map(quoting, rows.values_list("body", flat=True)))


def undoable(request: Request, shown: Thread) -> int | None:
    pk = number(request.GET.get("undo", ""))
    if not pk:
        return None
    rows = Reply.objects.restorable_by(request.user).filter(annotation=shown.note, pk=pk)
    return rows.values_list("pk", flat=True).first()


@require_GET
def edit(request: Request, pk: int) -> HttpResponse:
    note = get_object_or_404(Annotation.objects.editable_by(request.user), pk=pk)
    if address := written_at(note):
        return led_there(request, address)
    tags = " ".join(note.tags.values_list("name", flat=True))
    words = {"body": note.body, "edition": note.edition, "line": note.line, "tags": tags}
    return edit_page(request, note, RewriteForm(annotation=note, initial=words))


def led_there(request: Request, address: str) -> HttpResponse:
    """To the page on which these words are written."""
    messages.info(request, _("这段话有自己的页面，请在这里改。改完再分享，大家就看到新的。"))
    return HttpResponseClientRedirect(address) if request.htmx else HttpResponseRedirect(address, status=303)


def edit_page(request: Request, note: Annotation, form: RewriteForm, *, status: int = 200) -> HttpResponse:
    """`status` 409: the words were changed since the form was opened; it shows both."""
    template = page_or_partial(request, "annotations/edit.html", "annotations/_edit.html")
    card = note_cards([note], reader=request.user)[0]
    context = {"note": note, "card": card, "form": form, "is_overtaken": status == 409}
    return render(request, template, context, status=status)


@require_POST
def rewrite(request: Request, pk: int) -> HttpResponse:
    note = get_object_or_404(Annotation.objects.editable_by(request.user), pk=pk)
    if address := written_at(note):
        return led_there(request, address)
    form = RewriteForm(request.POST, annotation=note)
    if not form.is_valid():
        return edit_page(request, note, form, status=422)
    try:
        note = marks.rewrite(note, **form.cleaned_data)
    except marks.StaleNoteError:
        note.refresh_from_db()
        return edit_page(request, note, overtaking(request, note), status=409)
    return changed(request, note, _("改好了。"))


def overtaking(request: Request, note: Annotation) -> RewriteForm:
    """What was typed, ready to be sent again over the words that stand there now."""
    data = request.POST.copy()
    data["edition"] = str(note.edition)
    return RewriteForm(data, annotation=note)


@require_POST
def delete(request: Request, pk: int) -> HttpResponse:
    note = get_object_or_404(Annotation.objects.own(request.user), pk=pk)
    marks.delete(note)
    return changed(request, note, _("删去了。"), parts=ALL, undo_note=note.pk)


@require_POST
def restore(request: Request, pk: int) -> HttpResponse:
    note = get_object_or_404(Annotation.objects.restorable_by(request.user), pk=pk)
    marks.restore(note)
    return changed(request, note, _("恢复了。"), parts=ALL)


@require_POST
def share(request: Request, pk: int) -> HttpResponse:
    """With the group that is named, or with the only one there is."""
    note = get_object_or_404(Annotation.objects.shareable_by(request.user), pk=pk)
    choices = fitting(audiences(note.article_id, reader=request.user)[1:], note)
    named = request.POST.get("study") or (choices[0].value if len(choices) == 1 else "")
    chosen = next((each for each in choices if each.value == named), None)
    if chosen is None or chosen.study is None:
        context = {"note": note, "choices": choices}
        template = page_or_partial(request, "annotations/share.html", "annotations/_share.html")
        return render(request, template, context, status=422)
    marks.share(note, study=chosen.study)
    return changed(request, note, chosen.asked if note.is_question else chosen.words, parts=ALL)


@require_POST
def unshare(request: Request, pk: int) -> HttpResponse:
    note = get_object_or_404(Annotation.objects.unshareable_by(request.user), pk=pk)
    if marks.unshare(note):
        return refused(request, note)
    return changed(request, note, _("现在仅自己可见。"), parts=ALL)


def refused(request: Request, note: Annotation) -> HttpResponse:
    """Others have replied: nothing has changed, and why."""
    words = _("已经有人回复，不能收回；可以删去，回复会留着。")
    if not request.htmx:
        messages.warning(request, words)
        return back_to(note)
    response = changed(request, note, words)
    response.status_code = 409
    return response


@require_GET
def history(request: Request, pk: int) -> HttpResponse:
    note = get_object_or_404(Annotation.objects.visible_to(request.user).select_related("author"), pk=pk)
    wordings = Wording.objects.visible_to(request.user).filter(annotation=note, reply=None)
    template = page_or_partial(request, "annotations/history.html", "annotations/_history.html")
    return render(request, template, {"note": note, "said": note, "wordings": wordings})
