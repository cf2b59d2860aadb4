"""Addresses of pages of ours: how they are reached from outside, and which one a form asks to go on to."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def absolute(path: str, request: HttpRequest) -> str:
    """By PUBLIC_URL, the address that readers use, or by the one that this request came by."""
    return f"{settings.PUBLIC_URL}{path}" if settings.PUBLIC_URL else request.build_absolute_uri(path)


def onward(request: HttpRequest) -> str:
    """The page of ours that the form names in `next`; empty when it names none, or something else."""
    said = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = said.startswith("/") and url_has_allowed_host_and_scheme(said, allowed_hosts=None)
    return said if is_ours else ""
