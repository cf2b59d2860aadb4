"""赞同 and 我也有此问."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from studyapp.annotations.models import Annotation, Reply
from studyapp.annotations.services import reactions
from studyapp.annotations.views.answering import NOTE, changed
from studyapp.htmx import Request


@require_POST
def agree(request: Request, pk: int) -> HttpResponse:
    note = get_object_or_404(Annotation.objects.reactable_by(request.user), pk=pk)
    reactions.agree(note, by=request.user)
    return changed(request, note, parts=NOTE)


@require_POST
def me_too(request: Request, pk: int) -> HttpResponse:
    questions = Annotation.objects.reactable_by(request.user).filter(kind=Annotation.Kind.QUESTION)
    note = get_object_or_404(questions, pk=pk)
    reactions.me_too(note, by=request.user)
    return changed(request, note, parts=NOTE)


@require_POST
def agree_with(request: Request, pk: int) -> HttpResponse:
    said = get_object_or_404(Reply.objects.reactable_by(request.user), pk=pk)
    reactions.agree_with(said, by=request.user)
    return changed(request, said.annotation, parts=("reply",), reply=said.pk, anchor=f"#reply-{said.pk}")
