"""A shared reflection is written in one place: whoever wants to change its topic in the discussion is led there."""

from django.urls import reverse

from studyapp.annotations.models import Annotation
from studyapp.reflections.models import Reflection


def editor_of(note: Annotation) -> str | None:
    """For the author of a topic; None where it is no reflection, or no more."""
    if note.kind != Annotation.Kind.TOPIC:
        return None
    found = Reflection.objects.own(note.author).filter(topic=note).values_list("pk", flat=True).first()
    return reverse("reflections:edit", args=[found]) if found else None
