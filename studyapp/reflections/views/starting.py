"""Where a reflection begins: on a group's study of an article, or on an article that one reads for oneself."""

from itertools import groupby
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from studyapp.htmx import Request
from studyapp.library.models import Article
from studyapp.reflections import services
from studyapp.reflections.drafting import PROMPTS
from studyapp.reflections.forms import StartForm
from studyapp.reflections.listing import mine, own_entries, shared_entries, shared_in
from studyapp.reflections.marks import marks_of
from studyapp.studies.models import Study

ON_A_PAGE = 20
TOO_LONG = _("选中的批注太长，一篇放不下。少选几条，其余的可以另起一篇。")


def study_for(request: Request, pk: int) -> Study:
    return get_object_or_404(Study.objects.visible_to(request.user).select_related("group", "article"), pk=pk)


@require_GET
def of_study(request: Request, pk: int) -> HttpResponse:
    """One's own on this text, those that others share, and where to begin one."""
    study = study_for(request, pk)
    return beginning(request, study.article, study=study)


@require_GET
def of_article(request: Request, article_pk: int) -> HttpResponse:
    article = get_object_or_404(Article.objects.visible_to(request.user), pk=article_pk)
    return beginning(request, article)


def beginning(
    request: Request, article: Article, *, study: Study | None = None, form: StartForm | None = None
) -> HttpResponse:
    """With a form that was refused, or as it is."""
    marks = marks_of(request.user, article)
    context: dict[str, Any] = {
        "article": article,
        "study": study,
        "mine": own_entries(mine(request.user, article), request.user),
        "sections": [(title, list(there)) for title, there in groupby(marks, key=lambda mark: mark.section)],
        "count": len(marks),
        "prompts": PROMPTS,
        "form": form or StartForm(marks=marks),
    }
    if study:
        page = Paginator(shared_in(study, request.user), ON_A_PAGE).get_page(request.GET.get("page"))
        context |= {"page": page, "others": shared_entries(page)}
    return render(request, "reflections/beginning.html", context, status=422 if form else 200)


@require_POST
def start(request: Request, pk: int) -> HttpResponse:
    study = study_for(request, pk)
    return begun(request, study.article, study=study)


@require_POST
def start_alone(request: Request, article_pk: int) -> HttpResponse:
    return begun(request, get_object_or_404(Article.objects.visible_to(request.user), pk=article_pk))


def begun(request: Request, article: Article, *, study: Study | None = None) -> HttpResponse:
    form = StartForm(request.POST, marks=marks_of(request.user, article))
    if not form.is_valid():
        return beginning(request, article, study=study, form=form)
    try:
        reflection = services.start(article, author=request.user, study=study, **form.cleaned_data)
    except services.TooLongError:
        form.add_error(None, TOO_LONG)
        return beginning(request, article, study=study, form=form)
    return HttpResponseRedirect(reverse("reflections:edit", args=[reflection.pk]), status=303)
