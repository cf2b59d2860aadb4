"""What lies over some lines of a text for one reader: their own marks, and what others marked if they may see it."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol

from django.db.models import BooleanField, Expression, ExpressionWrapper, F, Q, QuerySet

from studyapp.accounts.models import User
from studyapp.annotations.heat import Mark, Warm, level, warmth
from studyapp.annotations.models import Annotation, Heat
from studyapp.annotations.models.annotations import AnnotationQuerySet
from studyapp.annotations.services.telling import SHOWN, flag_of
from studyapp.library.models import Revision
from studyapp.library.segments import Span
from studyapp.reading.emphasis import unpunctuated
from studyapp.reading.inking import Own, Warmth
from studyapp.reading.lenses import Sight
from studyapp.ready import Ready

MANY = 500  # own marks on one line: of more the newest are drawn, for each costs on all the words that it covers
IS_HIDDEN = ExpressionWrapper(Q(hidden_at__isnull=False), output_field=BooleanField())
HAS_WORDS = ExpressionWrapper(~Q(body=""), output_field=BooleanField())
Number = int | Expression


class Line(Protocol):
    """A line of the text, `[start, end)` of it."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def text(self) -> str: ...


class Note(NamedTuple):
    """A note as far as it is drawn over the text. `paragraph` is where the line begins in which the note begins."""

    pk: int
    kind: str
    line: str
    start: int
    end: int
    paragraph: int
    author_id: int
    study_id: int | None
    status: str
    is_hidden: bool
    has_words: bool
    replies: int
    agrees: int

    @property
    def is_open(self) -> bool:
        return self.kind == Annotation.Kind.QUESTION and self.status == Annotation.Status.OPEN


FIELDS = (
    "pk", "kind", "line", "start", "end", "paragraph", "author_id", "study_id", "status", "is_hidden", "has_words",
    "reply_count", "agree_count",
)  # fmt: skip


def told(notes: AnnotationQuerySet, revision: Number, first: Number, last: Number) -> "QuerySet[Annotation, Any]":
    """Of these notes, those that touch `[first, last)` of the text, with the fields of `Note`."""
    here = notes.filter(revision=revision).touching(first, last)
    return here.annotate(is_hidden=IS_HIDDEN, has_words=HAS_WORDS).order_by("pk").values_list(*FIELDS)


OWN = Ready(lambda reader, revision, first, last: told(Annotation.objects.own(User(pk=reader)), revision, first, last))
HEAT = Ready(
    lambda study, revision, first, last: Heat.objects.filter(
        study=study, revision=revision, paragraph__gte=first, paragraph__lte=last
    ).values_list("paragraph", "spans", "top", "notes", "questions")
)


@dataclass(slots=True)
class Shared:
    """What a group's notes on a line come to, the reader's own among them; as `Heat` keeps it."""

    spans: Sequence[Warm] = ()
    top: list[int] = field(default_factory=list)
    notes: int = 0
    questions: int = 0


NOTHING = Shared()
NOBODY = Warmth(0, 0)
MOST = 7  # people from whom on it looks the same
LEVELS = [level(people) for people in range(MOST + 1)]


class Marks:
    """Two queries. `fresh` is a note that was just made: it is shown whatever the reader wants to see."""

    def __init__(self, sight: Sight, revision: Revision, lines: Sequence[Line], *, fresh: int = 0) -> None:
        self.sight, self.revision, self.lines, self.fresh = sight, revision, lines, fresh
        self.starts = [line.start for line in lines]
        self.own = self.by_line(note for note in self.read_own() if note.pk == fresh or sight.lets_through(note))
        self.shared = self.read_shared() if lines and sight.sees_others else {}

    def read_own(self) -> list[Note]:
        """What the reader has marked between the first of the lines and the last."""
        if not self.lines:
            return []
        reader, first, last = self.sight.reader.pk, self.starts[0], self.lines[-1].end
        rows = OWN(reader=reader, revision=self.revision.pk, first=first, last=last)
        return list(map(Note._make, rows))

    def read_shared(self) -> dict[int, Shared]:
        """Of a study that the reader may know: what is merged is revealed to them."""
        if self.sight.study is None or not self.sight.is_merged:
            return self.read_one_by_one()
        place = {"revision": self.revision.pk, "first": self.starts[0], "last": self.starts[-1]}
        return {start: Shared(*rest) for start, *rest in HEAT(study=self.sight.study.pk, **place)}

    def read_one_by_one(self) -> dict[int, Shared]:
        """Some of the notes only. While a study is sealed these are the questions that its facilitators see."""
        seen = self.sight.narrowed(Annotation.objects.visible_to(self.sight.reader).shared())
        notes = told(seen.filter(study=self.sight.study), self.revision.pk, self.starts[0], self.lines[-1].end)
        found = self.by_line(map(Note._make, notes))
        return {line.start: merged(line, found[line.start]) for line in self.lines if line.start in found}

    @property
    def readable(self) -> AnnotationQuerySet:
        """Notes whose words may be shown, to be asked for by the ids that were got here: one's own, and the heat's.

        The rule itself, or what is left of it for notes that the heat of a study names which it has just given out:
        the rule takes 5 ms to ask. Without columns that have an index, or databases go by that instead of the ids:
        a sum has none.
        """
        reader, study = self.sight.reader, self.sight.study
        if study is None or not self.sight.is_merged:
            return Annotation.objects.visible_to(reader)
        told = Annotation.objects.alias(told_to=F("study_id") + 0)
        return told.filter(Q(author=reader) | Q(told_to=study.pk, hidden_at=None), deleted_at=None)

    def by_line(self, notes: Iterable[Note]) -> dict[int, list[Note]]:
        """The notes on each line, by where it begins; one that reaches over several lies on each."""
        found: dict[int, list[Note]] = {}
        for note in notes:
            for line in self.lines[max(0, bisect_right(self.starts, note.start) - 1) :]:
                if line.start >= note.end:
                    break
                if note.start < line.end:
                    found.setdefault(line.start, []).append(note)
        return found

    def is_counted(self, note: Note) -> bool:
        """Whether `shared` includes this note of the reader's own."""
        in_study = self.sight.study is not None and note.study_id == self.sight.study.pk and not note.is_hidden
        return in_study and self.sight.sees_others and self.sight.lets_through(note)

    def over(self, line: Line) -> Iterator[Span]:
        """What is drawn, in code points of the line."""
        for note in self.own.get(line.start, ())[-MANY:]:
            own = Own(note.pk, note.kind, note.line, self.is_counted(note))
            yield Span(note.start - line.start, note.end - line.start, own)
            if note.kind == Annotation.Kind.KEY_POINT:
                yield from dots(line, note.start, note.end)
        yield from warm_spans(line, self.shared.get(line.start, NOTHING).spans)

    def begun(self, line: Line) -> list[Note]:
        """The reader's own notes with words that begin on this line, the latest first."""
        own = self.own.get(line.start, ())
        return [note for note in reversed(own) if note.has_words and note.paragraph == line.start]


def dots(line: Line, start: int, end: int) -> Iterator[Span]:
    return unpunctuated(line.text, max(0, start - line.start), min(len(line.text), end - line.start))


def warm_spans(line: Line, spans: Sequence[Warm]) -> Iterator[Span]:
    """Neighbours that look alike are one: the more people there are, the fewer pieces."""
    begun, after, looks = 0, 0, NOBODY
    for start, end, people, flags in spans:
        now = Warmth(LEVELS[min(people, MOST)], LEVELS[min(people, MOST + 1) - 1], "q" in flags)
        if start != after or now != looks:
            if looks != NOBODY:
                yield Span(begun - line.start, after - line.start, looks)
            begun, looks = start, now
        after = end
        if "k" in flags:
            yield from dots(line, start, end)
    if looks != NOBODY:
        yield Span(begun - line.start, after - line.start, looks)


def merged(line: Line, notes: list[Note]) -> Shared:
    """The same as is kept for all notes of a group, of some of them."""
    marks = [Mark(note.start, note.end, note.author_id, flag_of(note.kind, note.status)) for note in notes]
    begun = [note for note in notes if note.has_words and note.paragraph == line.start]
    foremost = sorted(begun, key=lambda note: (note.is_open, note.replies, note.agrees, note.pk), reverse=True)
    return Shared(
        spans=warmth(marks, start=line.start, end=line.end),
        top=[note.pk for note in foremost[:SHOWN]],
        notes=len(begun),
        questions=sum(note.is_open for note in begun),
    )
