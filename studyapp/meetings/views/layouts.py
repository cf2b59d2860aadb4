"""Which fields the records of a group have, chosen by who leads it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from studyapp.groups.models import StudyGroup
from studyapp.htmx import Request
from studyapp.meetings.forms.records import LayoutForm
from studyapp.meetings.layouts import layout_of
from studyapp.meetings.recounting import FIELDS
from studyapp.meetings.services import records


@require_GET
def layout(request: Request, group: int) -> HttpResponse:
    there = get_object_or_404(StudyGroup.objects.led_by(request.user), pk=group)
    return layout_page(request, there, LayoutForm())


def layout_page(request: Request, group: StudyGroup, form: LayoutForm) -> HttpResponse:
    chosen = layout_of(group)
    rows = [(name, FIELDS[name][0], name in chosen) for name in dict.fromkeys([*chosen, *FIELDS])]
    context = {"group": group, "form": form, "rows": rows, "first": chosen[0], "last": chosen[-1]}
    return render(request, "meetings/record_layout.html", context, status=422 if form.errors else 200)


@require_POST
def lay_out(request: Request, group: int) -> HttpResponse:
    there = get_object_or_404(StudyGroup.objects.led_by(request.user), pk=group)
    form = LayoutForm(request.POST)
    if not form.is_valid():
        return layout_page(request, there, form)
    records.lay_out(there, names=form.names)
    messages.success(request, _("存好了。还没签发的记录都照这样。"))
    return redirect("meetings:record_layout", group)
