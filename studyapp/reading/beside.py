"""Notes beside the text: which few stand next to a paragraph, and what is said of the others."""

from collections.abc import Sequence
from typing import NamedTuple

from django.utils.safestring import SafeString

from studyapp.annotations.heat import Warm
from studyapp.annotations.services.telling import SHOWN
from studyapp.reading.lenses import Shows
from studyapp.reading.marks import NOTHING, Line, Marks, Note
from studyapp.reading.slips import Slip, slips_of

ROOM = 60  # characters of a paragraph are as high as a note
ROW = 25  # and these as high as a row of words below or above the notes
MANY_PEOPLE = 3  # from whom on it is said that so many marked the same


class Beside(NamedTuple):
    """What stands next to a paragraph. `total` notes begin there, `folded` of them are not shown.

    `asks`: one of them is an open question; `is_unread`: one that is shown is new to the reader. `together`: so many
    people marked the same words; `alone`: after a reveal, the reader was the only one.
    """

    slips: list[SafeString]
    total: int
    folded: int
    asks: bool
    is_unread: bool
    together: int
    alone: bool


def beside(marks: Marks) -> dict[int, Beside]:
    """By where the line begins; only of lines that have something."""
    chosen = {line.start: chosen_of(marks, line) for line in marks.lines}
    slips = slips_of(marks.sight, marks.readable, [pk for pks in chosen.values() for pk in pks])
    found = {}
    for line in marks.lines:
        shown = [slips[pk] for pk in chosen[line.start] if pk in slips]
        whole = summed(marks, line, shown)
        if whole.total or whole.together or whole.alone:
            found[line.start] = whole
    return found


def summed(marks: Marks, line: Line, shown: list[Slip]) -> Beside:
    shared = marks.shared.get(line.start, NOTHING)
    extra = uncounted(marks, line)
    count = shared.notes + len(extra)
    return Beside(
        slips=[slip.html for slip in shown],
        total=count,
        folded=max(0, count - len(shown)),
        asks=bool(shared.questions or any(note.is_open for note in extra)),
        is_unread=any(slip.is_unread for slip in shown),
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
    """How many people marked the same words here, if they are many and there is room to say so."""
    has_notes = bool(marks.shared.get(line.start, NOTHING).top or marks.begun(line))
    if marks.sight.shows != Shows.ALL or marks.sight.is_sealed or (has_notes and len(line.text) < ROOM + ROW):
        return 0
    return many(marks.shared.get(line.start, NOTHING).spans)


def many(spans: Sequence[Warm]) -> int:
    """How many people marked the same words, if they are many."""
    most = max((warm[2] for warm in spans), default=0)
    return most if most >= MANY_PEOPLE else 0


def is_alone(marks: Marks, line: Line) -> bool:
    """After a reveal: the reader marked something here for the group, and nobody else any of the same words."""
    study = marks.sight.study
    if study is None or not study.was_revealed or marks.sight.shows != Shows.ALL:
        return False
    spans = marks.shared.get(line.start, NOTHING).spans
    mine = [note for note in marks.own.get(line.start, ()) if marks.is_counted(note)]
    return any(all(warm[2] == 1 for warm in spans if warm[0] < note.end and warm[1] > note.start) for note in mine)
