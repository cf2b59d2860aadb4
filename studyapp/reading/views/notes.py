"""All notes of one paragraph; from one unread note to the next."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from studyapp.annotations.addresses import address_of
from studyapp.annotations.services.visiting import unread
from studyapp.htmx import Request, page_or_partial
from studyapp.library.models import Article, Paragraph
from studyapp.reading.forms import SentenceForm, number_in
from studyapp.reading.gathered import Gathered
from studyapp.reading.lenses import Sight

MORE = "more-notes"  # the place of the button that asks for more


@require_GET
def notes(request: Request, article_pk: int, number: int) -> HttpResponse:
    """`?show=question`: only these; `?from=20`: the next ones."""
    article = get_object_or_404(Article.objects.visible_to(request.user), pk=article_pk)
    paragraph = get_object_or_404(article.revision.paragraphs, number=number)
    form = SentenceForm(author=request.user, revision=article.revision, paragraph=paragraph)
    return notes_page(request, Sight(article, request.user), paragraph, form)


def notes_page(
    request: Request, sight: Sight, paragraph: Paragraph, form: SentenceForm, *, status: int = 200
) -> HttpResponse:
    start = number_in(request.GET, "from")
    gathered = Gathered(sight, paragraph, which=request.GET.get("show", ""), start=start)
    context = {"gathered": gathered, "article": sight.article, "form": form, "sight": sight, "paragraph": paragraph}
    template = page_or_partial(request, "reading/notes.html", "reading/_notes.html")
    if request.htmx and request.htmx.target == MORE:
        template = "reading/_notes_rows.html"
    return render(request, template, context, status=status)


@require_GET
def next_unread(request: Request, article_pk: int) -> HttpResponse:
    """`?after=8`: to the first thing that is new behind that paragraph, or before it when there is none."""
    article = get_object_or_404(Article.objects.visible_to(request.user), pk=article_pk)
    sight, revision = Sight(article, request.user), article.revision
    after = number_in(request.GET, "after")
    if sight.study:
        new = unread(sight.study, request.user).filter(revision=revision, end__gt=0)
        fresh = new.with_number().order_by("start", "pk")
        here = revision.paragraphs.filter(number=after).values_list("end", flat=True).first() or 0
        found = fresh.filter(start__gte=here).first() or fresh.first()
        if found:
            return redirect(address_of(found))
    messages.info(request, _("没有新的批注了。"))
    return redirect("reading:paragraph", article.pk, after) if after else redirect("reading:read", article.pk)
