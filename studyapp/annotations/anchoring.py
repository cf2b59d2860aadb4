"""Whether the words that a reader saw stand where they say."""

from studyapp.annotations.models import LONGEST_MARK
from studyapp.library.models import Revision


class LostAnchorError(Exception):
    """At that place of the text other words stand, or none."""


def anchored(revision: Revision, *, start: int, end: int, quote: str) -> int:
    """The code point at which the paragraph begins in which the mark begins. Raises LostAnchorError.

    A mark begins and ends with a character of a paragraph, never with the line break between two.
    """
    if not 0 <= start < end <= min(revision.length, start + LONGEST_MARK):
        raise LostAnchorError
    rows = revision.paragraphs.filter(start__lt=end, end__gt=start).order_by("start").values_list("start", "text")
    lines = list(rows)
    if not lines or quote != quote.strip("\n"):
        raise LostAnchorError
    first = lines[0][0]
    words = "\n".join(text for _, text in lines)[start - first : end - first]
    if words != quote or not quote.strip():
        raise LostAnchorError
    return first
