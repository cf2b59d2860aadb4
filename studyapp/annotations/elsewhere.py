"""Notes whose words are written on a page of their own. The floors above know which these are, and say so here."""

from collections.abc import Callable

from studyapp.annotations.models import Annotation

finders: list[Callable[[Annotation], str | None]] = []


def written_at(note: Annotation) -> str | None:
    """The address of that page; None for most notes, which are changed where they stand."""
    return next((address for find in finders if (address := find(note))), None)
