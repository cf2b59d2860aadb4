"""A note on the big screen is taken down when not all of the group may read it any more, in the act that did it.

Called by signals: what changes notes and seals studies stands below and knows nothing of meetings.
"""

from collections.abc import Collection
from typing import Any

from django.db.models import Q

from studyapp.annotations.models import Annotation
from studyapp.live.services import publish
from studyapp.meetings.models import Meeting
from studyapp.studies.models import Study


def after_notes(sender: object, *, notes: Collection[int], **_more: Any) -> None:
    """Deleted, hidden and taken back ones go; of a rewritten one the screen shows the new words."""
    look_at(Q(shown__in=notes))


def after_study(sender: object, *, instance: Study, update_fields: Collection[str] | None, **_more: Any) -> None:
    if update_fields and "sealed_at" in update_fields:
        look_at(Q(shown__study=instance))


def look_at(which: Q) -> None:
    """In the order of their names, as all who tell do."""
    for meeting in sorted(Meeting.objects.filter(which), key=lambda each: each.topic):
        readable = Annotation.objects.shared().filter(pk=meeting.shown_id, study__in=Study.objects.open())
        if not readable.exists():
            Meeting.objects.filter(pk=meeting.pk).update(shown=None)
        publish(meeting.topic, "screen")
