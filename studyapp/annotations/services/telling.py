"""What follows when a group's notes change: the heat of the paragraphs, and a notice to who is reading them."""

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.db.models import Count, Q

from studyapp.annotations.heat import Mark, cut, warmth
from studyapp.annotations.models import Annotation, Heat
from studyapp.annotations.models.annotations import AnnotationQuerySet
from studyapp.library.models import Paragraph, Revision
from studyapp.live.services import publish
from studyapp.studies.models import Study

SHOWN = 4  # notes beside a paragraph, at most
OPEN = Q(kind=Annotation.Kind.QUESTION, status=Annotation.Status.OPEN)


@transaction.atomic
def tell(annotation: Annotation, *, study: Study | None = None) -> None:
    """Call when a note of a group has changed in any way; `study` when it was, but is no longer, for that one."""
    study = study or annotation.study
    if study is None:
        return
    touched = touched_by(annotation)
    if touched:
        warm(study, annotation.revision, touched, changed=[annotation.paragraph])
    if not study.is_sealed:
        publish(study.topic, "marked", paragraphs=numbers_of(touched))


def touched_by(annotation: Annotation) -> list[Paragraph]:
    """The lines on which the note lies, in the order of the text; none for a topic."""
    rows = Paragraph.objects.filter(revision=annotation.revision_id)
    return list(rows.filter(start__lt=annotation.end, end__gt=annotation.start).defer("text").order_by("start"))


def numbers_of(paragraphs: Iterable[Paragraph]) -> list[int]:
    return [row.number for row in paragraphs if row.number]


def warm(study: Study, revision: Revision, paragraphs: Sequence[Paragraph], *, changed: Iterable[int] = ()) -> None:
    """Work out again what the group's marks on these neighbouring paragraphs come to.

    The notes that begin in a paragraph are counted again only where it is one of `changed`, by where it begins.
    """
    held = hold(study, revision, [row.start for row in paragraphs])
    shared = Annotation.objects.shared().filter(study=study, revision=revision)
    spans = warmth(marks_on(shared, paragraphs), start=paragraphs[0].start, end=paragraphs[-1].end)
    for paragraph in paragraphs:
        held[paragraph.start].spans = cut(spans, start=paragraph.start, end=paragraph.end)
    for start in set(changed) & set(held):
        count_notes(held[start], shared.filter(paragraph=start).exclude(body=""))
    Heat.objects.bulk_update(held.values(), ["spans", "top", "notes", "questions"], batch_size=100)


def hold(study: Study, revision: Revision, starts: Sequence[int]) -> dict[int, Heat]:
    """The rows, made where they are missing; until the transaction ends nobody else counts what they hold.

    Locked before anything is counted: who waits here then sees what the one before has done. In the order of the text.
    """
    there = Heat.objects.filter(study=study, revision=revision, paragraph__in=starts)
    rows = there.order_by("paragraph").select_for_update()
    held = {row.paragraph: row for row in rows}
    missing = [Heat(study=study, revision=revision, paragraph=start) for start in starts if start not in held]
    if not missing:
        return held
    Heat.objects.bulk_create(missing, ignore_conflicts=True)
    return {row.paragraph: row for row in rows.all()}


def marks_on(shared: AnnotationQuerySet, paragraphs: Sequence[Paragraph]) -> list[Mark]:
    there = shared.filter(start__lt=paragraphs[-1].end, end__gt=paragraphs[0].start)
    rows = there.values_list("start", "end", "author_id", "kind", "status")
    return [Mark(start, end, author, flag_of(kind, status)) for start, end, author, kind, status in rows]


def count_notes(heat: Heat, notes: AnnotationQuerySet) -> None:
    heat.notes, heat.questions = notes.aggregate(notes=Count("pk"), questions=Count("pk", filter=OPEN)).values()
    asked = notes.filter(OPEN).order_by("-me_too_count", "-shared_at", "-pk").values_list("pk", flat=True)
    others = notes.order_by("-reply_count", "-agree_count", "-shared_at", "-pk").values_list("pk", flat=True)
    heat.top = list(dict.fromkeys([*asked[:SHOWN], *others[:SHOWN]]))[:SHOWN]


def flag_of(kind: str, status: str) -> str:
    if kind == Annotation.Kind.QUESTION:
        return "q" if status == Annotation.Status.OPEN else ""
    return "k" if kind == Annotation.Kind.KEY_POINT else ""
