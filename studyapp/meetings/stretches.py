"""Agenda items and the paragraphs that they are about: people say numbers, rows hold code points."""

from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from studyapp.library.models import Paragraph, Revision
from studyapp.meetings.models import AgendaItem


def with_paragraphs(items: QuerySet[AgendaItem]) -> Any:
    """Adds `first` and `last`, the numbers of the paragraphs; None where an item is about none, or its text is gone."""
    numbered = Paragraph.objects.filter(revision=OuterRef("revision"), number__isnull=False)
    first = numbered.filter(end__gt=OuterRef("start")).order_by("start").values("number")[:1]
    last = numbered.filter(start__lt=OuterRef("end")).order_by("-start").values("number")[:1]
    return items.annotate(first=Subquery(first), last=Subquery(last))


def span(revision: Revision, first: int, last: int) -> tuple[int, int] | None:
    """`[start, end)` of the paragraphs with these numbers; None when the text has not both, in this order."""
    rows = {row.number: row for row in revision.paragraphs.filter(number__in=(first, last))}
    if first > last or {first, last} - rows.keys():
        return None
    return rows[first].start, rows[last].end
