"""The general discussion of a study, and the names of those one can speak to in it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from studyapp.annotations.completion import offered
from studyapp.annotations.services.topics import open_topic
from studyapp.annotations.services.visiting import begin_visit
from studyapp.annotations.topics import TopicForm, audience_of, leaf
from studyapp.htmx import Request
from studyapp.studies.models import Study


@require_GET
def discussion(request: Request, pk: int) -> HttpResponse:
    study = get_object_or_404(Study.objects.visible_to(request.user).select_related("group", "article"), pk=pk)
    begin_visit(study, request.user)
    return discussion_page(request, study)


def discussion_page(request: Request, study: Study, *, form: TopicForm | None = None) -> HttpResponse:
    """With a form that was refused, or as it is."""
    context = {
        "study": study,
        "leaf": leaf(study, reader=request.user, number=request.GET.get("page")),
        "audience": audience_of(study, reader=request.user),
        "form": form or TopicForm(),
    }
    return render(request, "annotations/discussion.html", context, status=422 if form else 200)


@require_POST
def topic(request: Request, pk: int) -> HttpResponse:
    study = get_object_or_404(Study.objects.writable_by(request.user).select_related("group", "article"), pk=pk)
    form = TopicForm(request.POST)
    if not form.is_valid():
        return discussion_page(request, study, form=form)
    open_topic(study, author=request.user, **form.cleaned_data)
    messages.success(request, _("话题开好了。"))
    return redirect("annotations:discussion", study.pk)


@require_GET
def people(request: Request, pk: int) -> HttpResponse:
    """Whom one can speak to with @, for the list that opens while typing."""
    study = get_object_or_404(Study.objects.writable_by(request.user), pk=pk)
    context = {"people": offered(study, user=request.user, typed=request.GET.get("q", ""))}
    return render(request, "annotations/_people.html", context)
