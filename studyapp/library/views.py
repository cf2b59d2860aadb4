"""The shelf, and an article's own page."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from studyapp.htmx import Request
from studyapp.library.models import Article


@require_GET
def shelf(request: Request) -> HttpResponse:
    return render(request, "library/shelf.html")


@require_GET
def article(request: Request, pk: int) -> HttpResponse:
    return render(
        request,
        "library/article.html",
        {"article": get_object_or_404(Article.objects.visible_to(request.user), pk=pk)},
    )
