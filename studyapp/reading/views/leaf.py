"""The reading page: one leaf of an article, and the reader's place in it."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from studyapp.accounts.forms.profile import DisplayForm
from studyapp.annotations.forms import AnnotationForm
from studyapp.annotations.models import Annotation
from studyapp.htmx import Request
from studyapp.library.models import Article, Place
from studyapp.library.services import keep_place
from studyapp.live.stream import current_cursor
from studyapp.reading.book import Book
from studyapp.reading.forms import PlaceForm, number_in
from studyapp.reading.leaves import leaf_at
from studyapp.reading.lenses import Sight
from studyapp.reading.page import Page
from studyapp.reading.progress import Progressing


@require_GET
def read(request: Request, article_pk: int) -> HttpResponse:
    """Open the article at the reader's place, or at its beginning."""
    article = get_object_or_404(Article.objects.visible_to(request.user), pk=article_pk)
    place = Place.objects.with_words().filter(user=request.user, article=article).first()
    if place and place.number:
        return redirect(address(article, place.number))
    return shown(request, Book(article), 0)


@require_GET
def leaf(request: Request, article_pk: int, number: int) -> HttpResponse:
    article = get_object_or_404(Article.objects.visible_to(request.user), pk=article_pk)
    book = Book(article)
    if not 1 <= number <= len(book.leaves):
        raise Http404
    return shown(request, book, number - 1)


@require_GET
def section(request: Request, article_pk: int, number: int) -> HttpResponse:
    article = get_object_or_404(Article.objects.visible_to(request.user), pk=article_pk)
    book = Book(article)
    found = get_object_or_404(book.revision.sections.only("start", "revision"), number=number)
    return shown(request, book, leaf_at(book.leaves, found.start), offset=found.start)


@require_GET
def paragraph(request: Request, article_pk: int, number: int) -> HttpResponse:
    article = get_object_or_404(Article.objects.visible_to(request.user), pk=article_pk)
    book = Book(article)
    found = get_object_or_404(book.revision.paragraphs.only("start", "revision"), number=number)
    return shown(request, book, leaf_at(book.leaves, found.start), offset=found.start)


@require_POST
def place(request: Request, article_pk: int) -> HttpResponse:
    """Keep the reader's place: said by the page while reading, or by a button that also turns the leaf."""
    article = get_object_or_404(Article.objects.visible_to(request.user), pk=article_pk)
    form = PlaceForm(request.POST, article=article)
    if not form.is_valid() or form.found is None:
        return HttpResponse(status=422)
    keep_place(form.found.revision, reader=request.user, start=form.found.start)
    onward = form.cleaned_data["onward"]
    if onward is None:
        return HttpResponse(status=204)
    return redirect("reading:leaf", article.pk, onward) if onward else redirect("library:article", article.pk)


def shown(request: Request, book: Book, index: int, *, offset: int | None = None) -> HttpResponse:
    sight = Sight(book.article, request.user)
    cursor = current_cursor(sight.topics, request.user)  # before the rows: what happens from now on is heard
    sight.begin_visit()
    page = Page(book, index, sight=sight, offset=offset)
    if not page.lines:  # one long paragraph reaches over the whole leaf: show where it begins
        before = book.revision.paragraphs.filter(start__lt=page.leaf.start, number__isnull=False).last()
        return redirect(address(book.article, before.number if before and before.number else 1))
    progressing = Progressing(page)
    progressing.place()
    context = {
        "page": page,
        "along": progressing.along,
        "article": book.article,
        "revision": book.revision,
        "display": DisplayForm(instance=request.user, auto_id="display_%s"),
        "sight": sight,
        "cursor": cursor,
        "opened": opened(request, book.article),
        "lens": sight.lens,
        "composer": AnnotationForm(author=request.user, revision=book.revision),
    }
    return render(request, "reading/read.html", context)


def opened(request: Request, article: Article) -> int | None:
    """The thread that `?note=12` asks for, if the reader may see it."""
    asked = number_in(request.GET, "note")
    if not asked:
        return None
    found = Annotation.objects.visible_to(request.user).filter(article=article, pk=asked).first()
    return found.pk if found else None


def address(article: Article, number: int) -> str:
    """The address of a paragraph: its page, and its place there, but for the first, above which the title stands."""
    place = f"#p{number}" if number > 1 else ""
    return reverse("reading:paragraph", args=[article.pk, number]) + place
