"""Who comes to a page of a meeting that guests see too."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from studyapp.accounts.models import User
from studyapp.meetings.codes import digest
from studyapp.meetings.models import Attendance, Meeting
from studyapp.meetings.models.meetings import MeetingQuerySet
from studyapp.meetings.presence import attendee_of, cookie_of, guest_of
from studyapp.meetings.stage import nobody
from studyapp.ready import Ready


@dataclass(frozen=True)
class Visitor:
    """Somebody of the group, or a guest: then `user` is None. `attendance` is None before they have checked in."""

    meeting: Meeting
    user: User | None
    attendance: Attendance | None

    @property
    def is_guest(self) -> bool:
        return self.user is None

    @property
    def reader(self) -> User:
        """Whose notes are shown: a guest's are nobody's."""
        return self.user or nobody()

    def is_still_here(self) -> bool:
        """Asked again and again while a page listens."""
        if self.user:
            return bool(HELD(pk=self.meeting.pk, reader=self.user.pk))
        mine = Attendance.objects.with_token(self.attendance.token_digest) if self.attendance else None
        return mine is not None and mine.filter(meeting=self.meeting, left_at=None).exists()

    @cached_property
    def leads(self) -> bool:
        return self.user is not None and bool(LED(pk=self.meeting.pk, reader=self.user.pk))


def with_company() -> MeetingQuerySet:
    return Meeting.objects.select_related("group", "lead", "item")


HELD = Ready(lambda pk, reader: Meeting.objects.visible_to(User(pk=reader)).filter(pk=pk).values_list("pk"))
LED = Ready(lambda pk, reader: Meeting.objects.led_by(User(pk=reader)).filter(pk=pk).values_list("pk"))
VISITED = Ready(lambda pk, reader: with_company().visible_to(User(pk=reader)).filter(pk=pk))


def visitor_of(request: HttpRequest, pk: int) -> Visitor | None:
    """A member of the group always; a guest as long as the meeting runs."""
    signed_in = request.user if request.user.is_authenticated else None
    for meeting in VISITED(pk=pk, reader=signed_in.pk) if signed_in else ():
        return Visitor(meeting, signed_in, attendee_of(request, meeting, is_visible=True))
    running = with_company().running().filter(pk=pk, group__deleted_at=None).first()
    guest = guest_of(request, running) if running else None
    return Visitor(running, None, guest) if running and guest and guest.left_at is None else None


def open_to_guests(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """The view is told who comes. Whom nobody knows is shown to the sign-in, and who was a guest to the door."""

    @login_not_required
    @wraps(view)
    def asked(request: HttpRequest, pk: int, **rest: Any) -> HttpResponseBase:
        visitor = visitor_of(request, pk)
        return view(request, visitor, **rest) if visitor else turned_away(request, pk)

    return asked


def shown_out(request: HttpRequest, pk: int) -> HttpResponse:
    return render(request, "meetings/shown_out.html", {"meeting": Meeting.objects.get(pk=pk)}, status=410)


def turned_away(request: HttpRequest, pk: int) -> HttpResponse:
    token = request.COOKIES.get(cookie_of(Meeting(pk=pk)), "")
    if token and Attendance.objects.shown_out().with_token(digest(token)).filter(meeting=pk).exists():
        return shown_out(request, pk)
    if request.user.is_authenticated:
        raise Http404
    if token:
        return redirect("meetings:code")
    return redirect_to_login(request.get_full_path())
