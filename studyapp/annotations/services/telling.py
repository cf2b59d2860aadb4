"""What follows when a group's notes change: the heat of the paragraphs, and a notice to who is reading them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Case, Count, Q, QuerySet, Value, When
from django.dispatch import Signal

from studyapp.annotations.anchoring import lines_under
from studyapp.annotations.heat import cut, warmth
from studyapp.annotations.models import LONGEST_MARK, Annotation, Heat
from studyapp.annotations.models.annotations import AnnotationQuerySet
from studyapp.library.models import Paragraph, Revision
from studyapp.live.services import publish
from studyapp.ready import Ready
from studyapp.studies.models import Study

SHOWN = 4  # notes beside a paragraph, at most
OPEN = Q(kind=Annotation.Kind.QUESTION, status=Annotation.Status.OPEN)
KEPT = ("spans", "top", "notes", "questions")
FLAG = Case(When(OPEN, then=Value("q")), When(kind=Annotation.Kind.KEY_POINT, then=Value("k")), default=Value(""))

changed = Signal()  # `notes`, the keys of those that were there before: for packages above, which show some of them


@dataclass(frozen=True, slots=True)
class Change:
    """That a note has changed for a study. `moves`: what it adds to the text's heat may be something else now."""

    annotation: Annotation
    study: Study | None
    moves: bool = True

    @property
    def counts(self) -> bool:
        """Whether the notes that begin there must be counted again: a mark without words is none of them."""
        return not self.moves or bool(self.annotation.body)


def tell(annotation: Annotation, *, moves: bool = True) -> None:
    """Call when a group's note has changed in any way; it `moves` when it comes, goes, or is another kind of mark."""
    tell_all([Change(annotation, annotation.study, moves)])


@transaction.atomic
def tell_all(changes: Iterable[Change]) -> None:
    """All that an act changed, at its end. In one order everywhere, or acts on many would block each other.

    Whether a study is sealed is asked now: it may be since the act began.
    """
    changes = list(changes)
    if known := [change.annotation.pk for change in changes if not change.annotation.is_new]:
        changed.send(Annotation, notes=known)
    places: dict[tuple[str, int, int], list[Change]] = {}
    for change in changes:
        if change.study:
            place = (change.study.topic, change.study.pk, change.annotation.revision_id)
            places.setdefault(place, []).append(change)
    told = [(topic, study, rewarmed(study, rev, here)) for (topic, study, rev), here in sorted(places.items())]
    is_open = set(Study.objects.open().filter(pk__in=[study for _, study, _ in told]).values_list("pk", flat=True))
    for topic, study, numbers in told:
        if study in is_open:
            publish(topic, "marked", paragraphs=numbers)


def rewarmed(study: int, revision: int, changes: Sequence[Change]) -> list[int]:
    """The numbers of the paragraphs whose look has changed, after what is kept of them was worked out again."""
    touched = [(change, touched_by(change.annotation)) for change in changes]
    lines = {line.start: line for _, here in touched for line in here}
    counted = {change.annotation.paragraph for change in changes if change.counts} & set(lines)
    moved = [here for change, here in touched if change.moves and here]
    held = hold(study, revision, sorted({line.start for here in moved for line in here} | counted))
    shared = Annotation.objects.shared().filter(study=study, revision=revision)
    for first, last in sorted({(here[0].start, here[-1].end) for here in moved}):
        sweep(held, study, [lines[start] for start in sorted(lines) if first <= start < last])
    keep(held, shared, counted)
    return numbers_of(lines[start] for start in sorted(lines))


def warm(study: Study, revision: Revision, paragraphs: Sequence[Paragraph], *, changed: Iterable[int] = ()) -> None:
    """Work out again what the group's marks on these neighbouring paragraphs come to.

    The notes that begin in a paragraph are counted again only where it is one of `changed`, by where it begins.
    """
    held = hold(study.pk, revision.pk, [row.start for row in paragraphs])
    shared = Annotation.objects.shared().filter(study=study, revision=revision)
    sweep(held, study.pk, paragraphs)
    keep(held, shared, set(changed) & set(held))


def sweep(held: dict[int, Heat], study: int, paragraphs: Sequence[Paragraph]) -> None:
    """Over neighbours."""
    spans = warmth(marks_on(study, paragraphs), start=paragraphs[0].start, end=paragraphs[-1].end)
    for paragraph in paragraphs:
        held[paragraph.start].spans = cut(spans, start=paragraph.start, end=paragraph.end)


def keep(held: dict[int, Heat], shared: AnnotationQuerySet, counted: Iterable[int]) -> None:
    for start in counted:
        count_notes(held[start], shared.filter(paragraph=start).exclude(body=""))
    if len(held) == 1:  # as for most marks: then Django needs a fifth of the time
        next(iter(held.values())).save(update_fields=KEPT)
    else:
        Heat.objects.bulk_update(held.values(), KEPT, batch_size=100)


TOUCHED = Ready(lambda revision, start, end: lines_under(revision, start, end).defer("text"))


def touched_by(annotation: Annotation) -> list[Paragraph]:
    """The lines on which the note lies, without their text, in its order; none for a topic."""
    return TOUCHED(revision=annotation.revision_id, start=annotation.start, end=annotation.end)


def numbers_of(paragraphs: Iterable[Paragraph]) -> list[int]:
    return [row.number for row in paragraphs if row.number]


def hold(study: int, revision: int, starts: Sequence[int]) -> dict[int, Heat]:
    """The rows, made where they are missing; until the transaction ends nobody else counts what they hold.

    Locked before anything is counted: who waits here then sees what the one before has done. In the order of the text.
    """
    if not starts:
        return {}
    there = Heat.objects.filter(study=study, revision=revision, paragraph__in=starts)
    rows = there.order_by("paragraph").select_for_update()
    held = {row.paragraph: row for row in rows}
    missing = [Heat(study_id=study, revision_id=revision, paragraph=start) for start in starts if start not in held]
    if not missing:
        return held
    Heat.objects.bulk_create(missing, ignore_conflicts=True)
    return {row.paragraph: row for row in rows.all()}


def marks_between(study: Any, revision: Any, start: Any, end: Any, reach: Any) -> "QuerySet[Annotation, Any]":
    """By the index those whose paragraph begins behind `reach`, from where none is so long as to lie on these lines."""
    before = Paragraph.objects.filter(revision=revision, start__lte=reach).order_by("-start").values("start")[:1]
    near = Annotation.objects.shared().filter(
        study=study, revision=revision, paragraph__lt=end, paragraph__gte=before, start__lt=end, end__gt=start
    )
    return near.order_by().values_list("start", "end", "author_id", FLAG)


MARKS = Ready(marks_between)


def marks_on(study: int, paragraphs: Sequence[Paragraph]) -> list[tuple[int, int, int, str]]:
    """As the database gives them: of ten thousand each step costs."""
    start, end = paragraphs[0].start, paragraphs[-1].end
    reach = max(0, start - LONGEST_MARK)
    return MARKS(study=study, revision=paragraphs[0].revision_id, start=start, end=end, reach=reach)


def count_notes(heat: Heat, notes: AnnotationQuerySet) -> None:
    heat.notes, heat.questions = notes.aggregate(notes=Count("pk"), questions=Count("pk", filter=OPEN)).values()
    asked = notes.filter(OPEN).order_by("-me_too_count", "-shared_at", "-pk").values_list("pk", flat=True)
    others = notes.order_by("-reply_count", "-agree_count", "-shared_at", "-pk").values_list("pk", flat=True)
    heat.top = list(dict.fromkeys([*asked[:SHOWN], *others[:SHOWN]]))[:SHOWN]


def flag_of(kind: str, status: str) -> str:
    if kind == Annotation.Kind.QUESTION:
        return "q" if status == Annotation.Status.OPEN else ""
    return "k" if kind == Annotation.Kind.KEY_POINT else ""
