"""Publishing, and the articles that one manages."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from studyapp.htmx import Request
from studyapp.importing import publishing, services
from studyapp.importing.desk import Desk
from studyapp.importing.forms import MARKED, PublishForm
from studyapp.importing.keeping import StaleDraftError, outline_of
from studyapp.importing.views.entrance import drafts_of, go_on, only_publishers
from studyapp.importing.views.showing import rejected
from studyapp.library.models import Article

ARTICLES_A_PAGE = 100


@require_POST
def publish(request: Request, pk: int) -> HttpResponse:
    draft = get_object_or_404(
        drafts_of(request).select_related("step__text", "article", "replaces"), pk=pk, state="ready"
    )
    unseen = Desk(outline_of(draft), "").unseen_count
    form = PublishForm(request.POST, publisher=request.user, article=draft.article, unseen=unseen)
    if not form.is_valid():
        return rejected(request, draft, "publish", form, status=422)
    values = form.cleaned_data
    seen = values.pop("version")
    try:
        article = services.publish(draft, by=request.user, seen=seen, **values | {"groups": list(values["groups"])})
    except StaleDraftError:
        return rejected(request, draft, "publish", form, status=409)
    except publishing.MarkedTextError:
        form.add_error(None, MARKED)
        return rejected(request, draft, "publish", form, status=422)
    messages.success(request, _("《%(title)s》已发布。") % {"title": article.title})
    return go_on(request, page_of(article, request))


def page_of(article: Article, request: Request) -> str:
    """The article's page for its readers; the list of articles for who publishes to a group without being in it."""
    if Article.objects.visible_to(request.user).filter(pk=article.pk).exists():
        return reverse("library:article", args=[article.pk])
    return reverse("importing:articles")


@require_GET
def articles(request: Request) -> HttpResponse:
    """All that one manages: published, withdrawn, archived."""
    only_publishers(request)
    managed = Article.objects.managed_by(request.user).with_audience().order_by("-added_at")
    page = Paginator(managed, ARTICLES_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "importing/articles.html", {"page": page})


@require_GET
def desk_of(request: Request, pk: int) -> HttpResponse:
    """The desk at which a published article's structure is corrected."""
    article = get_object_or_404(Article.objects.managed_by(request.user), pk=pk)
    return redirect("importing:desk", pk=services.draft_of(article, by=request.user).pk)


@require_POST
def withdraw(request: Request, pk: int) -> HttpResponse:
    article = get_object_or_404(Article.objects.managed_by(request.user), pk=pk)
    publishing.withdraw(article)
    messages.success(
        request, _("《%(title)s》已撤下，大家的批注都还留着，重新发布就会回来。") % {"title": article.title}
    )
    return redirect("importing:desk_of", pk=article.pk)


@require_POST
def archive(request: Request, pk: int) -> HttpResponse:
    article = get_object_or_404(Article.objects.managed_by(request.user), pk=pk)
    publishing.archive(article)
    messages.success(request, _("《%(title)s》已归档。") % {"title": article.title})
    return redirect("importing:articles")
