"""小调查: asking those present, and counting."""

from collections import Counter
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from studyapp.live.services import publish
from studyapp.meetings.codes import derived
from studyapp.meetings.models import Attendance, Ballot, Meeting, Poll
from studyapp.meetings.services.attending import votes
from studyapp.meetings.services.clocks import close_poll, shut
from studyapp.meetings.services.holding import running


class ClosedPollError(Exception):
    """It no longer takes answers, or none from this voter."""


@transaction.atomic
def ask(
    meeting: Meeting, *, question: str, choices: Sequence[str], is_multiple: bool = False, is_anonymous: bool = True
) -> Poll:
    """Open a poll; the one before is closed. Raises NotRunningError."""
    meeting = running(meeting)
    close_poll(meeting, now=timezone.now())
    meeting.polls.update(answered=[])  # those before are not reopened any more
    poll = Poll.objects.create(
        meeting=meeting, question=question, choices=list(choices), is_multiple=is_multiple, is_anonymous=is_anonymous
    )
    publish(meeting.topic, "poll")
    return poll


@transaction.atomic
def answer(poll: Poll, *, attendance: Attendance, chosen: Sequence[int]) -> Ballot:
    """One ballot for each who votes; it may be changed until the poll is closed, and once it is reopened when it is by
    name. Raises ClosedPollError.
    """
    poll = Poll.objects.select_for_update(of=("self",)).select_related("meeting").get(pk=poll.pk)
    if poll.closed_at or attendance.meeting_id != poll.meeting_id or not has_vote(attendance):
        raise ClosedPollError
    if has_answered(poll, attendance):
        raise ClosedPollError
    valid = sorted({index for index in chosen if 0 <= index < len(poll.choices)})
    ballot, _ = Ballot.objects.update_or_create(
        poll=poll,
        voter=voter(poll, attendance),
        defaults={
            "attendance": None if poll.is_anonymous else attendance,
            "chosen": valid if poll.is_multiple else valid[:1],
        },
    )
    publish(poll.meeting.topic, "poll")
    return ballot


def has_vote(attendance: Attendance) -> bool:
    """Who came as a member and is one still: an observer has none, nor has who was made one meanwhile."""
    return attendance.is_voting and attendance.user is not None and votes(attendance.meeting, attendance.user)


@transaction.atomic
def close(poll: Poll) -> None:
    if shut(poll, now=timezone.now()):
        publish(poll.meeting.topic, "poll")


@transaction.atomic
def reopen(poll: Poll) -> None:
    """It was closed by mistake: go on. Only the last one. Raises NotRunningError, ClosedPollError."""
    meeting = running(poll.meeting)
    if meeting.polls.first() != poll:
        raise ClosedPollError
    if Poll.objects.filter(pk=poll.pk).exclude(closed_at=None).update(closed_at=None):
        publish(meeting.topic, "poll")


def has_answered(poll: Poll, attendance: Attendance) -> bool:
    """Before an anonymous poll was closed and reopened: which ballot was theirs is known to nobody any more."""
    return poll.is_anonymous and voter(poll, attendance) in poll.answered


def voter(poll: Poll, attendance: Attendance) -> str:
    """Tells two voters apart without naming them."""
    return derived("voter", f"{poll.pk}.{attendance.pk}").hex()


def counts(poll: Poll) -> list[int]:
    """How many chose each."""
    chosen = Counter(index for ballot in poll.ballots.values_list("chosen", flat=True) for index in ballot)
    return [chosen[index] for index in range(len(poll.choices))]
