"""One's own page, the page of a study, and what there is to look at before a meeting."""

from urllib.parse import quote

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from studyapp.guide import asked
from studyapp.guide.brief import brief_of
from studyapp.guide.calendar import calendar_of
from studyapp.guide.mine import mine
from studyapp.guide.overview import overview_of
from studyapp.guide.study import page_of
from studyapp.htmx import Request
from studyapp.studies.models import Study


@require_GET
def home(request: Request) -> HttpResponse:
    return render(request, "guide/home.html", mine(request.user))


@require_GET
def study(request: Request, pk: int) -> HttpResponse:
    return render(request, "guide/study.html", page_of(seen(request, pk), user=request.user))


def seen(request: Request, pk: int) -> Study:
    return get_object_or_404(Study.objects.visible_to(request.user).select_related("group", "article"), pk=pk)


@require_GET
def questions(request: Request, pk: int) -> HttpResponse:
    study = seen(request, pk)
    leaf = asked.leaf(study, user=request.user, status=request.GET.get("status", ""), number=request.GET.get("page"))
    return render(request, "guide/questions.html", {"study": study, "leaf": leaf})


@require_GET
def brief(request: Request, pk: int) -> HttpResponse:
    return render(request, "guide/brief.html", brief_of(seen(request, pk), user=request.user))


@require_GET
def calendar(request: Request, pk: int) -> HttpResponse:
    study = seen(request, pk)
    words = calendar_of(study, user=request.user, origin=request.build_absolute_uri("/"))
    response = HttpResponse(words, content_type="text/calendar; charset=utf-8")
    name = quote(f"{study.article.title}.ics", safe="")
    response.headers["Content-Disposition"] = f"attachment; filename=\"study-{pk}.ics\"; filename*=UTF-8''{name}"
    return response


@require_GET
def overview(request: Request, pk: int) -> HttpResponse:
    """For those who lead."""
    study = get_object_or_404(Study.objects.led_by(request.user).select_related("group", "article"), pk=pk)
    return render(request, "guide/overview.html", overview_of(study, user=request.user))
