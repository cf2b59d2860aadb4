"""Running the agenda: one item after the other, each with the time that it really took."""

from django.db import transaction
from django.utils import timezone

from studyapp.annotations.models import Annotation
from studyapp.live.services import publish
from studyapp.meetings.models import AgendaItem, Meeting, Parked
from studyapp.meetings.services.leading import NotRunningError, held

LONGER = 5  # minutes that one more tap adds


@transaction.atomic
def take_up(meeting: Meeting, item: AgendaItem) -> AgendaItem:
    """Begin this item, new or once more; the one before is done. Raises NotRunningError."""
    meeting = running(meeting)
    if meeting.item_id != item.pk:
        leave_off(meeting)
        AgendaItem.objects.filter(pk=item.pk).update(
            began_at=timezone.now(), paused_at=None, done_at=None, skipped=False
        )
        meeting.item = item
        meeting.save(update_fields=["item"])
        publish(meeting.topic, "agenda")
    item.refresh_from_db()
    return item


@transaction.atomic
def next_item(meeting: Meeting) -> AgendaItem | None:
    """The first behind the present one that is not done; None at the end of the agenda."""
    meeting = running(meeting)
    behind = meeting.agenda.filter(done_at=None, skipped=False)
    if meeting.item:
        behind = behind.filter(position__gt=meeting.item.position)
    following = behind.first()
    if following:
        return take_up(meeting, following)
    leave_off(meeting)
    meeting.item = None
    meeting.save(update_fields=["item"])
    publish(meeting.topic, "agenda")
    return None


@transaction.atomic
def previous_item(meeting: Meeting) -> AgendaItem | None:
    """Back to the one before the present one, or to the last when the agenda was done."""
    meeting = running(meeting)
    before = meeting.agenda.order_by("-position", "-pk")
    if meeting.item:
        before = before.filter(position__lt=meeting.item.position)
    earlier = before.first()
    return take_up(meeting, earlier) if earlier else meeting.item


@transaction.atomic
def skip_item(item: AgendaItem) -> None:
    """Not today; what runs now is left for the next one."""
    meeting = running(item.meeting)
    AgendaItem.objects.filter(pk=item.pk).update(skipped=True)
    if meeting.item_id == item.pk:
        next_item(meeting)
    publish(meeting.topic, "agenda")


@transaction.atomic
def pause_item(meeting: Meeting) -> None:
    """Stop the clock of the item that runs, or let it go on."""
    meeting = running(meeting)
    item = meeting.item
    if item and item.began_at:
        if item.paused_at:
            item.began_at += timezone.now() - item.paused_at
            item.paused_at = None
        else:
            item.paused_at = timezone.now()
        item.save(update_fields=["began_at", "paused_at"])
        publish(meeting.topic, "agenda")


@transaction.atomic
def extend_item(meeting: Meeting, *, minutes: int = LONGER) -> None:
    meeting = running(meeting)
    if meeting.item:
        meeting.item.minutes += minutes
        meeting.item.save(update_fields=["minutes"])
        publish(meeting.topic, "agenda")


@transaction.atomic
def park(meeting: Meeting, *, question: Annotation | None = None, text: str = "") -> Parked:
    """会后再议: put off a question, pinned to the text or only said."""
    parked, _ = Parked.objects.get_or_create(meeting=running(meeting), annotation=question, text=text)
    publish(meeting.topic, "agenda")
    return parked


def leave_off(meeting: Meeting) -> None:
    """Write down how long the item took that ran until now. Call with the meeting held."""
    item = meeting.item
    if item is None or item.began_at is None:
        return
    now = timezone.now()
    item.spent = round(item.elapsed(now).total_seconds())
    item.began_at, item.paused_at, item.done_at = None, None, now
    item.save(update_fields=["spent", "began_at", "paused_at", "done_at"])


def running(meeting: Meeting) -> Meeting:
    """The meeting held, if it is running. Raises NotRunningError."""
    meeting = held(meeting)
    if not meeting.is_running:
        raise NotRunningError
    return meeting
