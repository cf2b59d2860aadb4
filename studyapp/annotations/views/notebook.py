"""The notebook: looking through one's own notes, and acting on many of them at once."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from studyapp.annotations import notebook as book
from studyapp.annotations.audiences import audiences
from studyapp.annotations.models import Annotation
from studyapp.annotations.models.annotations import AnnotationQuerySet
from studyapp.annotations.notebook_form import NotebookForm
from studyapp.annotations.services import marks
from studyapp.htmx import Request, page_or_partial
from studyapp.numbers import number, numbers
from studyapp.studies.models import Study


@require_GET
def notebook(request: Request) -> HttpResponse:
    gone = numbers(request.GET.getlist("gone"))
    template = page_or_partial(request, "annotations/notebook.html", "annotations/_notebook.html")
    return render(request, template, shown(request, gone=gone))


def shown(request: Request, *, gone: Iterable[int] = (), acted: bool = False) -> dict[str, object]:
    """The list as asked for. `gone`: notes just deleted; `acted`: the list alone says how an act went."""
    form = NotebookForm(request.GET, reader=request.user)
    page = book.notebook_page(request.user, form.asked, request.GET.get("page", "1"))
    undoable = Annotation.objects.restorable_by(request.user).filter(pk__in=gone)
    return {
        "form": form,
        "asked": form.asked,
        "page": page,
        "leaves": book.leaves(book.entries(request.user, list(page)), form.asked["by"]),
        "tags": book.tags_of(request.user),
        "counts": book.counts(request.user),
        "gone": list(undoable.values_list("pk", flat=True)),
        "acted": acted,
    }


@require_GET
def entry(request: Request, pk: int) -> HttpResponse:
    """One row of the list, as it is now."""
    note = get_object_or_404(book.for_rows(Annotation.objects.own(request.user)), pk=pk)
    asked = NotebookForm(request.GET, reader=request.user).asked
    context = {"entry": book.entries(request.user, [note])[0], "note": note, "asked": asked}
    return render(request, "annotations/_notebook_entry.html", context)


def chosen(request: Request) -> AnnotationQuerySet:
    """The notes that were ticked, or all that the page showed."""
    words = request.POST.getlist("shown" if request.POST.get("whole") else "chosen")
    own = Annotation.objects.own(request.user).filter(pk__in=numbers(words)).order_by("pk")
    if not own:
        messages.info(request, _("还没有选。"))
    return own


@require_POST
def delete(request: Request) -> HttpResponse:
    notes = list(chosen(request))
    marks.delete(*notes)
    return back(request, gone=[note.pk for note in notes])


@require_POST
def restore(request: Request) -> HttpResponse:
    marks.restore(*Annotation.objects.restorable_by(request.user).filter(pk__in=numbers(request.POST.getlist("gone"))))
    return back(request)


@require_POST
def share(request: Request) -> HttpResponse:
    """Let a group see what is its article's; what it sees is said in the words that stand beside the note."""
    pk = number(request.POST.get("study", ""))
    study = get_object_or_404(Study.objects.writable_by(request.user), pk=pk)
    notes = list(chosen(request).filter(pk__in=Annotation.objects.shareable_with(study, request.user)))
    marks.share(*notes, study=study)
    said = {each.study: each for each in audiences(study.article_id, reader=request.user)}[study]
    messages.success(request, said.asked if any(note.is_question for note in notes) else said.words)
    return back(request)


@require_POST
def unshare(request: Request) -> HttpResponse:
    notes = list(chosen(request).filter(pk__in=Annotation.objects.unshareable_by(request.user)))
    replied = marks.unshare(*notes)
    say_unshared(request, len(notes) - len(replied), [note.quote[:12] for note in replied])
    return back(request)


def say_unshared(request: Request, taken: int, refused: list[str]) -> None:
    if taken:
        words = ngettext("%(taken)s 条现在仅自己可见。", "%(taken)s 条现在仅自己可见。", taken)
        messages.success(request, words % {"taken": taken})
    if refused:
        named = _("、").join(f"「{quote}…」" for quote in refused[:3])
        words = ngettext(
            "%(named)s 已经有人回复，不能收回；可以删去，回复会留着。",
            "%(named)s 等 %(count)s 条已经有人回复，不能收回；可以删去，回复会留着。",
            len(refused),
        )
        messages.warning(request, words % {"named": named, "count": len(refused)})


def back(request: Request, *, gone: Iterable[int] = ()) -> HttpResponse:
    """The list as it is now, asked for as it was."""
    if request.htmx:
        return render(request, "annotations/_notebook.html", shown(request, gone=gone, acted=True))
    asked = request.GET.copy()
    asked.setlist("gone", [str(pk) for pk in gone])
    return HttpResponseRedirect(f"{reverse('annotations:notebook')}?{asked.urlencode()}", status=303)
