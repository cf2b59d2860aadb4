"""轮读: who reads what aloud, and whose turn it is."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Max

from studyapp.accounts.models import User
from studyapp.library.models import Paragraph, Revision
from studyapp.live.services import publish
from studyapp.meetings.models import Attendance, Meeting, Turn
from studyapp.meetings.services.holding import running, running_with
from studyapp.meetings.services.leading import focus
from studyapp.meetings.sharing import Piece, shares

State = Turn.State


@transaction.atomic
def share_out(
    meeting: Meeting, *, revision: Revision, start: int, end: int, readers: Sequence[Attendance], a_minute: int
) -> list[Turn]:
    """Share the paragraphs of `[start, end)` out among the readers; turns that were not read yet are dropped."""
    meeting = running(meeting)
    meeting.turns.exclude(state=State.DONE).delete()
    rows = revision.paragraphs.filter(number__isnull=False, start__gte=start, start__lt=end).order_by("start")
    pieces = [Piece(row.number or 0, row.start, row.end, sum(map(str.isalnum, row.text))) for row in rows]
    people = {reader.pk: reader for reader in readers}
    behind = meeting.turns.aggregate(last=Max("position"))["last"]
    first = 0 if behind is None else behind + 1
    turns = Turn.objects.bulk_create(
        Turn(
            meeting=meeting, attendance=people[each.reader], revision=revision, position=first + index,
            start=each.start, end=each.end, first=each.first, last=each.last, seconds=each.seconds,
        )
        for index, each in enumerate(shares(pieces, list(people), a_minute=a_minute))
    )  # fmt: skip
    publish(meeting.topic, "turns")
    return turns


@transaction.atomic
def next_turn(meeting: Meeting, *, seen: int | None, by: User) -> None:
    """The turn that is read is done; the next one begins, and everybody is taken there. `seen` is the one that was
    read when it was pressed: when another one is by now, somebody else was quicker, and nothing changes.
    """
    meeting = running(meeting)
    reading = meeting.turns.filter(state=State.READING).first()
    if (reading.pk if reading else None) != seen:
        return
    meeting.turns.filter(state=State.READING).update(state=State.DONE)
    following = meeting.turns.filter(state=State.WAITING).first()
    if following:
        following.state = State.READING
        following.save(update_fields=["state"])
        there = Paragraph.objects.get(revision=following.revision_id, start=following.start)
        focus(meeting, paragraph=there, by=by)
    publish(meeting.topic, "turns")


@transaction.atomic
def pass_turn(turn: Turn) -> None:
    """跳过: not read by this reader; it is nobody's until somebody volunteers."""
    meeting = running(turn.meeting)
    if Turn.objects.not_read().filter(pk=turn.pk).update(attendance=None, state=State.PASSED):
        publish(meeting.topic, "turns")


@transaction.atomic
def volunteer(turn: Turn, *, reader: Attendance) -> bool:
    """Take a turn that nobody has; False when somebody was quicker. Raises NotRunningError, GoneError."""
    meeting = running_with(reader)
    nobodys = Turn.objects.filter(pk=turn.pk, state=State.PASSED)
    taken = nobodys.update(attendance=reader, state=State.WAITING)
    if taken:
        publish(meeting.topic, "turns")
    return bool(taken)
