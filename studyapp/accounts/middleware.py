"""What every page needs: the reader's own clock, no copy left behind in a shared browser, a way back to sign-in."""

from collections.abc import Callable
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django_htmx.http import HttpResponseClientRedirect

Respond = Callable[[HttpRequest], HttpResponse]


def signed_in_pages(get_response: Respond) -> Respond:
    def respond(request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            return get_response(request)
        with timezone.override(ZoneInfo(request.user.time_zone)):
            response = get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return respond


def expired_sign_in(get_response: Respond) -> Respond:
    """htmx would swap the sign-in page into a corner of this one: send the whole page there, and back here after."""

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        sign_in = resolve_url(settings.LOGIN_URL)
        if not request.htmx or not response.headers.get("Location", "").startswith(sign_in):  # type: ignore[attr-defined]
            return response
        here = page_of(request)
        return HttpResponseClientRedirect(f"{sign_in}?{urlencode({'next': here})}" if here else sign_in)

    return respond


def page_of(request: HttpRequest) -> str | None:
    """The page of ours on which htmx made the request, if what it says is an address at all."""
    try:
        here: str | None = request.htmx.current_url_abs_path  # type: ignore[attr-defined]
    except ValueError:
        return None
    return here
