"""Choosing what to be asked: from suggestions, or any sentence of the text, or one's own mark."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST
from django_htmx.http import HttpResponseClientRefresh

from studyapp.annotations.models import Annotation
from studyapp.cards import choosing, cutting
from studyapp.cards.forms import QuestionForm, revision_of
from studyapp.cards.models import Card
from studyapp.cards.services.making import make_cards
from studyapp.cards.views.decks import back_to_deck
from studyapp.cards.views.going_on import onward
from studyapp.chinese.normalise import canonical_line
from studyapp.htmx import Request
from studyapp.library.models import Article
from studyapp.numbers import number

SENTENCES_A_PAGE = 12  # paragraphs to choose a sentence from


def readable(request: Request, article_pk: int) -> Article:
    return get_object_or_404(Article.objects.visible_to(request.user), pk=article_pk)


@require_GET
def new(request: Request, article_pk: int) -> HttpResponse:
    """Suggestions, once the words of the text are known; before, the page asks for them. `?p=`: the first paragraph."""
    article = readable(request, article_pk)
    revision = article.revision
    first = max(1, number(request.GET.get("p", "")))
    is_cut = cutting.is_cut(revision)
    context = {
        "article": article,
        "revision": revision,
        "is_cut": is_cut,
        "is_coming": not is_cut and cutting.is_being_cut(revision),
        "offers": choosing.offers(article, revision, reader=request.user, first=first) if is_cut else [],
        "first": first,
        "next": first + choosing.AT_ONCE if first + choosing.AT_ONCE <= revision.paragraph_count else None,
    }
    return render(request, "cards/new.html", context)


@require_POST
def look(request: Request, article_pk: int) -> HttpResponse:
    """Have the words of the text found."""
    article = readable(request, article_pk)
    cutting.have_cut(article.revision)
    return HttpResponseRedirect(reverse("cards:new", args=[article.pk]), status=303)


@require_GET
def progress(request: Request, article_pk: int) -> HttpResponse:
    """The waiting page loads anew when the words are there, or when nobody looks for them any more."""
    revision = readable(request, article_pk).revision
    is_waiting = not cutting.is_cut(revision) and cutting.is_being_cut(revision)
    return HttpResponse(status=204) if is_waiting else HttpResponseClientRefresh()


@require_POST
def make(request: Request, article_pk: int) -> HttpResponse:
    """Those of the suggestions that are ticked: of each its place, and the words that are chosen now."""
    article = readable(request, article_pk)
    revision = revision_of(article, request.POST.get("revision", ""))
    questions = []
    for name in request.POST.getlist("take")[: choosing.OFFERED]:
        start, _dash, end = name.partition("-")
        told = {"start": start, "end": end, "source": request.POST.get(f"source-{name}", "")}
        form = QuestionForm(told | {"hidden": request.POST.get(f"hide-{name}", "")}, revision=revision)
        questions += [form.question] if form.is_valid() else []
    if not questions:
        messages.info(request, _("还没有选。"))
        return HttpResponseRedirect(reverse("cards:new", args=[article.pk]), status=303)
    made = make_cards(article, owner=request.user, questions=questions)
    tell(request, made)
    return back_to_deck(article.pk)


def tell(request: Request, made: list[Card]) -> None:
    words = ngettext("做好了 %(count)s 张卡片。", "做好了 %(count)s 张卡片。", len(made)) % {"count": len(made)}
    messages.success(request, words)
    if made[0].deck.paused_at:
        messages.info(request, _("这一叠还放着，接着来以后才会问到。"))


@require_GET
def choose(request: Request, article_pk: int) -> HttpResponse:
    """The sentences from a paragraph on (`?p=`), or of the paragraphs with the words looked for (`?q=`)."""
    article = readable(request, article_pk)
    revision = article.revision
    words, first = canonical_line(request.GET.get("q", "")[:60]), max(1, number(request.GET.get("p", "")))
    rows = revision.paragraphs.filter(number__isnull=False)
    found = rows.filter(text__contains=words) if words else rows.filter(number__gte=first)
    lines = list(found.order_by("position")[: SENTENCES_A_PAGE + 1])
    context = {
        "article": article,
        "revision": revision,
        "paragraphs": [(row.number, choosing.sentences_of(row, words)) for row in lines[:SENTENCES_A_PAGE]],
        "words": words,
        "first": first,
        "next": lines[SENTENCES_A_PAGE].number if len(lines) > SENTENCES_A_PAGE and not words else None,
        "before": max(1, first - SENTENCES_A_PAGE) if first > 1 and not words else None,
    }
    return render(request, "cards/choose.html", context)


@require_GET
def of_words(request: Request, article_pk: int) -> HttpResponse:
    """From words chosen in the text to their sentence, in which they are hidden: `?start=&end=&revision=`."""
    article = readable(request, article_pk)
    revision = revision_of(article, request.GET.get("revision", ""))
    start, end = number(request.GET.get("start", "")), number(request.GET.get("end", ""))
    around = revision.paragraphs.filter(start__lte=start, end__gt=start).first()
    if around is None or start >= end:
        raise Http404
    first, last = choosing.sentences_around(around, start, end)
    hidden = choosing.hidden_in(around, (first, last), start, end)
    query = {"revision": revision.pk, "start": first, "end": last, "hidden": hidden, "back": "text"}
    return HttpResponseRedirect(f"{reverse('cards:one', args=[article.pk])}?{urlencode(query)}", status=303)


@require_GET
def one(request: Request, article_pk: int) -> HttpResponse:
    """Tap the words of a sentence that are to be hidden: `?start=&end=`, of the revision that is named."""
    article = readable(request, article_pk)
    told = {name: request.GET.get(name, "") for name in ("start", "end", "source", "hidden")}
    form = QuestionForm(told, revision=revision_of(article, request.GET.get("revision", "")))
    return one_page(request, article, form, back=request.GET.get("back", ""))


def one_page(
    request: Request, article: Article, form: QuestionForm, *, back: str, card: Card | None = None, status: int = 200
) -> HttpResponse:
    """`card`: whose hidden words are changed; without one a new card is made. `back`: where one goes on."""
    start, end = number(form.data["start"]), number(form.data["end"])
    around = form.revision.paragraphs.filter(start__lte=start, end__gte=end).select_related("cut_words").first()
    if around is None or start >= end:
        raise Http404
    line = choosing.line_of(around)
    hidden = choosing.chosen_in(form.data.get("hidden", ""))
    context = {
        "article": article,
        "card": card,
        "form": form,
        "revision": form.revision,
        "number": around.number,
        "back": back,
        "back_to": onward(article.pk, back, around.number),
        "problems": [words for found in form.errors.values() for words in found] if status == 422 else [],
        "choices": choosing.each_of(*choosing.stretch_of(line, start, end), hidden),
    }
    return render(request, "cards/one.html", context, status=status)


@require_POST
def make_one(request: Request, article_pk: int) -> HttpResponse:
    article, back = readable(request, article_pk), request.POST.get("back", "")
    data = {name: request.POST.get(name, "") for name in ("start", "end", "source")}
    data["hidden"] = " ".join(request.POST.getlist("word"))
    form = QuestionForm(data, revision=revision_of(article, request.POST.get("revision", "")))
    if not form.is_valid():
        return one_page(request, article, form, back=back, status=422)
    tell(request, make_cards(article, owner=request.user, questions=[form.question]))
    return HttpResponseRedirect(onward(article.pk, back, form.number), status=303)


@require_GET
def of_mark(request: Request, pk: int) -> HttpResponse:
    """From one's own note to the sentences that it lies on."""
    note = get_object_or_404(Annotation.objects.own(request.user).exclude(kind=Annotation.Kind.TOPIC), pk=pk)
    article = readable(request, note.article_id)
    around = get_object_or_404(note.revision.paragraphs, start=note.paragraph)
    first, last = choosing.sentences_around(around, note.start, note.end)
    hidden = choosing.hidden_in(around, (first, last), note.start, note.end)
    query = {"revision": note.revision_id, "start": first, "end": last, "hidden": hidden, "source": Card.Source.MARK}
    return HttpResponseRedirect(f"{reverse('cards:one', args=[article.pk])}?{urlencode(query)}", status=303)
