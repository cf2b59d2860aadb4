"""Marking the text, and paragraphs of it as they are now."""

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from studyapp.annotations.anchoring import LostAnchorError, lines_under
from studyapp.annotations.forms import AnnotationForm
from studyapp.annotations.models import Annotation
from studyapp.annotations.services.marks import annotate
from studyapp.htmx import Request, page_or_partial
from studyapp.library.models import Article
from studyapp.reading.column import Column
from studyapp.reading.forms import SentenceForm, note_form, numbers_in
from studyapp.reading.lenses import Sight, remember_audience
from studyapp.reading.views.notes import notes_page


@require_POST
def mark(request: Request, article_pk: int) -> HttpResponse:
    """Keep a mark or note. Answered with the paragraphs as they are then, 409 when other words stand there now."""
    article = get_object_or_404(Article.objects.visible_to(request.user), pk=article_pk)
    revision = article.revision
    if request.POST.get("revision") != str(revision.pk):
        return overtaken(request, article)
    form = note_form(request.POST, author=request.user, revision=revision)
    if not form.is_valid():
        return refused(request, article, form)
    try:
        annotation = annotate(revision, author=request.user, **form.cleaned_data)
    except LostAnchorError:
        return overtaken(request, article)
    if annotation.revision_id != revision.pk:  # the key of a note that was kept before, on another text
        return overtaken(request, article)
    sight = Sight(article, request.user)
    if annotation.is_new:
        remember_audience(sight, annotation.study)
    return marked(request, annotation, sight)


def marked(request: Request, annotation: Annotation, sight: Sight) -> HttpResponse:
    touched = lines_under(annotation.revision_id, annotation.start, annotation.end)
    if not request.htmx:
        begun = touched.filter(number__isnull=False).values_list("number", flat=True).first() or 1
        return redirect(reverse("reading:paragraph", args=[sight.article.pk, begun]) + f"#p{begun}")
    column = Column(annotation.revision, touched, sight=sight)
    column.draw(fresh=annotation.pk)
    response = render(request, "reading/_paragraphs.html", {"column": column}, status=201)
    response.headers["Location"] = reverse("annotations:thread", args=[annotation.pk])
    return response


def refused(request: Request, article: Article, form: AnnotationForm) -> HttpResponse:
    """The errors; with the form where it stood, if it was one without script."""
    if isinstance(form, SentenceForm) and not request.htmx:
        return notes_page(request, Sight(article, request.user), form.line_of_text, form, status=422)
    template = page_or_partial(request, "reading/refused.html", "reading/_mark_errors.html")
    return render(request, template, {"form": form, "article": article}, status=422)


def overtaken(request: Request, article: Article) -> HttpResponse:
    template = page_or_partial(request, "reading/overtaken.html", "reading/_mark_overtaken.html")
    return render(request, template, {"article": article}, status=409)


@require_GET
def paragraphs(request: Request, article_pk: int) -> HttpResponse:
    """`?n=8&at=120&revision=3`: these paragraphs as this reader sees them now; 409 when the text is another by now.

    By number, or of lines without one by where they begin. `X-Sealed` says that nothing of others is among it yet.
    """
    article = get_object_or_404(Article.objects.visible_to(request.user), pk=article_pk)
    revision = article.revision
    if request.GET.get("revision", str(revision.pk)) != str(revision.pk):
        return overtaken(request, article)
    asked = Q(number__in=numbers_in(request.GET, "n")) | Q(number=None, start__in=numbers_in(request.GET, "at"))
    sight = Sight(article, request.user)
    column = Column(revision, revision.paragraphs.filter(asked), sight=sight)
    column.draw()
    response = render(request, "reading/_paragraphs.html", {"column": column})
    if sight.is_sealed:
        response.headers["X-Sealed"] = "1"
    return response
