"""The front door, and the reading page."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from studyapp.htmx import Request
from studyapp.library.models import Article


@login_not_required
@require_GET
def resume(request: HttpRequest) -> HttpResponse:
    """Visitors see what this is; members land where they left off."""
    if not request.user.is_authenticated:
        return render(request, "reading/landing.html")
    return redirect("reading:home")


@require_GET
def home(request: Request) -> HttpResponse:
    return render(request, "reading/home.html")


@require_GET
def read(request: Request, article_pk: int) -> HttpResponse:
    get_object_or_404(Article.objects.visible_to(request.user), pk=article_pk)
    return redirect("library:shelf")


@require_GET
def paragraph(request: Request, article_pk: int, number: int) -> HttpResponse:
    get_object_or_404(Article.objects.visible_to(request.user), pk=article_pk)
    return redirect("library:shelf")


@require_POST
def place(request: Request, article_pk: int) -> HttpResponse:
    get_object_or_404(Article.objects.visible_to(request.user), pk=article_pk)
    return redirect("library:shelf")
