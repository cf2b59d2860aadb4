"""A group's glossary: its list, one entry, and the acts on them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from studyapp.glossary import pages, services
from studyapp.glossary.forms import EntryForm, ExplanationForm
from studyapp.glossary.models import Entry, Explanation
from studyapp.groups.models import Role, StudyGroup
from studyapp.htmx import Request
from studyapp.numbers import number


@require_GET
def glossary(request: Request, group_pk: int) -> HttpResponse:
    return list_page(request, get_object_or_404(StudyGroup.objects.visible_to(request.user), pk=group_pk))


def list_page(request: Request, group: StudyGroup, *, form: EntryForm | None = None) -> HttpResponse:
    """With a form that was refused, or as it is; `?words=` fills it."""
    empty = EntryForm(initial={"words": request.GET.get("words", "")})
    context = {
        **pages.glossary(group, user=request.user),
        "form": form or empty,
        "removed": Entry.objects.restorable_by(request.user).filter(pk=number(request.GET.get("removed", ""))).first(),
    }
    return render(request, "glossary/glossary.html", context, status=422 if form else 200)


@require_POST
def add(request: Request, group_pk: int) -> HttpResponse:
    groups = StudyGroup.objects.living().held_by(request.user, least=Role.MEMBER)
    group = get_object_or_404(groups, pk=group_pk)
    form = EntryForm(request.POST)
    if not form.is_valid():
        return list_page(request, group, form=form)
    entry = services.add(group, by=request.user, **form.cleaned_data)
    messages.success(request, _("收进术语表了。"))
    return redirect(entry)


@require_GET
def entry(request: Request, pk: int) -> HttpResponse:
    entries = Entry.objects.visible_to(request.user).select_related("group")
    return entry_page(request, get_object_or_404(entries, pk=pk))


def entry_page(request: Request, entry: Entry, *, form: ExplanationForm | None = None) -> HttpResponse:
    """With a form that was refused, or as it is."""
    context = pages.entry_page(entry, user=request.user)
    mine = context["mine"]
    context["form"] = form or ExplanationForm(initial={"text": mine.text if mine else ""})
    return render(request, "glossary/entry.html", context, status=422 if form else 200)


@require_POST
def explain(request: Request, pk: int) -> HttpResponse:
    entries = Entry.objects.explainable_by(request.user).select_related("group")
    entry = get_object_or_404(entries, pk=pk)
    form = ExplanationForm(request.POST)
    if not form.is_valid():
        return entry_page(request, entry, form=form)
    services.explain(entry, by=request.user, **form.cleaned_data)
    messages.success(request, _("写下了。主持人采用以后，会显示在原文旁边。"))
    return redirect(entry)


@require_POST
def withdraw(request: Request, pk: int) -> HttpResponse:
    mine = Explanation.objects.editable_by(request.user).select_related("entry")
    explanation = get_object_or_404(mine, pk=pk)
    services.withdraw(explanation)
    messages.success(request, _("收回了你的解释。"))
    return redirect(explanation.entry)


@require_POST
def accept(request: Request, pk: int) -> HttpResponse:
    """What the leader has read is what is accepted, whatever its author writes meanwhile."""
    offered = Explanation.objects.acceptable_by(request.user).select_related("entry")
    explanation = get_object_or_404(offered, pk=pk)
    if request.POST.get("text") != explanation.text:
        messages.warning(request, _("解释刚刚改过了，请再看一眼。"))
    else:
        services.accept(explanation.entry, by=request.user, meaning=explanation.text)
        messages.success(request, _("采用了。小组的文章里出现这个词，点一下就看得到解释。"))
    return redirect(explanation.entry)


@require_POST
def reopen(request: Request, pk: int) -> HttpResponse:
    entry = get_object_or_404(Entry.objects.led_by(request.user), pk=pk)
    services.reopen(entry)
    messages.success(request, _("不再采用。大家可以重新写。"))
    return redirect(entry)


@require_POST
def remove(request: Request, pk: int) -> HttpResponse:
    entry = get_object_or_404(Entry.objects.led_by(request.user), pk=pk)
    services.remove(entry)
    return redirect(f"{reverse('glossary:glossary', args=[entry.group_id])}?removed={entry.pk}")


@require_POST
def restore(request: Request, pk: int) -> HttpResponse:
    entry = get_object_or_404(Entry.objects.restorable_by(request.user), pk=pk)
    services.restore(entry)
    messages.success(request, _("放回来了。"))
    return redirect(entry)
