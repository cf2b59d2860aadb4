"""The inbox: what others said to the reader, read one by one or all at once."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from studyapp.htmx import Request
from studyapp.inbox import services
from studyapp.inbox.entries import days
from studyapp.inbox.models import Notification


@require_GET
def inbox(request: Request) -> HttpResponse:
    page, parts = days(request.user, number=request.GET.get("page"))
    return render(request, "inbox/inbox.html", {"page": page, "days": parts})


@require_POST
def open_one(request: Request, pk: int) -> HttpResponse:
    """Read now; and off to where it happened."""
    notification = get_object_or_404(Notification.objects.visible_to(request.user), pk=pk)
    services.read(notification)
    return HttpResponseRedirect(notification.address, status=303)


@require_POST
def read_all(request: Request) -> HttpResponse:
    services.read_all(request.user)
    messages.success(request, _("都算读过了。"))
    return redirect("inbox:list")


@require_GET
@login_not_required
def count(request: Request) -> HttpResponse:
    """Asked for by pages left open. Where somebody is signed out meanwhile nothing happens to what they were typing."""
    if not request.user.is_authenticated:
        return HttpResponse(status=204)
    return render(request, "inbox/_bell.html")
