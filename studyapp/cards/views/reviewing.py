"""Being asked: one card at a time."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from studyapp.cards.faces import face
from studyapp.cards.forms import RatingForm, TypedForm
from studyapp.cards.models import Card
from studyapp.cards.services import answering
from studyapp.cards.taking_back import sealed, unsealed
from studyapp.cards.today import Today, today
from studyapp.chinese.answers import is_same
from studyapp.htmx import Request, page_or_partial
from studyapp.numbers import number


def asked(request: Request) -> dict[str, Any]:
    """Of one text (`?article=`) or all, and whether more than enough (`?more=`)."""
    return {"article": number(request.GET.get("article", "")), "more": "more" in request.GET}


@require_GET
def review(request: Request) -> HttpResponse:
    """`?last=` and `?before=`: the card just answered, and what it was before."""
    return shown(request, today(request.user, **asked(request)), **last_one(request.GET))


def last_one(told: Mapping[str, str]) -> dict[str, Any]:
    """What is needed to take the last answer back."""
    return {"last": number(told.get("last", "")), "before": told.get("before", "")}


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
    answered = answering.rate(card, **form.cleaned_data) if form.is_valid() else None
    told = {"last": str(card.pk), "before": sealed(card, answered)} if answered else {}
    if request.htmx:
        return shown(request, today(request.user, **asked(request)), **last_one(told))
    return again(request, **told)


def again(request: Request, **told: str) -> HttpResponse:
    """What is asked next, of the same text and as many."""
    query = {name: request.GET[name] for name in ("article", "more") if name in request.GET} | told
    return HttpResponseRedirect(f"{reverse('cards:review')}{'?' if query else ''}{urlencode(query)}", status=303)


@require_POST
def take_back(request: Request, pk: int) -> HttpResponse:
    """It is asked again, as if it had not been answered."""
    card = get_object_or_404(Card.objects.open_to(request.user), pk=pk)
    answered = unsealed(card, request.POST.get("before", ""))
    if not answered or not answering.take_back(card, answered):
        messages.info(request, _("现在撤不回来了。"))
    return again(request)
