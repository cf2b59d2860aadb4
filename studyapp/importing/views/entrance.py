"""Who may come in, and where one goes on."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django_htmx.http import HttpResponseClientRedirect

from studyapp.htmx import Request
from studyapp.importing.forms import (
    groups_to_publish_to,
)
from studyapp.importing.models import Draft, DraftQuerySet


def drafts_of(request: Request) -> DraftQuerySet:
    return Draft.objects.editable_by(request.user).kept()


def only_publishers(request: Request) -> None:
    """Who may publish to nobody has no business here; to them the pages do not exist."""
    if not request.user.is_staff and not groups_to_publish_to(request.user).exists():
        raise Http404


def go_on(request: Request, url: str) -> HttpResponse:
    """To another page, also for who asked by htmx."""
    return HttpResponseClientRedirect(url) if request.htmx else redirect(url)
