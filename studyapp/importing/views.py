"""Uploading, the structure desk, publishing."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from django_htmx.http import HttpResponseClientRedirect

from studyapp.htmx import Request
from studyapp.importing import publishing, queue, services
from studyapp.importing.acts import ACTS
from studyapp.importing.desk import Desk
from studyapp.importing.deskview import desk_context, rejected, show_desk
from studyapp.importing.editing import ImpossibleEditError
from studyapp.importing.forms import (
    PasteForm,
    PublishForm,
    ReadingForm,
    ReplacesForm,
    SeenForm,
    UploadForm,
    groups_to_publish_to,
)
from studyapp.importing.keeping import StaleDraftError, outline_of
from studyapp.importing.material import Choices
from studyapp.importing.models import Draft, DraftQuerySet
from studyapp.importing.readers import encodings
from studyapp.importing.templatetags.remarks import said
from studyapp.library.models import Article

ARTICLES_A_PAGE = 100
DRAFTS_SHOWN = 200


def drafts_of(request: Request) -> DraftQuerySet:
    return Draft.objects.editable_by(request.user).kept()


def only_publishers(request: Request) -> None:
    """Who may publish to nobody has no business here; to them the pages do not exist."""
    if not request.user.is_staff and not groups_to_publish_to(request.user).exists():
        raise Http404


@require_GET
def upload(request: Request) -> HttpResponse:
    only_publishers(request)
    return upload_page(request)


def upload_page(
    request: Request, *, files: UploadForm | None = None, paste: PasteForm | None = None, status: int = 200
) -> HttpResponse:
    replaced = replaced_by(request)
    context = {
        "upload_form": files or UploadForm(by=request.user),
        "paste_form": paste or PasteForm(by=request.user),
        "drafts": drafts_of(request).on_their_way()[:DRAFTS_SHOWN],
        "replaced": replaced,
    }
    return render(request, "importing/upload.html", context, status=status)


def replaced_by(request: Request) -> Article | None:
    """The article that the request says it replaces, if this person manages it."""
    pk = request.POST.get("replaces") or request.GET.get("replaces")
    if not pk:
        return None
    form = ReplacesForm({"replaces": pk})
    if not form.is_valid():
        raise Http404
    return get_object_or_404(Article.objects.managed_by(request.user), pk=form.cleaned_data["replaces"])


@require_POST
def take_files(request: Request) -> HttpResponse:
    only_publishers(request)
    replaced = replaced_by(request)
    form = UploadForm(request.POST, request.FILES, by=request.user, replaced=replaced)
    if not form.is_valid():
        return upload_page(request, files=form, status=422)
    drafts = [
        services.draft_from(file.read(), name=file.name, by=request.user, replaces=replaced)
        for file in form.cleaned_data["uploads"]
    ]
    for problem in form.problems:
        messages.warning(request, problem)
    return taken(request, drafts)


@require_POST
def take_paste(request: Request) -> HttpResponse:
    only_publishers(request)
    form = PasteForm(request.POST, by=request.user, replaced=replaced_by(request))
    if not form.is_valid():
        return upload_page(request, paste=form, status=422)
    draft = services.draft_from(
        form.cleaned_data["text"].encode(),
        name=_("粘贴的文章.txt"),
        by=request.user,
        choices=Choices(encoding="UTF-8"),
        replaces=form.replaced,
    )
    return taken(request, [draft])


def taken(request: Request, drafts: list[Draft]) -> HttpResponse:
    """On to the desk for one draft, to the list for several."""
    if len(drafts) == 1:
        url = reverse("importing:desk", args=[drafts[0].pk])
    else:
        url = f"{reverse('importing:upload')}#drafts"
    return HttpResponseClientRedirect(url) if request.htmx else redirect(url)


@require_GET
def row(request: Request, pk: int) -> HttpResponse:
    """A draft in the list, asked for again while it is being read."""
    draft = get_object_or_404(drafts_of(request), pk=pk)
    queue.look_after(draft)
    return render(request, "importing/_draft.html", {"draft": draft})


@require_GET
def progress(request: Request, pk: int) -> HttpResponse:
    """Asked by the waiting desk: nothing new, or go on."""
    draft = get_object_or_404(drafts_of(request), pk=pk)
    queue.look_after(draft)
    if draft.is_unread:
        return HttpResponse(status=204)
    return HttpResponseClientRedirect(reverse("importing:desk", args=[draft.pk]))


@require_GET
def desk(request: Request, pk: int) -> HttpResponse:
    draft = get_object_or_404(drafts_of(request).select_related("step__text", "article"), pk=pk)
    if draft.is_unread:
        return render(request, "importing/working.html", {"draft": draft})
    if draft.state == Draft.State.FAILED:
        return render(request, "importing/failed.html", desk_context(draft, request))
    return show_desk(request, draft, place=request.GET.get("place", ""))


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
def correct(request: Request, pk: int, act: str) -> HttpResponse:
    draft = get_object_or_404(drafts_of(request).select_related("step__text", "article"), pk=pk, state="ready")
    if act not in ACTS or (draft.article_id and ACTS[act].changes_text):
        raise Http404
    form = ACTS[act].form(request.POST)
    if not form.is_valid():
        return rejected(request, draft, act, form, status=422)
    values = form.cleaned_data
    try:
        services.correct(draft, ACTS[act].applied_to(values), act=act, seen=values["version"])
    except ImpossibleEditError as error:
        return rejected(request, draft, act, form, status=422, problem=said(error.remark))
    except StaleDraftError:
        return rejected(request, draft, act, form, status=409)
    return changed(request, draft)


def changed(request: Request, draft: Draft) -> HttpResponse:
    """The desk as it is now: swapped in by htmx, or loaded at the same place."""
    place = request.POST.get("place", "")
    if not request.htmx:
        return redirect(f"{reverse('importing:desk', args=[draft.pk])}?{urlencode({'place': place})}")
    fresh = drafts_of(request).select_related("step__text", "article").get(pk=draft.pk)
    return show_desk(request, fresh, place=place)


@require_POST
def undo(request: Request, pk: int) -> HttpResponse:
    return moved(request, pk, services.undo)


@require_POST
def redo(request: Request, pk: int) -> HttpResponse:
    return moved(request, pk, services.redo)


def moved(request: Request, pk: int, move: Any) -> HttpResponse:
    draft = get_object_or_404(drafts_of(request).select_related("step__text", "article"), pk=pk, state="ready")
    form = SeenForm(request.POST)
    try:
        move(draft, seen=form.cleaned_data["version"] if form.is_valid() else -1)
    except StaleDraftError:
        return rejected(request, draft, "", form, status=409)
    return changed(request, draft)


@require_POST
def read_again(request: Request, pk: int) -> HttpResponse:
    draft = get_object_or_404(drafts_of(request), pk=pk, article=None)
    form = ReadingForm(request.POST)
    if not form.is_valid():
        return rejected(request, draft, "read-again", form, status=422)
    chosen = form.cleaned_data
    seen = chosen.pop("version")
    try:
        services.read_again(draft, choices=Choices(**chosen | {"encoding": chosen["encoding"] or None}), seen=seen)
    except StaleDraftError:
        return rejected(request, draft, "read-again", form, status=409)
    return taken(request, [draft])


@require_GET
def preview(request: Request, pk: int) -> HttpResponse:
    """How the file begins in another encoding."""
    draft = get_object_or_404(drafts_of(request).filter(file__isnull=False).select_related("file"), pk=pk)
    encoding = request.GET.get("encoding", "")
    if encoding not in encodings.ENCODINGS:
        encoding = encodings.guess(bytes(draft.file.data)) or "UTF-8"
    lines = encodings.first_lines(bytes(draft.file.data), encoding)
    return render(request, "importing/_preview.html", {"lines": lines, "encoding": encoding})


@require_POST
def discard(request: Request, pk: int) -> HttpResponse:
    draft = get_object_or_404(drafts_of(request), pk=pk, article=None)
    services.discard(draft)
    return render(request, "importing/discarded.html", {"draft": draft})


@require_POST
def take_back(request: Request, pk: int) -> HttpResponse:
    draft = get_object_or_404(Draft.objects.editable_by(request.user), pk=pk, article=None)
    services.take_back(draft)
    return redirect("importing:desk", pk=draft.pk)


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
    messages.success(request, _("《%(title)s》已发布。") % {"title": article.title})
    url = page_of(article, request)
    return HttpResponseClientRedirect(url) if request.htmx else redirect(url)


def page_of(article: Article, request: Request) -> str:
    """The article's page for its readers; the list of articles for who publishes to a group without being in it."""
    if Article.objects.visible_to(request.user).filter(pk=article.pk).exists():
        return reverse("library:article", args=[article.pk])
    return reverse("importing:articles")


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
