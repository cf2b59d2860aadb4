"""What a meeting decides 决定事项 and who is to do what 待办: written down until the record is signed."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from studyapp.accounts.models import User
from studyapp.inbox import services as inbox
from studyapp.live.services import publish
from studyapp.meetings.models import Attendance, Decision, Meeting, ToDo
from studyapp.meetings.services.attending import entry
from studyapp.meetings.services.holding import unsigned
from studyapp.meetings.services.records import write
from studyapp.meetings.services.telling import tell_to_do, untell_to_do


class StaleRowError(Exception):
    """Somebody has changed it since it was read. `row` is as it is now."""

    def __init__(self, row: Decision | ToDo) -> None:
        super().__init__()
        self.row = row


@transaction.atomic
def decide(meeting: Meeting, *, text: str, by: User) -> Decision:
    """Raises SignedError, as all acts here that change the record."""
    meeting = unsigned(meeting)
    decision = Decision.objects.create(meeting=meeting, text=text)
    write_if_over(meeting, by=by)
    return decision


@transaction.atomic
def change_decision(decision: Decision, *, text: str, was: str, by: User) -> Decision:
    """`was` is what it said when it was read. Raises StaleRowError."""
    meeting = unsigned(decision.meeting)
    decision = Decision.objects.get(pk=decision.pk)
    if decision.text != was:
        raise StaleRowError(decision)
    decision.text = text
    decision.save(update_fields=["text"])
    write_if_over(meeting, by=by)
    return decision


@transaction.atomic
def give(meeting: Meeting, *, text: str, owner: User | None, due_on: date | None, by: User) -> ToDo:
    meeting = unsigned(meeting)
    to_do = ToDo.objects.create(meeting=meeting, text=text, owner=owner, due_on=due_on)
    write_if_over(meeting, by=by)
    tell_to_do(to_do, by=by)
    return to_do


@transaction.atomic
def change_to_do(to_do: ToDo, *, text: str, owner: User | None, due_on: date | None, was: str, by: User) -> ToDo:
    """`was` is what it `said` when it was read. Raises StaleRowError."""
    meeting = unsigned(to_do.meeting)
    to_do = ToDo.objects.get(pk=to_do.pk)
    if to_do.said != was:
        raise StaleRowError(to_do)
    before = ToDo(pk=to_do.pk, meeting=meeting, owner_id=to_do.owner_id)
    to_do.text, to_do.owner, to_do.due_on = text, owner, due_on
    to_do.save(update_fields=["text", "owner", "due_on"])
    write_if_over(meeting, by=by)
    if to_do.owner_id != before.owner_id:
        inbox.ring({pk for pk in (before.owner_id, to_do.owner_id) if pk})  # both, in one order, before one of them
        untell_to_do(before)
        tell_to_do(to_do, by=by)
    return to_do


@transaction.atomic
def drop(row: Decision | ToDo, *, by: User) -> None:
    meeting = unsigned(row.meeting)
    if isinstance(row, ToDo):
        untell_to_do(row)
    row.delete()
    write_if_over(meeting, by=by)


@transaction.atomic
def tick(to_do: ToDo, *, done: bool) -> None:
    """Done, or not after all; the record says what was to be done, not what was."""
    now = timezone.now() if done else None
    if ToDo.objects.filter(pk=to_do.pk, done_at__isnull=done).update(done_at=now) and done:
        untell_to_do(to_do)


@transaction.atomic
def make_up(meeting: Meeting, *, user: User) -> Attendance:
    """补学: who was absent has read what was read. It stands in the record, or beside it once it is signed."""
    mine = entry(meeting, user)
    if not mine.is_present and mine.made_up_at is None:
        mine.made_up_at = timezone.now()
        mine.save(update_fields=["made_up_at"])
    return mine


def write_if_over(meeting: Meeting, *, by: User) -> None:
    publish(meeting.topic, "decisions")
    if meeting.is_over:
        write(meeting, by=by)
