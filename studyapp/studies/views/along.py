"""How far a group is along a text: who has read a section, of those who let it know; and what was discussed."""

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from studyapp.htmx import Request, page_or_partial
from studyapp.studies.along import units_of
from studyapp.studies.bands import readers as who_read
from studyapp.studies.bands import strip_of
from studyapp.studies.forms.along import DiscussedForm
from studyapp.studies.models import Study
from studyapp.studies.services.progress import discuss, undo_discussed
from studyapp.studies.units import touching
from studyapp.studies.views.sealing import led


@require_GET
def readers(request: Request, pk: int, start: int) -> HttpResponse:
    """By name, of the section that begins there; only where the page says how many there are."""
    study = get_object_or_404(Study.objects.visible_to(request.user).select_related("group", "article"), pk=pk)
    strip = strip_of(study, study.article.revision, user=request.user)
    band = next((band for band in strip.bands if band.start == start and strip.sharing), None)
    if band is None:
        raise Http404
    people = who_read(study, strip.revision, band.start, band.end)
    template = page_or_partial(request, "studies/readers.html", "studies/_readers.html")
    return render(request, template, {"study": study, "band": band, "people": people})


@require_POST
def discussed(request: Request, pk: int) -> HttpResponse:
    """Said by hand by those who lead, or taken back."""
    study = led(request, pk)
    form = DiscussedForm(request.POST)
    revision = study.article.revision
    if not form.is_valid() or form.cleaned_data["revision"] != revision.pk:
        return HttpResponse(status=422)
    said = form.cleaned_data
    units = touching(units_of(revision, study=study), said["start"], said["end"])
    (discuss if said["discussed"] else undo_discussed)(study, revision=revision, units=units)
    if request.htmx:
        strip = strip_of(study, revision, user=request.user)
        context = {"study": study, "strip": strip, "is_leading": True, "is_opened": True}
        return render(request, "studies/_along.html", context)
    return HttpResponseRedirect(f"{reverse('guide:study', args=[pk])}#along-sections", status=303)
