"""学习计划: the page of those who lead, and its acts: steps by hand, or a proposal that is shown before it is laid."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from studyapp.htmx import Request, page_or_partial
from studyapp.studies.forms.planning import PlaceForm, ProposalForm, StepForm
from studyapp.studies.models import PlanStep, Study
from studyapp.studies.plan import has_days, lost, plan_of, proposed
from studyapp.studies.services import planning as acts
from studyapp.studies.services.planning import Step
from studyapp.studies.steps import Laid, laid
from studyapp.studies.views.sealing import led

UNDO = "plan_undo"  # in the session: the steps that were dropped or replaced last, and of which study


def step_of(request: Request, pk: int) -> PlanStep:
    steps = PlanStep.objects.editable_by(request.user).select_related("study__group", "study__article", "revision")
    return get_object_or_404(steps, pk=pk)


@require_GET
def plan(request: Request, pk: int) -> HttpResponse:
    return plan_page(request, pk)


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing was taken back: there was nothing, or, when `is_stale`, the plan was changed since; `rows` are gone."""

    rows: Sequence[Laid] = ()
    is_stale: bool = False


def plan_page(
    request: Request,
    pk: int,
    *,
    form: StepForm | None = None,
    proposal: ProposalForm | None = None,
    refused: Refused | None = None,
) -> HttpResponse:
    """With what was refused, or as it is."""
    study = led(request, pk)
    rows = plan_of(study, user=request.user)
    context = {
        "study": study,
        "rows": rows,
        "has_days": has_days(rows),
        "form": form or StepForm(revision=study.article.revision),
        "proposal": proposal or ProposalForm.usual(),
        "undo": undoable(request, study),
        "refused": refused,
    }
    template = page_or_partial(request, "studies/plan.html", "studies/_plan_desk.html")
    return render(request, template, context, status=409 if refused else 422 if form or proposal else 200)


def undoable(request: Request, study: Study) -> dict[str, Any] | None:
    """What was dropped or replaced last, unless somebody has changed the plan since."""
    undo: dict[str, Any] | None = request.session.get(UNDO)
    return undo if undo and undo["study"] == study.pk and undo.get("since") == acts.kept(study) else None


def back(request: Request, pk: int) -> HttpResponse:
    """The plan as it is now."""
    if request.htmx:
        return plan_page(request, pk)
    return HttpResponseRedirect(reverse("studies:plan", args=[pk]), status=303)


@require_POST
def add_step(request: Request, pk: int) -> HttpResponse:
    study = led(request, pk)
    revision = study.article.revision
    form = StepForm(request.POST, revision=revision)
    if form.is_valid():
        try:
            acts.add_step(study, revision=revision, step=form.cleaned_data["step"], by=request.user)
        except acts.FullPlanError:
            form.add_error(None, _("计划太长了，先去掉几步。"))
        else:
            request.session.pop(UNDO, None)
            return back(request, pk)
    return plan_page(request, pk, form=form)


@require_GET
def edit_step(request: Request, pk: int) -> HttpResponse:
    row = step_of(request, pk)
    return step_page(request, row, form_of(request, row))


def form_of(request: Request, row: PlanStep, data: Any = None) -> StepForm:
    """Filled with what is typed, or with the step. One of an older text is chosen anew."""
    revision, shown = row.study.article.revision, laid([row], user=request.user)[0]
    words = {"title": shown.title, "first": shown.first, "last": shown.last}
    keeps = "" if shown.is_old else _("照旧：第%(first)s–%(last)s段 %(title)s") % words
    if data is not None:
        return StepForm(data, revision=revision, keeps=keeps, row=row, auto_id=f"step-{row.pk}-%s")
    form = StepForm.of(row, revision=revision, keeps=keeps, first=shown.first, last=shown.last)
    if shown.is_old:
        form.initial.update(first=None, last=None)
    return form


def step_page(request: Request, row: PlanStep, form: StepForm) -> HttpResponse:
    template = page_or_partial(request, "studies/step.html", "studies/_step_edit.html")
    context = {"study": row.study, "step": row, "form": form}
    return render(request, template, context, status=422 if form.errors else 200)


@require_POST
def change_step(request: Request, pk: int) -> HttpResponse:
    row = step_of(request, pk)
    form = form_of(request, row, request.POST)
    if not form.is_valid():
        return step_page(request, row, form)
    acts.change_step(row, revision=form.revision, step=form.cleaned_data["step"], by=request.user)
    return back(request, row.study_id)


@require_POST
def move_step(request: Request, pk: int) -> HttpResponse:
    row = step_of(request, pk)
    form = PlaceForm(request.POST)
    if form.is_valid():
        to, by = form.cleaned_data["to"], form.cleaned_data["step"]
        acts.move_step(row, to=row.position - 1 + int(by) if to is None else to)
    return back(request, row.study_id)


@require_POST
def drop_step(request: Request, pk: int) -> HttpResponse:
    row = step_of(request, pk)
    remember(request, row.study, acts.drop_step(row), is_replaced=False)
    return back(request, row.study_id)


def remember(request: Request, study: Study, change: acts.Change, *, is_replaced: bool) -> None:
    told = {"study": study.pk, "steps": change.before, "since": change.after, "replaced": is_replaced}
    request.session[UNDO] = told


@require_GET
def proposal(request: Request, pk: int) -> HttpResponse:
    """What would be laid, before it is."""
    form = ProposalForm(request.GET)
    return proposal_page(request, pk, form) if form.is_valid() else plan_page(request, pk, proposal=form)


def proposal_page(request: Request, pk: int, form: ProposalForm, *, status: int = 200) -> HttpResponse:
    study = led(request, pk)
    rows = proposed(study, study.article.revision, form.cleaned_data, user=request.user)
    context = {"study": study, "rows": rows, "form": form, "replaced": study.steps.count()}
    template = page_or_partial(request, "studies/proposal.html", "studies/_proposal.html")
    return render(request, template, context, status=status)


@require_POST
def lay(request: Request, pk: int) -> HttpResponse:
    """In place of a plan only when that is said."""
    study = led(request, pk)
    form = ProposalForm(request.POST)
    if not form.is_valid():
        return plan_page(request, pk, proposal=form)
    if study.steps.exists() and "replaces" not in request.POST:
        return proposal_page(request, pk, form, status=422)
    revision = study.article.revision
    rows = proposed(study, revision, form.cleaned_data, user=request.user)
    steps = [Step(row.step.start, row.step.end, row.step.due_on) for row in rows]
    change = acts.lay_plan(study, revision=revision, steps=steps, by=request.user)
    if change.before:
        remember(request, study, change, is_replaced=True)
    messages.success(request, _("计划排好了。每一步可以再改，也可以加一个导读的问题。"))
    return HttpResponseRedirect(reverse("studies:plan", args=[pk]), status=303)


@require_POST
def undo_plan(request: Request, pk: int) -> HttpResponse:
    """What was dropped or replaced last is back; or it is said why not, and what one would have to add again."""
    study = led(request, pk)
    undo: dict[str, Any] | None = request.session.get(UNDO)
    if undo is None or undo["study"] != pk:
        return plan_page(request, pk, refused=Refused())
    del request.session[UNDO]
    try:
        acts.put_back(study, undo["steps"], since=undo["since"])
    except acts.StalePlanError:
        return plan_page(request, pk, refused=Refused(lost(study, undo["steps"], user=request.user), is_stale=True))
    return back(request, pk)
