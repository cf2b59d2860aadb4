"""Whether the words that a reader saw stand where they say."""

from typing import Any

from django.db.models import QuerySet

from studyapp.annotations.models import LONGEST_MARK
from studyapp.library.models import Paragraph, Revision
from studyapp.ready import Ready


class LostAnchorError(Exception):
    """At that place of the text other words stand, or none."""


def lines_under(revision: Any, start: Any, end: Any) -> QuerySet[Paragraph]:
    """Those of the text on which `[start, end)` lies, in its order."""
    return Paragraph.objects.filter(revision=revision, start__lt=end, end__gt=start).order_by("start")


TEXTS = Ready(lambda revision, start, end: lines_under(revision, start, end).values_list("start", "text"))


def anchored(revision: Revision, *, start: int, end: int, quote: str) -> int:
    """The code point at which the paragraph begins in which the mark begins. Raises LostAnchorError.

    A mark begins and ends with a character of a paragraph, never with the line break between two.
    """
    if not 0 <= start < end <= min(revision.length, start + LONGEST_MARK):
        raise LostAnchorError
    lines = TEXTS(revision=revision.pk, start=start, end=end)
    if not lines or quote != quote.strip("\n"):
        raise LostAnchorError
    first = lines[0][0]
    words = "\n".join(text for _, text in lines)[start - first : end - first]
    if words != quote or not quote.strip():
        raise LostAnchorError
    return first
