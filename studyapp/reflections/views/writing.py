"""Writing: the editor, what it saves by itself and by the button, and two windows at once."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from studyapp.htmx import Request, page_or_partial
from studyapp.reflections import services
from studyapp.reflections.drafting import PROMPTS
from studyapp.reflections.forms import MoreMarksForm, ReflectionForm, WordsForm
from studyapp.reflections.listing import is_newer
from studyapp.reflections.marks import marks_for
from studyapp.reflections.models import Reflection
from studyapp.reflections.views.starting import TOO_LONG
from studyapp.reflections.wording import LONGEST, characters, own


def own_one(request: Request, pk: int) -> Reflection:
    mine = Reflection.objects.own(request.user)
    return get_object_or_404(mine.select_related("author", "article", "study__group", "topic"), pk=pk)


@require_GET
def edit(request: Request, pk: int) -> HttpResponse:
    reflection = own_one(request, pk)
    words = {"title": reflection.title, "body": reflection.body, "edition": reflection.edition}
    return editor(request, reflection, ReflectionForm(initial=words))


def editor(
    request: Request, reflection: Reflection, form: WordsForm, *, status: int = 200, theirs: Reflection | None = None
) -> HttpResponse:
    """`theirs`: what was saved in another window meanwhile; what was typed here stands in the form."""
    body = form["body"].value() or ""
    context: dict[str, Any] = {
        "reflection": reflection,
        "form": form,
        "theirs": theirs,
        "marks": marks_for(reflection),
        "prompts": PROMPTS,
        "count": characters(body),
        "own": characters(own(body)),
        "longest": LONGEST,
        "is_newer": is_newer(reflection),
    }
    return render(request, "reflections/edit.html", context, status=status)


@require_POST
def save(request: Request, pk: int) -> HttpResponse:
    """By itself, with a piece as answer, or by the button."""
    reflection = own_one(request, pk)
    form = ReflectionForm(request.POST)
    if not form.is_valid():
        return refused(request, reflection, form)
    try:
        reflection = services.save(reflection, **form.cleaned_data)
    except services.StaleReflectionError as stale:
        return overtaken(request, stale.now)
    if request.htmx:
        return render(request, "reflections/_saved.html", {"reflection": reflection, "is_newer": is_newer(reflection)})
    messages.success(request, _("保存了。"))
    return HttpResponseRedirect(reverse("reflections:edit", args=[pk]), status=303)


def refused(request: Request, reflection: Reflection, form: ReflectionForm) -> HttpResponse:
    if request.htmx:
        return render(request, "reflections/_refused.html", {"reflection": reflection, "form": form}, status=422)
    return editor(request, reflection, form, status=422)


def overtaken(request: Request, now: Reflection) -> HttpResponse:
    """409: both are shown, neither is lost; what was typed can be sent again over what stands there."""
    data = request.POST.copy()
    data["edition"] = str(now.edition)
    if request.htmx:
        return render(request, "reflections/_overtaken.html", {"reflection": now, "theirs": now}, status=409)
    return editor(request, own_one(request, now.pk), ReflectionForm(data), status=409, theirs=now)


@require_POST
def set_aside(request: Request, pk: int) -> HttpResponse:
    """What stands there is right: what was typed in the window that came late goes to the earlier versions."""
    reflection = own_one(request, pk)
    form = WordsForm(request.POST)
    if not form.is_valid():
        return editor(request, reflection, form, status=422)
    services.set_aside(reflection, **form.cleaned_data)
    messages.success(request, _("用了那一份。这边写的放进了从前的内容。"))
    return HttpResponseRedirect(reverse("reflections:edit", args=[pk]), status=303)


@require_GET
def more(request: Request, pk: int) -> HttpResponse:
    """Which marks are not in it yet."""
    return more_page(request, own_one(request, pk))


def more_page(request: Request, reflection: Reflection, *, errors: str = "") -> HttpResponse:
    marks = marks_for(reflection)
    context = {
        "reflection": reflection,
        "marks": [mark for mark in marks if not mark.is_in],
        "count": len(marks),
        "errors": errors,
    }
    template = page_or_partial(request, "reflections/more.html", "reflections/_more.html")
    return render(request, template, context, status=422 if errors else 200)


@require_POST
def add(request: Request, pk: int) -> HttpResponse:
    """Behind what was written, which stays as it is."""
    reflection = own_one(request, pk)
    form = MoreMarksForm(request.POST, marks=[mark for mark in marks_for(reflection) if not mark.is_in])
    form.is_valid()
    chosen = form.cleaned_data["marks"]
    try:
        services.add_marks(reflection, marks=chosen)
    except services.TooLongError:
        return more_page(request, reflection, errors=str(TOO_LONG))
    words = ngettext("%(count)s 条放在了末尾。", "%(count)s 条放在了末尾。", len(chosen))
    messages.success(request, words % {"count": len(chosen)} if chosen else _("没有放进什么。"))
    return HttpResponseRedirect(reverse("reflections:edit", args=[pk]), status=303)
