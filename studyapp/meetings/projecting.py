"""Who shows a big screen: somebody who leads and has signed in, or a computer to which one of them lent it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from studyapp.accounts.models import User
from studyapp.meetings.codes import digest
from studyapp.meetings.models import LentScreen, Meeting
from studyapp.meetings.presence import COOKIE_AGE
from studyapp.meetings.services.screens import is_good


@dataclass(frozen=True)
class Projector:
    """`leader` is whose eyes it has; `lent` is None when they have signed in themselves."""

    meeting: Meeting
    leader: User
    lent: LentScreen | None = None


def projector_of(request: HttpRequest, pk: int) -> Projector | None:
    if request.user.is_authenticated:
        led = Meeting.objects.led_by(request.user).select_related("group").filter(pk=pk).first()
        if led:
            return Projector(led, request.user)
    lent = lent_to(request, pk)
    return Projector(lent.meeting, lent.lent_by, lent) if lent else None


def lent_to(request: HttpRequest, pk: int) -> LentScreen | None:
    """To this computer."""
    token = request.COOKIES.get(cookie_of(pk), "")
    mine = LentScreen.objects.with_token(digest(token)).filter(meeting=pk) if token else LentScreen.objects.none()
    lent = mine.select_related("meeting__group", "lent_by").first()
    return lent if lent and is_good(lent) else None


def for_screens(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The view is told who shows it. A computer to which it was lent, and is not any more, is told so."""

    @login_not_required
    @never_cache  # browsers keep for ever that something is gone, and who lent it may lead again
    @wraps(view)
    def asked(request: HttpRequest, pk: int, **rest: Any) -> HttpResponse:
        projector = projector_of(request, pk)
        return view(request, projector, **rest) if projector else turned_away(request, pk)

    return asked


def turned_away(request: HttpRequest, pk: int) -> HttpResponse:
    if cookie_of(pk) in request.COOKIES:
        return render(request, "meetings/screen_over.html", status=410)
    if request.user.is_authenticated:
        raise Http404
    return redirect_to_login(request.get_full_path())


def cookie_of(pk: int) -> str:
    return f"screen-{pk}"


def remember_screen(response: HttpResponse, lent: LentScreen, token: str) -> None:
    """In this browser alone, where no script reads it, and sent to the screen of this meeting alone."""
    response.set_cookie(
        cookie_of(lent.meeting_id),
        token,
        max_age=COOKIE_AGE,
        path=reverse("meetings:screen", args=[lent.meeting_id]),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
