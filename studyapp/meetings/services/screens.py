"""Lending a big screen to a computer where nobody signs in, opening it there, and taking it back."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from studyapp.accounts.models import User
from studyapp.live.services import publish, publish_each
from studyapp.meetings import codes
from studyapp.meetings.models import LentScreen, Meeting
from studyapp.meetings.services.holding import coming


class DeadScreenError(Exception):
    """Its code was typed before, or has run out, or who lent it leads no more."""


@transaction.atomic
def lend(meeting: Meeting, *, by: User) -> LentScreen:
    """A code to be typed once; the one that this person had before and nobody typed opens nothing any more.
    Raises NotRunningError when there is nothing to come.
    """
    meeting = coming(meeting)
    meeting.lent_screens.filter(lent_by=by, opened_at=None).update(taken_back_at=timezone.now())
    nonce = codes.new_nonce()
    digest = codes.digest_of_screen_code(codes.screen_code(nonce))
    return LentScreen.objects.create(meeting=meeting, lent_by=by, nonce=nonce, code_digest=digest)


@transaction.atomic
def open_with(code: str) -> tuple[LentScreen, str]:
    """The screen, and the token for the computer that opened it, which is kept nowhere else. Raises DeadScreenError."""
    waiting = LentScreen.objects.waiting().select_related("meeting", "lent_by")
    lent = waiting.filter(code_digest=codes.digest_of_screen_code(code)).first()
    if lent is None or not is_good(lent):
        raise DeadScreenError
    token = codes.guest_token()
    opening = LentScreen.objects.waiting().filter(pk=lent.pk)
    if not opening.update(opened_at=timezone.now(), token_digest=codes.digest(token)):
        raise DeadScreenError  # of two who typed it the second
    return lent, token


def is_good(lent: LentScreen) -> bool:
    """Whether who lent it leads still."""
    meetings = Meeting.objects.led_by(lent.lent_by)
    return lent.lent_by.is_active and meetings.filter(pk=lent.meeting_id).exists()


@transaction.atomic
def take_back(lent: LentScreen) -> None:
    if LentScreen.objects.filter(pk=lent.pk, taken_back_at=None).update(taken_back_at=timezone.now()):
        publish(lent.topic, "rights")


def look_again(screens: Iterable[LentScreen]) -> None:
    """Who lent these may lead no more: each asks whether it may still show anything."""
    publish_each([lent.topic for lent in screens], "rights")
