"""What runs in a meeting and is stopped: the item's clock, the speech, the poll, the stay at a paragraph. Call with the
meeting held.
"""

from datetime import datetime
from secrets import SystemRandom, token_hex

from django.db.models import F
from django.utils import timezone

from studyapp.library.models import Paragraph
from studyapp.meetings.models import AgendaItem, Ballot, FocusVisit, Meeting, Poll


def leave_off(meeting: Meeting, *, now: datetime) -> None:
    """Write down how long the item took that ran until now."""
    item = meeting.item
    if item is None or item.began_at is None:
        return
    item.spent = round(item.elapsed(now).total_seconds())
    item.began_at, item.paused_at, item.done_at = None, None, now
    item.save(update_fields=["spent", "began_at", "paused_at", "done_at"])


def close_speech(meeting: Meeting, *, now: datetime) -> None:
    meeting.speeches.filter(ended_at=None).update(ended_at=now)


def close_poll(meeting: Meeting, *, now: datetime) -> None:
    for poll in meeting.polls.filter(closed_at=None):
        shut(poll, now=now)


def shut(poll: Poll, *, now: datetime) -> bool:
    """False when it was shut before."""
    is_shut = bool(Poll.objects.filter(pk=poll.pk, closed_at=None).update(closed_at=now))
    if is_shut and poll.is_anonymous:
        forget_voters(poll)
    return is_shut


def forget_voters(poll: Poll) -> None:
    """From now on nobody finds out who chose what, not even with the database and the key: the ballots lie in another
    order, under signs that nobody was given. Who answered stays known, so that reopened it counts nobody twice.
    """
    poll.refresh_from_db(fields=["answered"])
    signs, chosen = set(poll.answered), []
    for voter, choice in poll.ballots.values_list("voter", "chosen"):
        signs.add(voter)
        chosen.append(choice)
    poll.answered = sorted(signs)
    poll.save(update_fields=["answered"])
    SystemRandom().shuffle(chosen)
    poll.ballots.all().delete()
    Ballot.objects.bulk_create(Ballot(poll=poll, voter=token_hex(32), chosen=each) for each in chosen)


def leave_place(meeting: Meeting, *, now: datetime) -> None:
    meeting.visits.filter(ended_at=None).update(ended_at=now)


def stay(meeting: Meeting) -> None:
    """From now on everybody is where the focus is."""
    now = timezone.now()
    leave_place(meeting, now=now)
    if meeting.revision_id is None or meeting.focus_start is None:
        return
    there = Paragraph.objects.filter(revision=meeting.revision_id, start=meeting.focus_start).first()
    if there:
        FocusVisit.objects.create(
            meeting=meeting, revision_id=there.revision_id, start=there.start, number=there.number, began_at=now
        )


def stay_if_read(meeting: Meeting, item: AgendaItem | None) -> None:
    """While this item runs: not in a break, nor while it is paused."""
    if item and (item.paused_at or item.kind == AgendaItem.Kind.BREAK):
        leave_place(meeting, now=timezone.now())
    elif not meeting.visits.filter(ended_at=None).exists():
        stay(meeting)


def stop(meeting: Meeting, *, now: datetime) -> None:
    """The meeting ends: nobody goes on speaking, nothing is asked any more. `now` is when it ended."""
    item = meeting.item
    was_paused = item is not None and item.paused_at is not None
    leave_off(meeting, now=now)
    if item and was_paused:  # remembered, in case the end was a mistake
        item.paused_at = now
        item.save(update_fields=["paused_at"])
    close_speech(meeting, now=now)
    close_poll(meeting, now=now)
    leave_place(meeting, now=now)


def go_on(meeting: Meeting, *, stopped_at: datetime) -> None:
    """The end was a mistake: what it stopped goes on as it was. The time in between counts for nothing."""
    now = timezone.now()
    item = meeting.item
    if item and item.began_at is None:
        item.began_at, item.done_at = now, None
        item.paused_at = now if item.paused_at else None
        item.save(update_fields=["began_at", "done_at", "paused_at"])
    cut_short = meeting.speeches.filter(ended_at=stopped_at, began_at__lt=stopped_at)  # not one that was added since
    cut_short.update(ended_at=None, began_at=F("began_at") + (now - stopped_at))
    meeting.polls.filter(closed_at=stopped_at).update(closed_at=None)
    stay_if_read(meeting, item)
