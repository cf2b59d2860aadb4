"""What every page needs: the reader's own clock, no copy left behind in a shared browser, a way back to sign-in."""

import re
from collections.abc import Callable
from urllib.parse import urlencode, urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils import timezone
from django_htmx.http import HttpResponseClientRedirect

Respond = Callable[[HttpRequest], HttpResponse]
READING = {"GET", "HEAD"}
DRAFT = re.compile(r"[a-z]+(?:-[a-z]+)*-\d{1,18}", re.ASCII)


def signed_in_pages(get_response: Respond) -> Respond:
    def respond(request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            return get_response(request)
        with timezone.override(ZoneInfo(request.user.time_zone)):
            response = get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return respond


def kept_drafts(get_response: Respond) -> Respond:
    """A form of which the browser keeps a draft says the draft's name; when it was kept here, the next page is told so.

    What was refused is answered with the form itself, so a redirect says that it was kept.
    """

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.method in READING or response.status_code not in {302, 303} or not request.user.is_authenticated:
            return response
        name = request.POST.get("draft", "")
        if DRAFT.fullmatch(name):
            response.set_cookie("kept", name, max_age=60, samesite="Lax", secure=request.is_secure())
        return response

    return respond


def expired_sign_in(get_response: Respond) -> Respond:
    """After signing in one is back on the page where one was, not at the address of a piece of it or of an act.

    htmx would swap the sign-in page into a corner of this one: it is told to send the whole page there.
    """

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        sign_in = resolve_url(settings.LOGIN_URL)
        is_expired = response.headers.get("Location", "").startswith(f"{sign_in}?next=")
        if request.htmx and response.headers.get("Location", "").startswith(sign_in):  # type: ignore[attr-defined]
            return HttpResponseClientRedirect(way_back(sign_in, page_of(request)))
        if is_expired and request.method not in READING:
            return redirect(way_back(sign_in, page_before(request)))
        return response

    return respond


def way_back(sign_in: str, here: str | None) -> str:
    return f"{sign_in}?{urlencode({'next': here})}" if here else sign_in


def page_of(request: HttpRequest) -> str | None:
    """The page of ours on which htmx made the request, if what it says is an address at all."""
    try:
        here: str | None = request.htmx.current_url_abs_path  # type: ignore[attr-defined]
    except ValueError:
        return None
    return here


def page_before(request: HttpRequest) -> str | None:
    """The page of ours on which a form was sent."""
    try:
        before = urlsplit(request.headers.get("Referer", ""))
    except ValueError:
        return None
    is_ours = before.scheme == request.scheme and before.netloc == request.get_host() and before.path.startswith("/")
    return before._replace(scheme="", netloc="", fragment="").geturl() if is_ours else None
