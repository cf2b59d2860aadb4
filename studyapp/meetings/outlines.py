"""发言提纲 from one's own notes: quotes of the meeting's texts, and what one wrote to them."""

from collections.abc import Iterable
from typing import Any

from studyapp.accounts.models import User
from studyapp.annotations.models import Annotation
from studyapp.annotations.models.annotations import AnnotationQuerySet
from studyapp.annotations.notebook import for_rows
from studyapp.meetings.models import Meeting

MOST_NOTES = 100


def own_notes(meeting: Meeting, *, reader: User) -> AnnotationQuerySet:
    """Nobody else's, whatever the reader could see."""
    articles = meeting.studies.values("article")
    mine = Annotation.objects.own(reader).filter(article__in=articles)
    return mine.exclude(kind=Annotation.Kind.TOPIC).order_by("article", "start", "pk")


def notes_of(meeting: Meeting, *, reader: User) -> list[Any]:
    """In the order of the text, each with its article and the `number` of its paragraph."""
    return list(for_rows(own_notes(meeting, reader=reader))[:MOST_NOTES])


def joined(outline: str, notes: Iterable[Annotation]) -> str:
    """The notes as plain words behind what is there."""
    return "\n\n".join([*filter(None, [outline.strip()]), *map(worded, notes)])


def worded(note: Annotation) -> str:
    quote = f"「{' '.join(note.quote.split())}」" if note.quote else ""
    return "\n".join(filter(None, [quote, note.body.strip()]))
