"""What follows when a group's notes change: the heat of the paragraphs, and a notice to who is reading them."""

from django.db import transaction

from studyapp.annotations.heat import Mark, warmth
from studyapp.annotations.models import Annotation, Heat
from studyapp.library.models import Paragraph
from studyapp.live.services import publish
from studyapp.studies.models import Study

SHOWN = 4  # notes beside a paragraph, at most


@transaction.atomic
def tell(annotation: Annotation, *, study: Study | None = None) -> None:
    """Call when a note of a group has changed in any way; `study` when it was, but is no longer, for that one."""
    study = study or annotation.study
    if study is None:
        return
    rows = Paragraph.objects.filter(revision=annotation.revision_id)
    touched = list(rows.filter(start__lt=annotation.end, end__gt=annotation.start).defer("text"))
    for paragraph in touched:
        warm(study, paragraph)
    if not study.is_sealed:
        publish(study.topic, "marked", paragraphs=[row.number for row in touched if row.number])


def warm(study: Study, paragraph: Paragraph) -> None:
    """Work out again what the group's marks on this paragraph come to."""
    shared = Annotation.objects.shared().filter(study=study, revision=paragraph.revision_id)
    there = shared.touching(paragraph.start, paragraph.end)
    rows = there.values_list("start", "end", "author_id", "kind", "status")
    marks = [Mark(start, end, author, flag_of(kind, status)) for start, end, author, kind, status in rows]
    notes = shared.filter(paragraph=paragraph.start).exclude(body="")
    asked = notes.filter(kind=Annotation.Kind.QUESTION, status=Annotation.Status.OPEN)
    top = notes.order_by("-reply_count", "-agree_count", "-shared_at").values_list("pk", flat=True)
    first = list(asked.order_by("-me_too_count", "-shared_at").values_list("pk", flat=True)[:SHOWN])
    Heat.objects.update_or_create(
        study=study,
        revision_id=paragraph.revision_id,
        paragraph=paragraph.start,
        defaults={
            "spans": warmth(marks, start=paragraph.start, end=paragraph.end),
            "top": list(dict.fromkeys([*first, *top[:SHOWN]]))[:SHOWN],
            "notes": notes.count(),
            "questions": asked.count(),
        },
    )


def flag_of(kind: str, status: str) -> str:
    if kind == Annotation.Kind.QUESTION:
        return "q" if status == Annotation.Status.OPEN else ""
    return "k" if kind == Annotation.Kind.KEY_POINT else ""
