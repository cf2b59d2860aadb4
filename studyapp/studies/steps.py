"""Steps of plans as one reader sees them: what they are called, how long they are, how far the reader is."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from studyapp.accounts.models import User
from studyapp.library.models import CHARACTERS_A_MINUTE, Paragraph, Section
from studyapp.library.shelf import newest_revisions
from studyapp.studies.models import Discussed, PlanStep, Progress
from studyapp.studies.naming import Part, titles, together
from studyapp.studies.standing import Standing
from studyapp.studies.units import Reached, Unit, standing


@dataclass(slots=True)
class Laid:
    """`first` and `last`: the numbers of its paragraphs, 0 when there are none. `is_old`: it was laid on a text that
    has been corrected since.
    """

    step: PlanStep
    title: str
    first: int
    last: int
    own: Standing
    discussed_at: datetime | None = None
    is_old: bool = False
    is_now: bool = False

    @property
    def standing(self) -> Standing:
        return Standing.DISCUSSED if self.discussed_at else self.own

    @property
    def is_done(self) -> bool:
        """For this reader: read, or talked about anyway."""
        return self.standing > Standing.UNREAD

    @property
    def paragraphs(self) -> str:
        if self.first == self.last:
            return _("第%(number)s段") % {"number": self.first} if self.first else ""
        return _("第%(first)s–%(last)s段") % {"first": self.first, "last": self.last}

    @property
    def minutes(self) -> int:
        return max(1, round((self.step.end - self.step.start) / CHARACTERS_A_MINUTE))

    @property
    def days_left(self) -> int | None:
        """0 on the last day, less when it is over; on the reader's clock."""
        return (self.step.due_on - timezone.localdate()).days if self.step.due_on else None


class Texts:
    """The revisions that steps lie on. Three queries, however many."""

    def __init__(self, steps: Iterable[PlanStep]) -> None:
        pks = {step.revision_id for step in steps}
        self.parts: dict[int, list[Part]] = defaultdict(list)
        self.lines: dict[int, list[int]] = defaultdict(list)  # where numbered paragraphs begin
        self.numbered: dict[int, list[int]] = defaultdict(list)  # their numbers
        sections = Section.objects.filter(revision__in=pks).order_by("start", "level")
        for revision, level, title, start, end in sections.values_list("revision", "level", "title", "start", "end"):
            self.parts[revision].append(Part(level, title, start, end))
        numbered = Paragraph.objects.filter(revision__in=pks, number__isnull=False).order_by("start")
        for revision, start, number in numbered.values_list("revision", "start", "number"):
            self.lines[revision].append(start)
            self.numbered[revision].append(number or 0)

    def title(self, step: PlanStep) -> str:
        parts, lines = self.parts[step.revision_id], self.lines[step.revision_id]
        return together(titles(parts, lines, step.start, step.end, beginning=_("开头")))

    def numbers(self, step: PlanStep) -> tuple[int, int]:
        lines, numbers = self.lines[step.revision_id], self.numbered[step.revision_id]
        first, after = bisect_left(lines, step.start), bisect_left(lines, step.end)
        return (numbers[first], numbers[after - 1]) if first < after else (0, 0)


def laid(steps: Iterable[PlanStep], *, user: User) -> list[Laid]:
    """In the order given; each with its study at hand. Of each study the first that is left for the reader is now."""
    steps = list(steps)
    texts = Texts(steps)
    newest = newest_revisions({step.study.article_id for step in steps})
    own, talked = said_by(user, steps), said_in(steps)
    rows = []
    for step in steps:
        unit = Unit(step.start, step.end)
        mine = standing(unit, own[step.revision_id])
        row = Laid(
            step, texts.title(step), *texts.numbers(step), mine, since(unit, talked[step.study_id, step.revision_id])
        )
        row.is_old = newest[step.study.article_id].pk != step.revision_id
        rows.append(row)
    for study in {row.step.study_id for row in rows}:
        first = next((row for row in rows if row.step.study_id == study and not row.is_done), None)
        if first:
            first.is_now = True
    return rows


def said_by(user: User, steps: Iterable[PlanStep]) -> dict[int, list[Reached]]:
    """The reader's progress by revision."""
    found: dict[int, list[Reached]] = defaultdict(list)
    own = Progress.objects.open_to(user).filter(revision__in={step.revision_id for step in steps})
    for revision, *row in own.values_list("revision", "start", "end", "standing"):
        found[revision].append(Reached(*row))
    return found


def said_in(steps: Iterable[PlanStep]) -> dict[tuple[int, int], list[Discussed]]:
    """What was discussed, by study and revision."""
    found: dict[tuple[int, int], list[Discussed]] = defaultdict(list)
    for row in Discussed.objects.filter(study__in={step.study_id for step in steps}):
        found[row.study_id, row.revision_id].append(row)
    return found


def since(unit: Unit, talked: Iterable[Discussed]) -> datetime | None:
    """When the last of it was discussed, if all of it was."""
    rows = [row for row in talked if row.start < unit.end and unit.start < row.end]
    if not standing(unit, [Reached(row.start, row.end, Standing.DISCUSSED) for row in rows]):
        return None
    return max(row.discussed_at for row in rows)
