"""The reader says how far they are, with one tap: of a section, of a key point."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_htmx.http import trigger_client_event

from studyapp.htmx import Request
from studyapp.library.models import Article
from studyapp.reading.book import Book
from studyapp.reading.contents import EntryPoint
from studyapp.reading.forms import MasteryForm, ProgressForm
from studyapp.reading.lenses import Sight
from studyapp.reading.page import Page
from studyapp.reading.progress import Progressing
from studyapp.studies.services import progress as acts
from studyapp.studies.standing import Standing


@require_POST
def progress(request: Request, article_pk: int) -> HttpResponse:
    article = get_object_or_404(Article.objects.visible_to(request.user), pk=article_pk)
    book, sight = Book(article), Sight(article, request.user)
    form = ProgressForm(request.POST, book=book, sight=sight)
    if not form.is_valid():
        return HttpResponse(status=422)
    if form.cleaned_data["revision"] != book.revision.pk:
        return overtaken(request, article)
    sight.study = form.cleaned_data["study"]
    told = Progressing(Page(book, form.cleaned_data["leaf"] - 1, sight=sight, is_drawn=False))
    key, standing = form.cleaned_data["mark"]
    paces = told.units_of(key)
    if not paces:
        return overtaken(request, article)
    units = [pace.unit for pace in paces]
    acts.reach(book.revision, reader=request.user, units=units, standing=standing)
    return said(request, told, key, standing)


def overtaken(request: Request, article: Article) -> HttpResponse:
    """The text or its sections are no longer those that the page shows."""
    messages.info(request, _("这篇刚刚改过，请再看一眼。"))
    address = reverse("reading:read", args=[article.pk])
    answer = HttpResponse(status=204) if request.htmx else HttpResponseRedirect(address, status=303)
    if request.htmx:
        answer["HX-Redirect"] = address
    return answer


def said(request: Request, told: Progressing, key: str, standing: Standing) -> HttpResponse:
    """The pieces of the page that change; or back to where it was said."""
    page = told.page
    if not request.htmx:
        place = "#contents" if key.startswith("s") else f"#end-{key}"
        address = reverse("reading:leaf", args=[page.article.pk, page.number])
        return HttpResponseRedirect(address + place, status=303)
    after = Progressing(page)
    changed = after.units_of(key)
    marks, offers = after.pieces(changed)
    context = {"marks": marks, "offers": offers, "percent": after.along.percent, "article": page.article}
    words = _("%(title)s：%(standing)s") % {"title": after.title_of(key), "standing": standing.label}
    answer = render(request, "reading/_progress_pieces.html", context)
    return trigger_client_event(answer, "progress:said", {"words": words}, after="settle")  # the next tap is heard


@require_POST
def master(request: Request, article_pk: int, pk: int) -> HttpResponse:
    article = get_object_or_404(Article.objects.visible_to(request.user), pk=article_pk)
    point = get_object_or_404(article.revision.key_points, pk=pk)
    form = MasteryForm(request.POST)
    if not form.is_valid():
        return HttpResponse(status=422)
    is_mastered = form.cleaned_data["mastered"]
    (acts.master if is_mastered else acts.unmaster)(point, reader=request.user)
    if request.htmx:
        row = EntryPoint(point.pk, 0, point.title, point.start, point.end, is_mastered)
        return render(request, "reading/_mastery.html", {"point": row, "article": article, "swap": True})
    place = f"{reverse('reading:leaf', args=[article.pk, form.cleaned_data['leaf'] or 1])}#contents"
    return HttpResponseRedirect(place, status=303)
