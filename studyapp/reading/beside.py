"""Notes beside the text: which few stand next to a paragraph, and what is said of the others. Two queries."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models.functions import Substr
from django.utils.translation import ngettext

from studyapp.annotations.models import Annotation
from studyapp.annotations.services.telling import SHOWN
from studyapp.annotations.services.visiting import unread
from studyapp.reading.lenses import Shows, Sight
from studyapp.reading.marks import NOTHING, Line, Marks, Note

ROOM = 60  # characters of a paragraph are as high as a note
ROW = 25  # and these as high as a row of words below or above the notes
MANY_PEOPLE = 3  # from whom on it is said that so many marked the same
EXCERPT = 46  # characters: two lines
MARKUP = re.compile(r"!?\[([^\]]*)\]\([^)]*\)|[*_~`]{1,3}|^[ \t]*(?:[>#-]+|\d+[.)])[ \t]+", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Slip:
    """A note in few words. `facts`: what others did with it; for one's own also who can see it."""

    pk: int
    kind: str
    label: str
    name: str
    words: str
    facts: str
    is_own: bool
    is_unread: bool


@dataclass(slots=True)
class Beside:
    """What stands next to a paragraph. `count` notes begin there, `folded` of them are not shown.

    `together`: so many people marked the same words; `alone`: after a reveal, the reader was the only one.
    """

    slips: list[Slip] = field(default_factory=list)
    count: int = 0
    folded: int = 0
    asks: bool = False
    together: int = 0
    alone: bool = False


def beside(marks: Marks) -> dict[int, Beside]:
    """By where the line begins; only of lines that have something."""
    chosen = {line.start: chosen_of(marks, line) for line in marks.lines}
    slips = slips_of(marks.sight, [pk for pks in chosen.values() for pk in pks])
    found = {}
    for line in marks.lines:
        shown = [slips[pk] for pk in chosen[line.start] if pk in slips]
        whole = summed(marks, line, shown)
        if whole.count or whole.together or whole.alone:
            found[line.start] = whole
    return found


def summed(marks: Marks, line: Line, shown: list[Slip]) -> Beside:
    shared = marks.shared.get(line.start, NOTHING)
    extra = uncounted(marks, line)
    count = shared.notes + len(extra)
    return Beside(
        slips=shown,
        count=count,
        folded=max(0, count - len(shown)),
        asks=bool(shared.questions or any(note.is_open for note in extra)),
        together=together(marks, line),
        alone=is_alone(marks, line),
    )


def uncounted(marks: Marks, line: Line) -> list[Note]:
    """Own notes with words that the group's count does not include: private ones, and those for other groups."""
    return [note for note in marks.begun(line) if not marks.is_counted(note)]


def chosen_of(marks: Marks, line: Line) -> list[int]:
    """The group's foremost notes and the reader's own, some of each where there is room for some."""
    top, own = marks.shared.get(line.start, NOTHING).top, [note.pk for note in uncounted(marks, line)]
    rows = bool(together(marks, line)) + (len(top) + len(own) > 1)
    room = max(1, min(SHOWN, (len(line.text) - ROW * rows) // ROOM))
    mine = min(len(own), max(room - len(top), room // 2))
    return [*top[: room - mine], *own[:mine]]


def together(marks: Marks, line: Line) -> int:
    """How many people marked the same words here, if they are many."""
    if marks.sight.shows != Shows.ALL or marks.sight.is_sealed:
        return 0
    most = max((warm[2] for warm in marks.shared.get(line.start, NOTHING).spans), default=0)
    return most if most >= MANY_PEOPLE else 0


def is_alone(marks: Marks, line: Line) -> bool:
    """After a reveal: the reader marked something here for the group, and nobody else any of the same words."""
    study = marks.sight.study
    if study is None or not study.was_revealed or marks.sight.shows != Shows.ALL:
        return False
    spans = marks.shared.get(line.start, NOTHING).spans
    mine = [note for note in marks.own.get(line.start, ()) if marks.is_counted(note)]
    return any(
        all(people == 1 for start, end, people, _ in spans if start < note.end and end > note.start) for note in mine
    )


def slips_of(sight: Sight, pks: Sequence[int]) -> dict[int, Slip]:
    if not pks:
        return {}
    seen = Annotation.objects.visible_to(sight.reader).filter(pk__in=pks, deleted_at=None)
    notes = (
        seen.select_related("author").annotate(excerpt=Substr("body", 1, 4 * EXCERPT)).defer("body", "html", "quote")
    )
    fresh = unread_of(sight, pks)
    return {note.pk: slip(note, sight, is_unread=note.pk in fresh) for note in notes}


def unread_of(sight: Sight, pks: Iterable[int]) -> set[int]:
    if sight.study is None or not sight.sees_others:
        return set()
    return set(unread(sight.study, sight.reader).filter(pk__in=pks).values_list("pk", flat=True))


def slip(note: Annotation, sight: Sight, *, is_unread: bool) -> Slip:
    is_own = note.author_id == sight.reader.pk
    audience = [sight.audience_of(note)] if is_own else []
    return Slip(
        pk=note.pk,
        kind=note.kind,
        label=note.get_kind_display(),
        name=note.author.get_full_name(),
        words=excerpt(note.excerpt),  # type: ignore[attr-defined]
        facts=" · ".join([*audience, *facts_of(note, sight)]),
        is_own=is_own,
        is_unread=is_unread,
    )


def facts_of(note: Annotation, sight: Sight) -> list[str]:
    """Nothing of what others did while they may not know of each other."""
    status = [note.get_status_display()] if note.is_question and note.study_id else []
    if note.study_id not in sight.revealed:
        return status
    replies, agrees, too = note.reply_count, note.agree_count, note.me_too_count
    said = [
        ngettext("%(count)s 回复", "%(count)s 回复", replies) % {"count": replies} if replies else "",
        ngettext("%(count)s 赞同", "%(count)s 赞同", agrees) % {"count": agrees} if agrees else "",
        ngettext("%(count)s 人也问", "%(count)s 人也问", too) % {"count": too} if too else "",
    ]
    return [*status, *filter(None, said)]


def excerpt(body: str) -> str:
    """The first words of a note as plain text."""
    words = " ".join(MARKUP.sub(lambda found: found[1] or "", body).split())
    return words if len(words) <= EXCERPT else words[:EXCERPT] + "…"
