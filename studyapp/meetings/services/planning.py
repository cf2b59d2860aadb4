"""Planning a meeting: when, where, about what, and who does what in it."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from studyapp.accounts.models import User
from studyapp.groups.models import StudyGroup
from studyapp.meetings.codes import new_nonce
from studyapp.meetings.models import Meeting, Part
from studyapp.studies.models import Study


@transaction.atomic
def plan(
    group: StudyGroup, *, by: User, title: str, starts_at: datetime, studies: Iterable[Study], **details: object
) -> Meeting:
    """A new meeting; who plans it facilitates it until somebody else is named. `details`: other fields of Meeting."""
    meeting = Meeting(
        group=group, created_by=by, title=title, starts_at=starts_at, nonce=new_nonce(), time_zone=by.time_zone
    )
    for name, value in details.items():
        setattr(meeting, name, value)
    meeting.save()
    meeting.studies.set(studies)
    Part.objects.create(meeting=meeting, user=by, role=Part.Role.FACILITATOR)
    return meeting
