"""The ways into a meeting: the members' link, the code on the screen, and the ticket that a code gives."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager

from allauth.account.adapter import get_adapter
from django.core import signing
from django.core.cache import cache
from django.http import HttpRequest
from django.urls import reverse
from django.utils.crypto import constant_time_compare

from studyapp.accounts.addresses import absolute
from studyapp.groups.guessing import Purse, TooManyGuessesError
from studyapp.meetings.codes import is_accepted, link_token
from studyapp.meetings.models import Meeting

TICKET = "studyapp.meetings.ticket"
TICKET_AGE = 10 * 60  # seconds to write one's name
TRIES_A_PERSON = 30
TRIES_AN_ADDRESS = 300  # a whole hall may share one
MOST_GUESTS = 300
MOST_RUNNING = 500  # meetings that a typed code is compared with

__all__ = ["TooManyGuessesError"]


def link_to(meeting: Meeting, *, request: HttpRequest) -> str:
    """Never changes."""
    return absolute(reverse("meetings:join", args=[meeting.pk, link_token(meeting.nonce)]), request)


def opened(pk: int, token: str) -> Meeting | None:
    """The meeting to which this link leads. Who may go in is asked afterwards."""
    meeting = Meeting.objects.select_related("group").filter(pk=pk, group__deleted_at=None).first()
    return meeting if meeting and constant_time_compare(token, link_token(meeting.nonce)) else None


def known_to(request: HttpRequest, pk: int) -> Meeting | None:
    """The meeting, to a member of its group."""
    if not request.user.is_authenticated:
        return None
    return Meeting.objects.visible_to(request.user).filter(pk=pk).select_related("group").first()


def running(pk: int) -> Meeting | None:
    """Whoever asks: what they may do in it is asked afterwards."""
    return Meeting.objects.running().filter(pk=pk, group__deleted_at=None).first()


def shown(request: HttpRequest, code: str, *, pk: int | None = None) -> Meeting | None:
    """The running meeting whose screen shows this code. A right try is given back. Raises TooManyGuessesError."""
    taken = purse_of(request, "code").take()
    running = Meeting.objects.running().filter(group__deleted_at=None).select_related("group")
    some = running.filter(pk=pk) if pk else running.order_by("-started_at")[:MOST_RUNNING]
    found = next((meeting for meeting in some if is_accepted(meeting.nonce, code)), None)
    if found:
        cache.delete(taken)
    return found


@contextmanager
def trying(request: HttpRequest, what: str) -> Iterator[None]:
    """One of so many tries, given back when nothing was raised. Raises TooManyGuessesError."""
    taken = purse_of(request, what).take()
    yield
    cache.delete(taken)


def purse_of(request: HttpRequest, what: str) -> Purse:
    if request.user.is_authenticated:
        return Purse(f"meeting-{what}:person:{request.user.pk}", TRIES_A_PERSON)
    return Purse(f"meeting-{what}:address:{get_adapter().get_client_ip(request)}", TRIES_AN_ADDRESS)


def ticket_to(meeting: Meeting) -> str:
    """Who had the code may take ten minutes to say their name. Each ticket is for one: sent twice it lets one in."""
    return signing.dumps([meeting.pk, secrets.token_urlsafe(8)], salt=TICKET)


def admitted(pk: int, ticket: str) -> Meeting | None:
    """The meeting for which this ticket is good, if it still lets guests in."""
    try:
        is_good = signing.loads(ticket, salt=TICKET, max_age=TICKET_AGE)[0] == pk
    except signing.BadSignature:
        return None
    meetings = Meeting.objects.running().filter(pk=pk, guests_allowed=True, group__deleted_at=None)
    return meetings.select_related("group").first() if is_good else None


def is_full(meeting: Meeting) -> bool:
    return meeting.attendances.guests().count() >= MOST_GUESTS
