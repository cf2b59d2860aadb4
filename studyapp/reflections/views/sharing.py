"""Letting a group read a reflection, and taking it back; deleting it, and bringing it back."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from studyapp.annotations.audiences import Audience, groups_by_article
from studyapp.htmx import Request
from studyapp.reflections import services
from studyapp.reflections.forms import ShareForm
from studyapp.reflections.listing import is_newer
from studyapp.reflections.marks import private_words
from studyapp.reflections.models import Reflection
from studyapp.reflections.views.reading import shown
from studyapp.reflections.views.writing import own_one
from studyapp.reflections.wording import characters, parts, unwritten


def back_to(name: str, pk: int) -> HttpResponse:
    return HttpResponseRedirect(reverse(f"reflections:{name}", args=[pk]), status=303)


def choices(reflection: Reflection) -> list[Audience]:
    """The group that it is shared with already; else those of the article in which the author may write."""
    groups = groups_by_article([reflection.article_id], reader=reflection.author).get(reflection.article_id, [])
    there = reflection.topic.study_id if reflection.is_shared and reflection.topic else reflection.study_id
    return [each for each in groups if there is None or each.value == str(there)]


@require_GET
def share(request: Request, pk: int) -> HttpResponse:
    """To look at before: who will see it, and what they will see that nobody else sees now."""
    reflection = own_one(request, pk)
    return share_page(request, reflection, ShareForm(choices=choices(reflection)))


def share_page(request: Request, reflection: Reflection, form: ShareForm, *, status: int = 200) -> HttpResponse:
    context = {
        "reflection": reflection,
        "form": form,
        "private": private_words(reflection),
        "unwritten": unwritten(reflection.body),
        "parts": shown(parts(reflection.body)),
        "count": characters(reflection.body),
        "is_newer": is_newer(reflection),
    }
    return render(request, "reflections/share.html", context, status=status)


@require_POST
def share_now(request: Request, pk: int) -> HttpResponse:
    reflection = own_one(request, pk)
    form = ShareForm(request.POST, choices=choices(reflection))
    if form.is_valid() and not reflection.body.strip():
        form.add_error(None, _("还没有写内容。"))
    if not form.is_valid():
        return share_page(request, reflection, form, status=422)
    study = form.cleaned_data["study"]
    services.share(reflection, study=study)
    words = next(each.words for each in form.choices if each.study == study)
    messages.success(request, words)
    return back_to("read", pk)


@require_POST
def unshare(request: Request, pk: int) -> HttpResponse:
    services.unshare(own_one(request, pk))
    messages.success(request, _("收回来了，现在仅自己可见。"))
    return back_to("read", pk)


@require_POST
def delete(request: Request, pk: int) -> HttpResponse:
    services.delete(own_one(request, pk))
    messages.success(request, _("删去了。"))
    return HttpResponseRedirect(f"{reverse('reflections:list')}?gone={pk}", status=303)


@require_POST
def restore(request: Request, pk: int) -> HttpResponse:
    services.restore(get_object_or_404(Reflection.objects.restorable_by(request.user), pk=pk))
    messages.success(request, _("恢复了，现在仅自己可见。"))
    return back_to("read", pk)
