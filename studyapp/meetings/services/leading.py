"""Leading a meeting: beginning and ending it, and taking everybody to a place in the text."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from studyapp.accounts.models import User
from studyapp.annotations.models import Annotation
from studyapp.groups.models import Role
from studyapp.library.models import Paragraph
from studyapp.live.services import publish
from studyapp.meetings.models import Attendance, Meeting, StudyRecord
from studyapp.meetings.services import clocks
from studyapp.meetings.services.attending import check_in
from studyapp.meetings.services.discussing import mark_discussed, unmark_discussed
from studyapp.meetings.services.holding import coming, held, running
from studyapp.meetings.services.telling import untell_handed_in


@transaction.atomic
def start(meeting: Meeting, *, by: User) -> Meeting:
    """Begin. Who begins leads, and is there; begun again by somebody else, it goes on as it is.
    Raises NotRunningError when it was cancelled or is over.
    """
    meeting = coming(meeting)
    if meeting.started_at is None:
        meeting.started_at, meeting.lead = timezone.now(), by
        meeting.save(update_fields=["started_at", "lead"])
        publish(meeting.topic, "started")
        check_in(meeting, user=by)
    return meeting


@transaction.atomic
def end(meeting: Meeting) -> Meeting:
    """Ended by two, it has ended when the first did it."""
    meeting = held(meeting)
    if meeting.is_running:
        meeting.ended_at = timezone.now()
        meeting.save(update_fields=["ended_at"])
        clocks.stop(meeting, now=meeting.ended_at)
        expect(meeting)
        mark_discussed(meeting, at=meeting.ended_at)
        publish(meeting.topic, "ended")
    return meeting


def expect(meeting: Meeting) -> None:
    """Remember who belongs to the group now: who was absent stays so, whatever becomes of them in the group."""
    members = list(meeting.group.memberships.filter(role__gte=Role.MEMBER).values_list("user", flat=True))
    entries = [Attendance(meeting=meeting, user_id=user) for user in members]
    Attendance.objects.bulk_create(entries, ignore_conflicts=True)
    meeting.attendances.exclude(user=None).update(was_expected=False)
    meeting.attendances.filter(user__in=members).update(was_expected=True)


@transaction.atomic
def resume(meeting: Meeting) -> Meeting:
    """It was ended by mistake: go on where it was. A record that was handed in meanwhile is the recorder's again."""
    meeting = held(meeting)
    if meeting.ended_at and meeting.can_be_resumed:
        stopped_at, meeting.ended_at = meeting.ended_at, None
        meeting.moved_at = meeting.moved_at and meeting.moved_at + (timezone.now() - stopped_at)
        meeting.save(update_fields=["ended_at", "moved_at"])
        StudyRecord.objects.filter(meeting=meeting).update(handed_at=None, handed_by=None)
        clocks.go_on(meeting, stopped_at=stopped_at)
        unmark_discussed(meeting, ended_at=stopped_at)
        publish(meeting.topic, "resumed")
        untell_handed_in(meeting)
    return meeting


@transaction.atomic
def focus(meeting: Meeting, *, paragraph: Paragraph, by: User) -> Meeting:
    """Take everybody to this paragraph. Of two who lead at once the last one wins. Raises NotRunningError."""
    meeting = running(meeting)
    meeting.revision_id, meeting.focus_start, meeting.lead = paragraph.revision_id, paragraph.start, by
    meeting.moves, meeting.moved_at = F("moves") + 1, timezone.now()
    meeting.save(update_fields=["revision", "focus_start", "lead", "moves", "moved_at"])
    meeting.refresh_from_db(fields=["moves"])
    clocks.stay(meeting)
    publish(
        meeting.topic,
        "focus",
        paragraph=paragraph.number or 0,
        revision=paragraph.revision_id,
        start=paragraph.start,
        moves=meeting.moves,
    )
    return meeting


@transaction.atomic
def hand_over(meeting: Meeting, *, to: User) -> Meeting:
    """Let somebody else lead; `to` must be one of those who may. Raises NotRunningError."""
    meeting = coming(meeting)
    meeting.lead = to
    meeting.save(update_fields=["lead"])
    publish(meeting.topic, "lead")
    return meeting


@transaction.atomic
def show_note(meeting: Meeting, note: Annotation | None) -> Meeting:
    """Put a note on the big screen, or take it off. Whoever calls this has seen that all may read it.
    Raises NotRunningError.
    """
    meeting = coming(meeting)
    meeting.shown = note
    meeting.save(update_fields=["shown"])
    publish(meeting.topic, "screen")
    return meeting
