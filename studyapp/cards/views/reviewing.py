"""Being asked: one card at a time."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from studyapp.cards.faces import face
from studyapp.cards.forms import RatingForm, TypedForm
from studyapp.cards.models import Card
from studyapp.cards.services import answering
from studyapp.cards.today import Today, today
from studyapp.chinese.answers import is_same
from studyapp.htmx import Request, page_or_partial
from studyapp.numbers import number


def asked(request: Request) -> dict[str, Any]:
    """Of one text (`?article=`) or all, and whether more than enough (`?more=`)."""
    return {"article": number(request.GET.get("article", "")), "more": "more" in request.GET}


@require_GET
def review(request: Request) -> HttpResponse:
    return shown(request, today(request.user, **asked(request)))


def shown(request: Request, now: Today, **context: object) -> HttpResponse:
    template = page_or_partial(request, "cards/review.html", "cards/_review.html")
    asked_of = number(request.GET.get("article", ""))
    context |= {"today": now, "face": face(now.card) if now.card else None, "asked_of": asked_of}
    return render(request, template, context)


@require_POST
def answer(request: Request, pk: int) -> HttpResponse:
    """The same card with its answer, beside what was typed."""
    card = get_object_or_404(Card.objects.open_to(request.user).with_words().select_related("deck__article"), pk=pk)
    form = TypedForm(request.POST)
    typed = form.cleaned_data["typed"] if form.is_valid() else ""
    now = today(request.user, **asked(request))
    shown_card = Today(now.left, card, None, has_more=False)
    return shown(request, shown_card, is_open=True, typed=typed, is_right=is_same(typed, face(card).answer))


@require_POST
def rate(request: Request, pk: int) -> HttpResponse:
    card = get_object_or_404(Card.objects.open_to(request.user), pk=pk)
    form = RatingForm(request.POST)
    if form.is_valid():
        answering.rate(card, **form.cleaned_data)
    if request.htmx:
        return shown(request, today(request.user, **asked(request)))
    query = request.GET.urlencode()
    return HttpResponseRedirect(f"{reverse('cards:review')}{'?' if query else ''}{query}", status=303)
