"""补学: what who was absent reads afterwards, and that they have."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from studyapp.htmx import Request
from studyapp.meetings import catching_up
from studyapp.meetings.models import Meeting
from studyapp.meetings.services import records, to_dos


@require_GET
def make_up(request: Request, pk: int) -> HttpResponse:
    meeting = get_object_or_404(Meeting.objects.visible_to(request.user).past().select_related("group"), pk=pk)
    return render(request, "meetings/make_up.html", catching_up.page(meeting, reader=request.user))


@require_POST
def made_up(request: Request, pk: int) -> HttpResponse:
    meeting = get_object_or_404(Meeting.objects.visible_to(request.user).past().select_related("group"), pk=pk)
    to_dos.make_up(meeting, user=request.user)
    records.write(meeting)
    messages.success(request, _("记下了：你补学完了。"))
    return redirect("meetings:make_up", pk)
