"""What runs in a meeting and has to be stopped: the item's clock, the speech, the poll. Call with the meeting held."""

from django.utils import timezone

from studyapp.meetings.models import Meeting


def leave_off(meeting: Meeting) -> None:
    """Write down how long the item took that ran until now."""
    item = meeting.item
    if item is None or item.began_at is None:
        return
    now = timezone.now()
    item.spent = round(item.elapsed(now).total_seconds())
    item.began_at, item.paused_at, item.done_at = None, None, now
    item.save(update_fields=["spent", "began_at", "paused_at", "done_at"])


def close_speech(meeting: Meeting) -> None:
    meeting.speeches.filter(ended_at=None).update(ended_at=timezone.now())


def close_poll(meeting: Meeting) -> None:
    meeting.polls.filter(closed_at=None).update(closed_at=timezone.now())


def stop(meeting: Meeting) -> None:
    """The meeting ends: nobody goes on speaking, nothing is asked any more."""
    leave_off(meeting)
    close_speech(meeting)
    close_poll(meeting)


def go_on(meeting: Meeting) -> None:
    """The end was a mistake: the item goes on; the time in between is not counted."""
    item = meeting.item
    if item and item.began_at is None:
        item.began_at, item.done_at = timezone.now(), None
        item.save(update_fields=["began_at", "done_at"])
