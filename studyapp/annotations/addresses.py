"""Where a note is looked at."""

from django.urls import reverse

from studyapp.annotations.models import Annotation


def address_of(annotation: Annotation) -> str:
    """The paragraph with the note open, of a row with its number; the thread alone where there is no paragraph."""
    if annotation.number is None:
        return reverse("annotations:thread", args=[annotation.pk])
    page = reverse("reading:paragraph", args=[annotation.article_id, annotation.number])
    return f"{page}?note={annotation.pk}#p{annotation.number}"
