"""Speaking: raising a hand, having the floor, and the line that the recorder writes of it."""

from django.db import transaction
from django.utils import timezone

from studyapp.live.services import publish
from studyapp.meetings.models import Attendance, Hand, Meeting, Part, Speech
from studyapp.meetings.services.running import running

USUAL_MINUTES = 3


class StaleSummaryError(Exception):
    """Somebody has changed the line since it was read."""


@transaction.atomic
def raise_hand(attendance: Attendance, *, paragraph: int | None = None) -> Hand:
    """Ask for the floor, on a paragraph if there is one; who is prepared comes first. Raises NotRunningError."""
    meeting = running(attendance.meeting)
    prepared = meeting.parts.filter(user=attendance.user_id, role=Part.Role.KEY_SPEAKER).exists()
    hand, _ = Hand.objects.get_or_create(
        meeting=meeting,
        attendance=attendance,
        lowered_at=None,
        defaults={"paragraph": paragraph, "is_prepared": bool(attendance.user_id) and prepared},
    )
    publish(meeting.topic, "hands")
    return hand


@transaction.atomic
def lower_hand(attendance: Attendance) -> None:
    Hand.objects.filter(attendance=attendance, lowered_at=None).update(lowered_at=timezone.now())
    publish(attendance.meeting.topic, "hands")


@transaction.atomic
def give_floor(attendance: Attendance, *, minutes: int = USUAL_MINUTES) -> Speech:
    """Let somebody speak now; who spoke until now has spoken. Raises NotRunningError."""
    meeting = running(attendance.meeting)
    close_speech(meeting)
    hand = Hand.objects.filter(attendance=attendance, lowered_at=None).first()
    Hand.objects.filter(attendance=attendance, lowered_at=None).update(lowered_at=timezone.now())
    speech = Speech.objects.create(
        meeting=meeting,
        attendance=attendance,
        item=meeting.item,
        paragraph=hand.paragraph if hand else None,
        minutes=minutes,
    )
    publish(meeting.topic, "hands")
    publish(meeting.topic, "floor")
    return speech


@transaction.atomic
def end_speech(meeting: Meeting) -> None:
    meeting = running(meeting)
    close_speech(meeting)
    publish(meeting.topic, "floor")


@transaction.atomic
def summarise(speech: Speech, *, summary: str, edition: int, by_speaker: bool = False) -> Speech:
    """发言摘要, by the recorder or put right by who spoke. Raises StaleSummaryError."""
    speech = Speech.objects.select_for_update(of=("self",)).select_related("meeting").get(pk=speech.pk)
    if speech.edition != edition:
        raise StaleSummaryError
    speech.summary, speech.edition = summary, edition + 1
    speech.checked_at = timezone.now() if by_speaker else None
    speech.save(update_fields=["summary", "edition", "checked_at"])
    publish(speech.meeting.topic, "floor")
    return speech


def close_speech(meeting: Meeting) -> None:
    meeting.speeches.filter(ended_at=None).update(ended_at=timezone.now())


def silent(meeting: Meeting) -> int:
    """How many of those present and voting have not spoken; only who leads is told."""
    there = meeting.attendances.filter(checked_in_at__isnull=False, is_voting=True, left_at=None)
    return there.exclude(speeches__meeting=meeting).count()
