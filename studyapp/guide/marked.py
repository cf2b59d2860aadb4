"""What a group has marked most: along the text as bars, and the sentences themselves."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext as _

from studyapp.accounts.models import User
from studyapp.annotations.heat import LEVELS
from studyapp.annotations.models import Heat
from studyapp.chinese.sentences import stops
from studyapp.library.models import Revision
from studyapp.studies.models import Study

MOST_BARS, MOST_PEAKS = 60, 3
SHORT, LONG = 60, 180  # characters of a paragraph that is drawn narrow, wide
FEWEST = 2  # people who make a sentence popular


class Line(NamedTuple):
    """A numbered paragraph, as the bars need it."""

    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Bar:
    """Paragraphs `first`–`last`, of which at most `people` marked the same words. `heat` is 0–5, `width` 1–3; `begins`:
    a section begins here.
    """

    first: int
    last: int
    people: int
    heat: int
    width: int
    begins: bool

    @property
    def name(self) -> str:
        if self.first == self.last:
            return _("第%(number)s段") % {"number": self.first}
        return _("第%(first)s–%(last)s段") % {"first": self.first, "last": self.last}


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words that so many people marked, and the number of their paragraph."""

    words: str
    people: int
    number: int


def bars(study: Study, revision: Revision, *, user: User) -> list[Bar]:
    """One a paragraph; in a long text one for several."""
    rows = revision.paragraphs.filter(number__isnull=False).order_by("start").values_list("number", "start", "end")
    lines = [Line(number or 0, start, end) for number, start, end in rows]
    warm = {paragraph: warmest(spans) for paragraph, spans in heats(study, revision, user)}
    begins = sorted(revision.sections.values_list("start", flat=True))
    size = -(-len(lines) // MOST_BARS) or 1
    return [
        bar(lines[at : at + size], warm, begins, lines[at - 1].end if at else 0) for at in range(0, len(lines), size)
    ]


def bar(lines: Sequence[Line], warm: dict[int, int], begins: Sequence[int], before: int) -> Bar:
    """`before`: where the paragraph ended that stands before these; `begins`: where sections do, ascending."""
    people = max(warm.get(line.start, 0) for line in lines)
    characters = sum(line.end - line.start for line in lines) // len(lines)
    return Bar(
        lines[0].number,
        lines[-1].number,
        people,
        bisect_right(LEVELS, people),
        1 + (characters > SHORT) + (characters > LONG),
        before > 0 and bisect_right(begins, before) < bisect_right(begins, lines[-1].start),
    )


def peaks(bars: Sequence[Bar]) -> list[Bar]:
    """Those that most people marked, if not very many of them are as high; in the order of the text."""
    highest = max((bar.people for bar in bars), default=0)
    found = [bar for bar in bars if bar.people == highest > 0]
    return found if len(found) <= MOST_PEAKS and len(found) < len(bars) else []


def heats(study: Study, revision: Revision, user: User) -> list[tuple[int, list[list[int]]]]:
    """Of each marked paragraph where it begins, and its spans."""
    rows = Heat.objects.visible_to(user).filter(study=study, revision=revision)
    return list(rows.values_list("paragraph", "spans"))


def warmest(spans: list[list[int]]) -> int:
    return max((people for _start, _end, people, *_ in spans), default=0)


def popular(study: Study, revision: Revision, *, user: User, count: int) -> list[Sentence]:
    """Those that most people marked, the foremost first. Reads at most twice so many paragraphs."""
    rows = sorted(heats(study, revision, user), key=lambda row: -warmest(row[1]))
    spans = {start: found for start, found in rows[: 2 * count] if warmest(found) >= FEWEST}
    paragraphs = revision.paragraphs.filter(start__in=spans, number__isnull=False)
    found = [
        sentence
        for paragraph in paragraphs
        for sentence in sentences(paragraph.text, paragraph.start, spans[paragraph.start], paragraph.number or 0)
    ]
    return sorted(found, key=lambda sentence: (-sentence.people, sentence.number))[:count]


def sentences(text: str, start: int, spans: list[list[int]], number: int) -> list[Sentence]:
    """The sentences of a paragraph of which at least two people marked some of the same words."""
    found, begin = [], 0
    for end in stops(text):
        people = max((who for a, b, who, *_ in spans if a < start + end and start + begin < b), default=0)
        if people >= FEWEST:
            found.append(Sentence(text[begin:end].strip(), people, number))
        begin = end
    return found
