"""Leading a meeting: beginning and ending it, and taking everybody to a place in the text."""

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from studyapp.accounts.models import User
from studyapp.annotations.models import Annotation
from studyapp.groups.models import Role
from studyapp.library.models import Paragraph
from studyapp.live.services import publish
from studyapp.meetings.models import FocusVisit, Meeting, Part
from studyapp.meetings.services import clocks
from studyapp.meetings.services.attending import check_in


class NotRunningError(Exception):
    """The meeting has not begun, or is over."""


@transaction.atomic
def start(meeting: Meeting, *, by: User) -> Meeting:
    """Begin. Who begins leads, and is there; begun again by somebody else, it goes on as it is."""
    meeting = held(meeting)
    if meeting.cancelled_at:
        raise NotRunningError
    if meeting.started_at is None:
        meeting.started_at, meeting.lead = timezone.now(), by
        meeting.save(update_fields=["started_at", "lead"])
        publish(meeting.topic, "started")
        check_in(meeting, user=by)
    return meeting


@transaction.atomic
def end(meeting: Meeting) -> Meeting:
    meeting = held(meeting)
    if meeting.is_running:
        meeting.ended_at = timezone.now()
        meeting.save(update_fields=["ended_at"])
        close_visit(meeting)
        clocks.stop(meeting)
        publish(meeting.topic, "ended")
    return meeting


@transaction.atomic
def resume(meeting: Meeting) -> Meeting:
    """It was ended by mistake: go on where it was."""
    meeting = held(meeting)
    if meeting.can_be_resumed:
        meeting.ended_at = None
        meeting.save(update_fields=["ended_at"])
        open_visit(meeting)
        clocks.go_on(meeting)
        publish(meeting.topic, "resumed")
    return meeting


@transaction.atomic
def focus(meeting: Meeting, *, paragraph: Paragraph, by: User) -> Meeting:
    """Take everybody to this paragraph. Of two who lead at once the last one wins. Raises NotRunningError."""
    meeting = held(meeting)
    if not meeting.is_running:
        raise NotRunningError
    close_visit(meeting)
    meeting.revision_id, meeting.focus_start, meeting.lead = paragraph.revision_id, paragraph.start, by
    meeting.moves = F("moves") + 1
    meeting.save(update_fields=["revision", "focus_start", "lead", "moves"])
    meeting.refresh_from_db(fields=["moves"])
    open_visit(meeting)
    publish(
        meeting.topic,
        "focus",
        paragraph=paragraph.number or 0,
        revision=paragraph.revision_id,
        start=paragraph.start,
        moves=meeting.moves,
    )
    return meeting


def leaders(meeting: Meeting) -> "QuerySet[User]":
    """Who may lead it: facilitators of the group, and members who are named for this meeting."""
    of_group = Q(memberships__group=meeting.group_id, memberships__role__gte=Role.FACILITATOR)
    named = Q(
        memberships__group=meeting.group_id,
        meeting_parts__meeting=meeting,
        meeting_parts__role=Part.Role.FACILITATOR,
    )
    found: QuerySet[User] = User.objects.filter(of_group | named, is_active=True)
    return found.distinct().order_by("display_name", "pk")


@transaction.atomic
def hand_over(meeting: Meeting, *, to: User) -> Meeting:
    """Let somebody else lead; `to` must be one of those who may."""
    meeting = held(meeting)
    meeting.lead = to
    meeting.save(update_fields=["lead"])
    publish(meeting.topic, "lead")
    return meeting


@transaction.atomic
def show_note(meeting: Meeting, note: Annotation | None) -> Meeting:
    """Put a note on the big screen, or take it off. Whoever calls this has seen that all may read it."""
    meeting = held(meeting)
    meeting.shown = note
    meeting.save(update_fields=["shown"])
    publish(meeting.topic, "screen")
    return meeting


def close_visit(meeting: Meeting) -> None:
    meeting.visits.filter(ended_at=None).update(ended_at=timezone.now())


def open_visit(meeting: Meeting) -> None:
    if meeting.revision_id is None or meeting.focus_start is None:
        return
    there = Paragraph.objects.filter(revision=meeting.revision_id, start=meeting.focus_start).first()
    if there:
        FocusVisit.objects.create(
            meeting=meeting, revision_id=there.revision_id, start=there.start, number=there.number
        )


def held(meeting: Meeting) -> Meeting:
    """The meeting as it is now, and nobody else's turn until the transaction ends."""
    return Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
