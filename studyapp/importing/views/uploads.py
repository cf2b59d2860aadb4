"""Bringing files and words, and waiting until they have been read."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from django_htmx.http import HttpResponseClientRedirect

from studyapp.htmx import Request
from studyapp.importing import queue, services
from studyapp.importing.forms import MARKED, PasteForm, ReplacesForm, UploadForm
from studyapp.importing.material import Choices
from studyapp.importing.models import Draft
from studyapp.importing.publishing import is_marked
from studyapp.importing.views.entrance import drafts_of, go_on, only_publishers
from studyapp.library.models import Article

DRAFTS_SHOWN = 200


@require_GET
def upload(request: Request) -> HttpResponse:
    only_publishers(request)
    return upload_page(request)


def upload_page(
    request: Request, *, files: UploadForm | None = None, paste: PasteForm | None = None, status: int = 200
) -> HttpResponse:
    """With words about an article whose text cannot be replaced; what comes in then is another article."""
    replaced = replaced_by(request)
    refused = bool(replaced and is_marked(replaced))
    context = {
        "upload_form": files or UploadForm(by=request.user),
        "paste_form": paste or PasteForm(by=request.user),
        "drafts": drafts_of(request).on_their_way()[:DRAFTS_SHOWN],
        "replaced": None if refused else replaced,
        "refused": MARKED if refused else "",
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
    files = ((file.name, file.read()) for file in form.cleaned_data["uploads"])
    drafts = services.drafts_from(files, by=request.user, replaces=replaced)
    for problem in form.problems:
        messages.warning(request, problem)
    return taken(request, drafts)


@require_POST
def take_paste(request: Request) -> HttpResponse:
    only_publishers(request)
    form = PasteForm(request.POST, by=request.user, replaced=replaced_by(request))
    if not form.is_valid():
        return upload_page(request, paste=form, status=422)
    pasted = (_("粘贴的文章.txt"), form.cleaned_data["text"].encode())
    choices = Choices(encoding="UTF-8")
    return taken(request, services.drafts_from([pasted], by=request.user, choices=choices, replaces=form.replaced))


def taken(request: Request, drafts: list[Draft]) -> HttpResponse:
    """On to the desk for one draft, to the list for several."""
    if len(drafts) == 1:
        return go_on(request, reverse("importing:desk", args=[drafts[0].pk]))
    return go_on(request, f"{reverse('importing:upload')}#drafts")


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
