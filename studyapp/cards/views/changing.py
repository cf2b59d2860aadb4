"""Having another word of a card hidden."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from studyapp.cards.forms import QuestionForm
from studyapp.cards.models import Card
from studyapp.cards.services.making import SameQuestionError, hide_others
from studyapp.cards.views.going_on import onward
from studyapp.cards.views.making import one_page
from studyapp.htmx import Request


def own_card(request: Request, pk: int) -> Card:
    cards = Card.objects.open_to(request.user).select_related("deck__article", "revision")
    return get_object_or_404(cards, pk=pk)


def form_for(card: Card, hidden: str) -> QuestionForm:
    data = {"start": str(card.start), "end": str(card.end), "source": card.source, "hidden": hidden}
    return QuestionForm(data, revision=card.revision)


@require_GET
def edit(request: Request, pk: int) -> HttpResponse:
    """Its sentence with what is hidden now; `?back=` says where one goes on."""
    card = own_card(request, pk)
    return one_page(
        request, card.deck.article, form_for(card, card.hidden), card=card, back=request.GET.get("back", "")
    )


@require_POST
def change(request: Request, pk: int) -> HttpResponse:
    card, back = own_card(request, pk), request.POST.get("back", "")
    form = form_for(card, " ".join(request.POST.getlist("word")))
    if not form.is_valid():
        return one_page(request, card.deck.article, form, card=card, back=back, status=422)
    try:
        is_new = hide_others(card, hidden=form.question.hidden)
    except SameQuestionError:
        form.add_error("hidden", _("已经有一张遮这几个字的卡片了。"))
        return one_page(request, card.deck.article, form, card=card, back=back, status=422)
    messages.success(request, _("换好了，从今天问起。") if is_new else _("改好了，什么时候再问，照旧。"))
    return HttpResponseRedirect(onward(card.deck.article_id, back), status=303)
