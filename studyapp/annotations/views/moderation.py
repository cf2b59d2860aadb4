"""What becomes of questions; locking, and hiding with a reason."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_htmx.http import retarget

from studyapp.annotations.forms import HideForm
from studyapp.annotations.models import Annotation, Reply
from studyapp.annotations.services import moderation
from studyapp.annotations.views.answering import ALL, changed
from studyapp.htmx import Request, page_or_partial
from studyapp.numbers import number

SETTLED = ("note", "replies", "acts")


@require_POST
def resolve(request: Request, pk: int) -> HttpResponse:
    """`reply`: the one that answers the question, if one does."""
    note = get_object_or_404(Annotation.objects.resolvable_by(request.user), pk=pk)
    named = request.POST.get("reply", "")
    answer = None
    if named:
        replies = Reply.objects.answerable_by(request.user).filter(annotation=note)
        answer = get_object_or_404(replies, pk=number(named))
    moderation.resolve(note, answer=answer)
    return changed(request, note, _("标为已解答。"), parts=SETTLED)


@require_POST
def park(request: Request, pk: int) -> HttpResponse:
    questions = Annotation.objects.moderated_by(request.user).filter(kind=Annotation.Kind.QUESTION)
    note = get_object_or_404(questions, pk=pk)
    moderation.park(note)
    return changed(request, note, _("留到会后再议。"), parts=SETTLED)


@require_POST
def reopen(request: Request, pk: int) -> HttpResponse:
    note = get_object_or_404(Annotation.objects.resolvable_by(request.user), pk=pk)
    moderation.reopen(note)
    return changed(request, note, _("重新等人解答。"), parts=SETTLED)


@require_POST
def lock(request: Request, pk: int) -> HttpResponse:
    note = get_object_or_404(Annotation.objects.moderated_by(request.user), pk=pk)
    moderation.lock(note)
    return changed(request, note, _("讨论锁定了。"), parts=ALL)


@require_POST
def unlock(request: Request, pk: int) -> HttpResponse:
    note = get_object_or_404(Annotation.objects.moderated_by(request.user), pk=pk)
    moderation.unlock(note)
    return changed(request, note, _("可以继续讨论了。"), parts=ALL)


@require_POST
def hide(request: Request, pk: int) -> HttpResponse:
    note = get_object_or_404(Annotation.objects.moderated_by(request.user).exclude(author=request.user), pk=pk)
    form = HideForm(request.POST)
    if not form.is_valid():
        return hide_page(request, {"note": note, "errors": form.errors["reason"]})
    moderation.hide(note, by=request.user, reason=form.cleaned_data["reason"])
    return changed(request, note, _("隐藏了，作者会看到理由。"), parts=ALL)


def hide_page(request: Request, context: dict[str, Any]) -> HttpResponse:
    """The form again, with what is missing."""
    template = page_or_partial(request, "annotations/hide.html", "annotations/_hide.html")
    response = render(request, template, context, status=422)
    about = context.get("reply") or context["note"]
    return retarget(response, f"#hide-{'reply-' if 'reply' in context else ''}{about.pk}")


@require_POST
def unhide(request: Request, pk: int) -> HttpResponse:
    note = get_object_or_404(Annotation.objects.moderated_by(request.user), pk=pk)
    moderation.unhide(note)
    return changed(request, note, _("重新显示了。"), parts=ALL)


@require_POST
def hide_reply(request: Request, pk: int) -> HttpResponse:
    said = get_object_or_404(Reply.objects.moderated_by(request.user).exclude(author=request.user), pk=pk)
    form = HideForm(request.POST)
    if not form.is_valid():
        return hide_page(request, {"note": said.annotation, "reply": said, "errors": form.errors["reason"]})
    moderation.hide_reply(said, by=request.user, reason=form.cleaned_data["reason"])
    return changed(request, said.annotation, _("隐藏了，作者会看到理由。"), parts=("replies", "note", "acts"))


@require_POST
def unhide_reply(request: Request, pk: int) -> HttpResponse:
    said = get_object_or_404(Reply.objects.moderated_by(request.user), pk=pk)
    moderation.unhide_reply(said)
    return changed(request, said.annotation, _("重新显示了。"), parts=("replies", "note", "acts"))
