"""Running the agenda: one item after the other, each with the time that it really took.

Two may lead at once. An act says which item it was pressed at; when another one runs by now it comes too late and
changes nothing, so that two presses of “next” at the same moment go on by one.
"""

from django.db import transaction
from django.utils import timezone

from studyapp.annotations.models import Annotation
from studyapp.annotations.services import moderation
from studyapp.annotations.services.marks import one_held
from studyapp.live.services import publish
from studyapp.meetings.models import AgendaItem, Meeting, Parked
from studyapp.meetings.services.clocks import leave_off, stay_if_read
from studyapp.meetings.services.holding import running

LONGER = 5  # minutes that one more tap adds
LONGEST = 600  # minutes of an item


@transaction.atomic
def take_up(item: AgendaItem) -> None:
    """Begin this item, new or once more; the one before is done. Raises NotRunningError."""
    begin(running(item.meeting), item)


@transaction.atomic
def next_item(meeting: Meeting, *, seen: int | None) -> None:
    """The first behind the present one that is not done; none at the end of the agenda."""
    meeting = running(meeting)
    if meeting.item_id == seen:
        go_on(meeting)


@transaction.atomic
def previous_item(meeting: Meeting, *, seen: int | None) -> None:
    """Back to the one before the present one, or to the last when the agenda was done."""
    meeting = running(meeting)
    before = split(meeting)[0]
    if meeting.item_id == seen and before:
        begin(meeting, before[-1])


@transaction.atomic
def skip_item(item: AgendaItem) -> None:
    """Not today; when it is the one that runs, the next one begins. What is done by now stays done."""
    meeting = running(item.meeting)
    AgendaItem.objects.filter(pk=item.pk, done_at=None).update(skipped=True)
    if meeting.item_id == item.pk:
        go_on(meeting)
    else:
        publish(meeting.topic, "agenda")


@transaction.atomic
def pause_item(item: AgendaItem, *, paused: bool) -> None:
    """Stop the clock of the item that runs, or let it go on."""
    meeting = running(item.meeting)
    now = timezone.now()
    item.refresh_from_db()
    if meeting.item_id != item.pk or item.began_at is None or bool(item.paused_at) == paused:
        return
    if item.paused_at:
        item.began_at += now - item.paused_at
    item.paused_at = now if paused else None
    item.save(update_fields=["began_at", "paused_at"])
    stay_if_read(meeting, item)
    publish(meeting.topic, "agenda")


@transaction.atomic
def extend_item(item: AgendaItem, *, minutes: int = LONGER) -> None:
    meeting = running(item.meeting)
    item.refresh_from_db(fields=["minutes"])
    item.minutes = min(LONGEST, item.minutes + minutes)
    item.save(update_fields=["minutes"])
    publish(meeting.topic, "agenda")


@transaction.atomic
def park(meeting: Meeting, *, question: Annotation | None = None, text: str = "") -> Parked:
    """会后再议: put off a question, pinned to the text or only said."""
    question = question and one_held(question)  # before the meeting: so does who hides a note that is on its screen
    meeting = running(meeting)
    parked, _ = Parked.objects.get_or_create(meeting=meeting, annotation=question, text=text)
    if question:
        moderation.park(question)
    publish(meeting.topic, "agenda")
    return parked


@transaction.atomic
def take_back(parked: Parked) -> None:
    """It is not put off any more: the question is open again."""
    question = parked.annotation and one_held(parked.annotation)
    meeting = running(parked.meeting)
    parked.delete()
    if question and question.status == Annotation.Status.PARKED:
        moderation.reopen(question)
    publish(meeting.topic, "agenda")


def begin(meeting: Meeting, item: AgendaItem | None) -> None:
    """Call with the meeting held. None: the agenda is done."""
    if item and meeting.item_id == item.pk:
        return
    leave_off(meeting, now=timezone.now())
    if item:
        AgendaItem.objects.filter(pk=item.pk).update(
            began_at=timezone.now(), paused_at=None, done_at=None, skipped=False
        )
    meeting.item_id = item.pk if item else None
    meeting.save(update_fields=["item"])
    stay_if_read(meeting, item)
    publish(meeting.topic, "agenda")


def go_on(meeting: Meeting) -> None:
    behind = split(meeting)[1]
    begin(meeting, next((item for item in behind if not item.done_at and not item.skipped), None))


def split(meeting: Meeting) -> tuple[list[AgendaItem], list[AgendaItem]]:
    """The agenda before and behind the item that runs. Nothing is before the first one; when all is done, all is."""
    items = list(meeting.agenda.all())
    places = [place for place, item in enumerate(items) if item.pk == meeting.item_id]
    if places:
        return items[: places[0]], items[places[0] + 1 :]
    has_begun = any(item.done_at for item in items)
    return (items, items) if has_begun else ([], items)
