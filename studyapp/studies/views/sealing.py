"""先独学后揭晓: the page of a facilitator, and its acts."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from studyapp.htmx import Request
from studyapp.studies.forms.sealing import MomentForm, RevealForm
from studyapp.studies.models import Study
from studyapp.studies.services import sealing


@require_GET
def reveal(request: Request, pk: int) -> HttpResponse:
    return reveal_page(request, led(request, pk))


def led(request: Request, pk: int) -> Study:
    return get_object_or_404(Study.objects.led_by(request.user).select_related("group", "article"), pk=pk)


def reveal_page(
    request: Request, study: Study, *, when: MomentForm | None = None, now: RevealForm | None = None
) -> HttpResponse:
    """With a form that was refused, or as it is."""
    context = {
        "study": study,
        "when": when or MomentForm(initial={"moment": study.reveals_at}),
        "now": now or RevealForm(study=study),
    }
    return render(request, "studies/reveal.html", context, status=422 if when or now else 200)


@require_POST
def seal(request: Request, pk: int) -> HttpResponse:
    study = led(request, pk)
    sealing.seal(study)
    messages.success(request, _("开始独学了。揭晓以前，大家只看见自己的批注。"))
    return redirect("studies:reveal", study.pk)


@require_POST
def reveal_now(request: Request, pk: int) -> HttpResponse:
    study = led(request, pk)
    form = RevealForm(request.POST, study=study)
    if not form.is_valid():
        return reveal_page(request, study, now=form)
    try:
        sealing.reveal(study)
    except sealing.OpenStudyError:
        messages.info(request, _("已经揭晓了。"))
    else:
        messages.success(request, _("揭晓了。现在大家看得见彼此的批注。"))
    return redirect("studies:reveal", study.pk)


@require_POST
def reveal_at(request: Request, pk: int) -> HttpResponse:
    study = led(request, pk)
    form = MomentForm(request.POST)
    if not form.is_valid():
        return reveal_page(request, study, when=form)
    try:
        sealing.reveal_at(study, moment=form.cleaned_data["moment"])
    except sealing.OpenStudyError:
        messages.info(request, _("已经揭晓了。"))
    else:
        messages.success(request, _("时间定好了。") if form.cleaned_data["moment"] else _("好，不定时间。"))
    return redirect("studies:reveal", study.pk)
