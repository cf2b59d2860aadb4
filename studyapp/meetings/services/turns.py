"""轮读: who reads what aloud, and whose turn it is."""

from collections.abc import Sequence

from django.db import transaction

from studyapp.library.models import Paragraph, Revision
from studyapp.live.services import publish
from studyapp.meetings.models import Attendance, Meeting, Turn
from studyapp.meetings.services.leading import focus
from studyapp.meetings.services.running import running
from studyapp.meetings.sharing import Piece, shares

State = Turn.State


@transaction.atomic
def share_out(
    meeting: Meeting, *, revision: Revision, start: int, end: int, readers: Sequence[Attendance]
) -> list[Turn]:
    """Share the paragraphs of `[start, end)` out among the readers; turns that were not read yet are dropped."""
    meeting = running(meeting)
    meeting.turns.exclude(state=State.DONE).delete()
    rows = revision.paragraphs.filter(number__isnull=False, start__gte=start, start__lt=end).order_by("start")
    pieces = [Piece(row.number or 0, row.start, row.end, sum(map(str.isalnum, row.text))) for row in rows]
    people = {reader.pk: reader for reader in readers}
    done = meeting.turns.count()
    turns = Turn.objects.bulk_create(
        Turn(
            meeting=meeting, attendance=people[each.reader], revision=revision, position=done + index,
            start=each.start, end=each.end, first=each.first, last=each.last, seconds=each.seconds,
        )
        for index, each in enumerate(shares(pieces, list(people), a_minute=meeting.characters_a_minute))
    )  # fmt: skip
    publish(meeting.topic, "turns")
    return turns


@transaction.atomic
def next_turn(meeting: Meeting, *, by: Attendance | None = None) -> Turn | None:
    """The turn that is read now is done; the next one begins, and everybody is taken there."""
    meeting = running(meeting)
    meeting.turns.filter(state=State.READING).update(state=State.DONE)
    following = meeting.turns.filter(state=State.WAITING).first()
    if following:
        following.state = State.READING
        following.save(update_fields=["state"])
        there = Paragraph.objects.get(revision=following.revision_id, start=following.start)
        leader = by.user if by and by.user else meeting.lead
        if leader:
            focus(meeting, paragraph=there, by=leader)
    publish(meeting.topic, "turns")
    return following


@transaction.atomic
def pass_turn(turn: Turn) -> None:
    """跳过: not read by this reader; it is nobody's until somebody volunteers."""
    meeting = running(turn.meeting)
    Turn.objects.filter(pk=turn.pk).exclude(state=State.DONE).update(attendance=None, state=State.PASSED)
    publish(meeting.topic, "turns")


@transaction.atomic
def volunteer(turn: Turn, *, reader: Attendance) -> bool:
    """Take a turn that nobody has; False when somebody was quicker."""
    meeting = running(turn.meeting)
    taken = Turn.objects.filter(pk=turn.pk, attendance=None).update(attendance=reader, state=State.WAITING)
    publish(meeting.topic, "turns")
    return bool(taken)
