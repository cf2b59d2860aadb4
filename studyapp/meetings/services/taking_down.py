"""What a meeting took up, once not all of the group may read it any more: notes go off the big screen and out of a
record that is not signed yet, texts go off all pages, in the act that did it.

Called by signals: what changes notes, seals studies and withdraws texts stands below and knows nothing of meetings.
"""

from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Q

from studyapp.annotations.models import Annotation
from studyapp.library.models import Article
from studyapp.live.services import publish
from studyapp.meetings.models import Meeting
from studyapp.meetings.services import records
from studyapp.meetings.stage import studies_of
from studyapp.studies.models import Study


def after_notes(sender: object, *, notes: Collection[int], **_more: Any) -> None:
    """Deleted, hidden and taken back ones go; of a rewritten one the screen and the record have the new words."""
    look_at(Meeting.objects.filter(shown__in=notes))
    tell_anew(Q(agenda__question__in=notes) | Q(parked__annotation__in=notes))


def after_study(sender: object, *, instance: Study, update_fields: Collection[str] | None, **_more: Any) -> None:
    if update_fields and "sealed_at" in update_fields:
        look_at(Meeting.objects.filter(shown__study=instance))
        tell_anew(Q(studies=instance))


def look_at(meetings: Collection[Meeting]) -> None:
    """In the order of their names, as all who tell do."""
    for meeting in sorted(meetings, key=lambda each: each.topic):
        readable = Annotation.objects.shared().filter(pk=meeting.shown_id or 0, study__in=Study.objects.open())
        if not readable.exists():
            Meeting.objects.filter(pk=meeting.pk).update(shown=None)
        publish(meeting.topic, "screen")


def tell_anew(which: Q) -> None:
    """What records say of themselves; what somebody has written there stays as it is."""
    for meeting in Meeting.objects.past().filter(which, record__isnull=False, record__signed_at=None).distinct():
        records.write(meeting)


def after_readers(sender: object, *, article: Article, **_more: Any) -> None:
    """Of a text that is withdrawn, archived or published again."""
    meetings = Meeting.objects.coming().filter(studies__article=article).distinct()
    for meeting in sorted(meetings, key=lambda each: each.topic):
        tell_texts(meeting, [article.pk])


def tell_texts(meeting: Meeting, articles: Iterable[int]) -> None:
    """To the pages of the meeting: which of these are gone, so that nothing of them stays, and which are there."""
    there = set(studies_of(meeting).values_list("article", flat=True))
    for article in sorted(articles):
        publish(meeting.topic, "text", article=article, gone=article not in there)
