"""Speaking: raising a hand, having the floor, and the line that the recorder writes of it."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from studyapp.accounts.models import User
from studyapp.library.models import Paragraph
from studyapp.live.services import publish
from studyapp.meetings.models import Attendance, Hand, Meeting, Part, Speech
from studyapp.meetings.services.clocks import close_speech
from studyapp.meetings.services.holding import running, running_with, unsigned
from studyapp.meetings.services.telling import tell_summary, untell_summary

USUAL_MINUTES = 3
LATELY = timedelta(minutes=5)  # as long as a page is believed to be where it said


class StaleSummaryError(Exception):
    """Somebody has changed the line since it was read."""


@transaction.atomic
def raise_hand(attendance: Attendance, *, paragraph: int | None = None) -> Hand:
    """Ask for the floor, on a paragraph if there is one; who is prepared comes first. Raised again, it may be about
    another paragraph and keeps its place. Raises NotRunningError, GoneError.
    """
    meeting = running_with(attendance)
    prepared = meeting.parts.filter(user=attendance.user_id, role=Part.Role.KEY_SPEAKER).exists()
    hand, _ = Hand.objects.update_or_create(
        meeting=meeting,
        attendance=attendance,
        lowered_at=None,
        defaults={"paragraph": paragraph, "is_prepared": bool(attendance.user_id) and prepared},
    )
    publish(meeting.topic, "hands")
    return hand


@transaction.atomic
def lower_hand(attendance: Attendance) -> None:
    if Hand.objects.filter(attendance=attendance, lowered_at=None).update(lowered_at=timezone.now()):
        publish(attendance.meeting.topic, "hands")


@transaction.atomic
def give_floor(attendance: Attendance, *, minutes: int = USUAL_MINUTES) -> Speech:
    """Let somebody speak now; who spoke until now has spoken. Given once more to who has it, it goes on as it is.
    Raises NotRunningError, GoneError.
    """
    meeting = running_with(attendance)
    hand = Hand.objects.filter(attendance=attendance, lowered_at=None).first()
    Hand.objects.filter(attendance=attendance, lowered_at=None).update(lowered_at=timezone.now())
    speech = meeting.speeches.filter(ended_at=None, attendance=attendance).first()
    if speech is None:
        close_speech(meeting, now=timezone.now())
        paragraph = hand.paragraph if hand else None
        speech = Speech.objects.create(
            meeting=meeting, attendance=attendance, item_id=meeting.item_id, paragraph=paragraph, minutes=minutes
        )
    if hand:
        publish(meeting.topic, "hands")
    publish(meeting.topic, "floor")
    return speech


@transaction.atomic
def end_speech(speech: Speech) -> None:
    """Only this one: whoever has the floor by now keeps it. Raises NotRunningError."""
    meeting = running(speech.meeting)
    if Speech.objects.filter(pk=speech.pk, ended_at=None).update(ended_at=timezone.now()):
        publish(meeting.topic, "floor")


@transaction.atomic
def summarise(speech: Speech, *, summary: str, edition: int, by: User | None) -> Speech:
    """发言摘要, by the recorder or put right by who spoke; `by` is None for a guest, who can only have spoken.
    Raises SignedError, StaleSummaryError.
    """
    meeting = unsigned(speech.meeting)
    speech = Speech.objects.select_related("attendance").get(pk=speech.pk)
    is_new = speech.summary != summary
    if speech.edition != edition and is_new:
        raise StaleSummaryError
    is_checked = by is None or speech.attendance.user_id == by.pk
    speech.checked_at = timezone.now() if is_checked else None
    if is_new:
        speech.summary, speech.edition = summary, speech.edition + 1
    speech.save(update_fields=["summary", "edition", "checked_at"])
    publish(meeting.topic, "floor")
    if by is None or is_checked or not summary:
        untell_summary(speech)
    elif is_new:
        tell_summary(speech, by=by)
    return speech


def paragraph_of(attendance: Attendance) -> int | None:
    """The number of the paragraph on their page; where everybody is, when their page has not said it lately."""
    meeting, seen = attendance.meeting, attendance.seen_at
    revision, start = meeting.revision_id, meeting.focus_start
    if seen and attendance.revision_id and timezone.now() - seen < LATELY:
        revision, start = attendance.revision_id, attendance.at_start
    if start is None:
        return None
    return Paragraph.objects.filter(revision=revision, start=start).values_list("number", flat=True).first()


def silent(meeting: Meeting) -> int:
    """How many of those present and voting have not spoken; only who leads is told."""
    voting = meeting.attendances.there().filter(is_voting=True)
    return int(voting.exclude(pk__in=meeting.speeches.values("attendance")).count())
