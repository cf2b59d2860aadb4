"""The desk as it is shown: with all its forms, as they are or with one that was refused."""

from typing import Any

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from studyapp.htmx import Request, page_or_partial
from studyapp.importing import services
from studyapp.importing.acts import label_of
from studyapp.importing.desk import Desk
from studyapp.importing.forms import MetadataForm, PublishForm, ReadingForm
from studyapp.importing.keeping import outline_of
from studyapp.importing.models import Draft
from studyapp.library.models import Article


def show_desk(request: Request, draft: Draft, *, place: str, status: int = 200, **more: Any) -> HttpResponse:
    outline = outline_of(draft)
    desk = Desk(outline=outline, place=place)
    after = services.step_after(draft)
    context = desk_context(draft, request) | {
        "desk": desk,
        "metadata_form": MetadataForm(
            initial={
                "title": outline.title or outline.suggested_title,
                "author": outline.author or "",
                "published": outline.published,
                "source": outline.source or "",
            }
        ),
        "publish_form": PublishForm(
            publisher=request.user, article=draft.article or draft.replaces, unseen=desk.unseen_count
        ),
        "is_published": bool(draft.article and Article.objects.published().filter(pk=draft.article.pk).exists()),
        "undoable": label_of(draft.step.act) if draft.step and services.step_before(draft) else None,
        "redoable": label_of(after.act) if after else None,
    }
    template = page_or_partial(request, "importing/desk.html", "importing/_desk.html")
    return render(request, template, context | more, status=status)


def desk_context(draft: Draft, request: Request) -> dict[str, Any]:
    return {"draft": draft, "reading_form": ReadingForm(initial=draft.choices)}


FORM_NAMES = {"describe": "metadata_form", "read-again": "reading_form", "publish": "publish_form"}


def rejected(request: Request, draft: Draft, act: str, form: Form, *, status: int, problem: str = "") -> HttpResponse:
    """The desk as others have left it or as it stood, with what this person typed and why it was not taken."""
    fresh = Draft.objects.select_related("step__text", "article", "replaces").get(pk=draft.pk)
    if status == 409:
        problem = _("就在刚才，这份草稿被别人改过了。您的这一步还没有生效，请看一眼现在的样子再做。")
    context = {"problem": problem, FORM_NAMES.get(act, "refused_form"): form, "refused_act": act}
    if fresh.state != Draft.State.READY:
        return render(request, "importing/failed.html", desk_context(fresh, request) | context, status=status)
    return show_desk(request, fresh, place=request.POST.get("place", ""), status=status, **context)
