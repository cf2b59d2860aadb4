"""One's decks, and one of them: putting it off, throwing cards away and getting them back."""

from collections.abc import Iterable
from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from studyapp.cards.faces import faces
from studyapp.cards.models import Card, Deck
from studyapp.cards.services import answering, making
from studyapp.cards.today import left_today
from studyapp.cards.views.going_on import onward
from studyapp.htmx import Request
from studyapp.library.models import Article
from studyapp.numbers import number, numbers


@require_GET
def decks(request: Request) -> HttpResponse:
    rows = Deck.objects.open_to(request.user).with_counts(timezone.now()).select_related("article")
    context = {
        "decks": rows.order_by("article__title", "pk"),
        "left": left_today(request.user),
        "gone": gone(request),
    }
    return render(request, "cards/decks.html", context)


def gone(request: Request) -> list[int]:
    """Cards just deleted, that can be brought back."""
    pks = numbers(request.GET.get("gone", "").split())
    return list(Card.objects.restorable_by(request.user).filter(pk__in=pks).values_list("pk", flat=True))


@require_GET
def deck(request: Request, article_pk: int) -> HttpResponse:
    """Also before there is any card: it says how to come to some.

    The answers are folded away while cards are asked; `?cards=1`: after an act on one of them they are not.
    """
    article = get_object_or_404(Article.objects.visible_to(request.user), pk=article_pk)
    own = Deck.objects.open_to(request.user).filter(article=article).first()
    left = left_today(request.user, article.pk) if own and not own.paused_at else 0
    context = {
        "article": article,
        "deck": own,
        "faces": faces(Card.objects.open_to(request.user).filter(deck__article=article)),
        "left": left,
        "now": timezone.now(),
        "gone": gone(request),
        "opened": not left or "cards" in request.GET,
    }
    return render(request, "cards/deck.html", context)


def back_to_deck(article_pk: int, *, deleted: Iterable[Card] = ()) -> HttpResponse:
    keys = " ".join(str(card.pk) for card in deleted)
    query = f"&{urlencode({'gone': keys})}" if keys else ""
    return HttpResponseRedirect(f"{onward(article_pk, '')}{query}", status=303)


def own_deck(request: Request, article_pk: int) -> Deck:
    return get_object_or_404(Deck.objects.open_to(request.user), article=article_pk)


def own_card(request: Request, pk: int) -> Card:
    return get_object_or_404(Card.objects.open_to(request.user).select_related("deck"), pk=pk)


@require_POST
def pause_deck(request: Request, article_pk: int) -> HttpResponse:
    answering.pause_deck(own_deck(request, article_pk))
    messages.success(request, _("先放一放。什么时候想看了，再接着来，不会堆起来。"))
    return back_to_deck(article_pk)


@require_POST
def resume_deck(request: Request, article_pk: int) -> HttpResponse:
    answering.resume_deck(own_deck(request, article_pk))
    return back_to_deck(article_pk)


@require_POST
def delete_deck(request: Request, article_pk: int) -> HttpResponse:
    cards: QuerySet[Card] = Card.objects.open_to(request.user).filter(deck=own_deck(request, article_pk))
    thrown = list(cards)
    making.delete_cards(*thrown)
    return back_to_deck(article_pk, deleted=thrown)


@require_POST
def pause_card(request: Request, pk: int) -> HttpResponse:
    card = own_card(request, pk)
    answering.pause_card(card)
    messages.success(request, _("这张先放着。在卡片里可以接着来。"))
    return HttpResponseRedirect(onward(card.deck.article_id, request.POST.get("back", "")), status=303)


@require_POST
def resume_card(request: Request, pk: int) -> HttpResponse:
    card = own_card(request, pk)
    answering.resume_card(card)
    return back_to_deck(card.deck.article_id)


@require_POST
def delete_card(request: Request, pk: int) -> HttpResponse:
    card = own_card(request, pk)
    making.delete_cards(card)
    return back_to_deck(card.deck.article_id, deleted=[card])


@require_POST
def restore(request: Request) -> HttpResponse:
    """What was just deleted; back to the text that is named, or to all decks."""
    cards = list(Card.objects.restorable_by(request.user).filter(pk__in=numbers(request.POST.getlist("gone"))))
    making.restore_cards(*cards)
    article = number(request.POST.get("article", ""))
    return back_to_deck(article) if article else HttpResponseRedirect(reverse("cards:decks"), status=303)
