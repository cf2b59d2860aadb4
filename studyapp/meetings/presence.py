"""Who is asking, in a running meeting: a member who has checked in, or a guest who holds the token of one."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from studyapp.meetings.codes import digest
from studyapp.meetings.models import Attendance, Meeting
from studyapp.ready import Ready

COOKIE_AGE = 12 * 60 * 60  # seconds: longer than any meeting, which ends it anyway


def attendee_of(request: HttpRequest, meeting: Meeting, *, is_visible: bool = False) -> Attendance | None:
    """None for everybody else, and for everybody when the meeting does not run.

    `is_visible`: the meeting was just found among those of the user's groups.
    """
    if not meeting.is_running:
        return None
    return member_of(request, meeting, is_visible=is_visible) or guest_of(request, meeting)


PRESENT = Ready(
    lambda meeting, user: Attendance.objects.present().filter(meeting=meeting, user=user).select_related("user")
)


def member_of(request: HttpRequest, meeting: Meeting, *, is_visible: bool = False) -> Attendance | None:
    """As long as they belong to the group: who is shown out of it is out of the meeting."""
    user = request.user
    if not user.is_authenticated:
        return None
    there = PRESENT(meeting=meeting.pk, user=user.pk)
    is_there = there and (is_visible or Meeting.objects.visible_to(user).filter(pk=meeting.pk).exists())
    return there[0] if is_there else None


def guest_of(request: HttpRequest, meeting: Meeting) -> Attendance | None:
    token = request.COOKIES.get(cookie_of(meeting), "")
    if not token:
        return None
    return Attendance.objects.with_token(digest(token)).filter(meeting=meeting).first()


def cookie_of(meeting: Meeting) -> str:
    return f"guest-{meeting.pk}"


def remember_guest(response: HttpResponse, meeting: Meeting, token: str) -> None:
    """In this browser alone, where no script reads it, and sent to this meeting's pages alone."""
    response.set_cookie(
        cookie_of(meeting),
        token,
        max_age=COOKIE_AGE,
        path=reverse("meetings:meeting", args=[meeting.pk]),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def forget_guest(response: HttpResponse, meeting: Meeting) -> None:
    response.delete_cookie(cookie_of(meeting), path=reverse("meetings:meeting", args=[meeting.pk]), samesite="Lax")
