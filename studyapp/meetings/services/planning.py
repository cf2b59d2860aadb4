"""Planning a meeting: when, where, about what, who does what in it, and telling the group."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from studyapp.accounts.models import User
from studyapp.groups.models import StudyGroup
from studyapp.inbox import services as inbox
from studyapp.inbox.models import Notification
from studyapp.live.services import publish
from studyapp.meetings.codes import new_nonce
from studyapp.meetings.models import Meeting, Part
from studyapp.meetings.services.attending import show_guests_out
from studyapp.meetings.services.holding import held
from studyapp.meetings.services.screens import look_again
from studyapp.meetings.services.taking_down import tell_texts
from studyapp.meetings.services.telling import tell_members
from studyapp.studies.models import Study

Kind = Notification.Kind


class LastFacilitatorError(Exception):
    """A meeting has somebody who leads it."""


@transaction.atomic
def plan(
    group: StudyGroup,
    *,
    by: User,
    title: str,
    starts_at: datetime,
    studies: Iterable[Study],
    parts: Mapping[str, Iterable[User]] | None = None,
    **details: object,
) -> Meeting:
    """A new meeting. `parts`: who does what; who plans it facilitates it until somebody else is named.

    `details`: other fields of Meeting.
    """
    meeting = Meeting(group=group, created_by=by, title=title, starts_at=starts_at, nonce=new_nonce())
    for name, value in {"time_zone": by.time_zone, **details}.items():
        setattr(meeting, name, value)
    meeting.save()
    meeting.studies.set(studies)
    named = {Part.Role.FACILITATOR: [by], **(parts or {})}
    Part.objects.bulk_create(
        Part(meeting=meeting, user=user, role=role) for role, people in named.items() for user in people
    )
    return meeting


@transaction.atomic
def change(
    meeting: Meeting, *, by: User, studies: Iterable[Study], is_told: bool = False, **details: object
) -> Meeting:
    """What stands in the plan. `is_told`: the group hears of it."""
    for name, value in details.items():
        setattr(meeting, name, value)
    meeting.save(update_fields=list(details))
    before = set(meeting.studies.values_list("article", flat=True))
    meeting.studies.set(studies)
    tell_texts(meeting, before ^ set(meeting.studies.values_list("article", flat=True)))
    if not meeting.guests_allowed:
        show_guests_out(meeting)
    publish(meeting.topic, "agenda")
    if is_told:
        announce(meeting, by=by)
    return meeting


@transaction.atomic
def name_part(meeting: Meeting, *, user: User, role: str) -> Part:
    part, _ = Part.objects.get_or_create(meeting=meeting, user=user, role=role)
    publish(meeting.topic, "lead")
    return part


@transaction.atomic
def drop_part(part: Part) -> None:
    """Raises LastFacilitatorError."""
    meeting = held(part.meeting)
    leading = meeting.parts.filter(role=Part.Role.FACILITATOR)
    if part.role == Part.Role.FACILITATOR and not leading.exclude(pk=part.pk).exists():
        raise LastFacilitatorError
    part.delete()
    publish(meeting.topic, "lead")
    look_again(meeting.lent_screens.opened().filter(lent_by=part.user_id))


@transaction.atomic
def write_outline(part: Part, outline: str) -> None:
    part.outline = outline
    part.save(update_fields=["outline"])


@transaction.atomic
def announce(meeting: Meeting, *, by: User) -> None:
    """通知: every member of the group hears of it. Who has read of it before hears that something has changed."""
    meeting.announced_at = timezone.now()
    meeting.save(update_fields=["announced_at"])
    knowing = set(
        Notification.objects.filter(subject=meeting.topic, kind=Kind.MEETING, read_at__isnull=False).values_list(
            "user", flat=True
        )
    )
    tell_members(meeting, {pk: Kind.CHANGED if pk in knowing else Kind.MEETING for pk in others(meeting, by)}, by=by)


@transaction.atomic
def cancel(meeting: Meeting, *, by: User) -> None:
    """It does not take place. Who was told of it is told so; a meeting that has begun can only be ended."""
    meeting = held(meeting)
    if meeting.started_at or meeting.cancelled_at:
        return
    meeting.cancelled_at = timezone.now()
    meeting.save(update_fields=["cancelled_at"])
    inbox.retract(meeting.topic)
    if meeting.announced_at:
        tell_members(meeting, dict.fromkeys(others(meeting, by), Kind.CANCELLED), by=by)


def others(meeting: Meeting, by: User) -> list[int]:
    return list(meeting.group.memberships.exclude(user=by).values_list("user", flat=True))
