"""How far a reader and a group have come along a text. Of others only counts, of those who share, from three on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Count

from studyapp.accounts.models import User
from studyapp.groups.models import Membership, Role
from studyapp.library.models import Revision
from studyapp.studies.models import Discussed, PlanStep, Progress, Study
from studyapp.studies.standing import Standing
from studyapp.studies.units import Head, Reached, Unit, standings, units, within

FEWEST = 3  # fewer people than this are no crowd to hide in


@dataclass(slots=True)
class Pace:
    """A unit, how far the reader has come in it, and how many others: None where they are too few to say."""

    unit: Unit
    own: Standing = Standing.UNREAD
    read: int | None = None
    studied: int | None = None
    is_discussed: bool = False

    @property
    def standing(self) -> Standing:
        return Standing.DISCUSSED if self.is_discussed else self.own


@dataclass(frozen=True, slots=True)
class Along:
    """All units of a text. `sharing`: how many of the group let it know; without a group, or when too few, 0."""

    paces: list[Pace] = field(default_factory=list)
    sharing: int = 0

    @property
    def read(self) -> int:
        """Units that the reader knows at all."""
        return sum(pace.own > Standing.UNREAD for pace in self.paces)

    @property
    def percent(self) -> int:
        """By characters, as far as the reader knows the text; 100 only when nothing is left."""
        known = sum(pace.unit.end - pace.unit.start for pace in self.paces if pace.own > Standing.UNREAD)
        percent = round(100 * known / max(1, self.paces[-1].unit.end)) if self.paces else 0
        return percent if self.read == len(self.paces) else min(percent, 99)

    def touching(self, start: int, end: int) -> list[Pace]:
        """Those that have something of `[start, end)`."""
        return [pace for pace in self.paces if pace.unit.start < end and start < pace.unit.end]


def along(revision: Revision, *, user: User, study: Study | None = None) -> Along:
    """Seven queries at most, however long the text and large the group."""
    paces = own_paces(revision, user=user, study=study)
    people = sharing(study) if study else 0
    if study is None or people < FEWEST:
        return Along(paces)
    add_counts(paces, study, revision)
    return Along(paces, people)


def own_paces(revision: Revision, *, user: User, study: Study | None = None) -> list[Pace]:
    """How far the reader is, and what the group has discussed; of others nothing. Five queries at most."""
    found = units_of(revision, study=study)
    own = Progress.objects.open_to(user).filter(revision=revision)
    reached = [Reached(*row) for row in own.values_list("start", "end", "standing")]
    discussed = discussed_in(study, revision) if study else []
    known, talked = standings(found, reached), standings(found, discussed)
    return [
        Pace(unit, mine, is_discussed=theirs > Standing.UNREAD)
        for unit, mine, theirs in zip(found, known, talked, strict=True)
    ]


def units_of(revision: Revision, *, study: Study | None = None) -> list[Unit]:
    """Divided by the sections, and for a group also where the steps of its plan begin and end."""
    heads = [Head(*row) for row in revision.sections.values_list("number", "title", "start")]
    lines = revision.paragraphs.filter(number__isnull=False).order_by("start").values_list("start", flat=True)
    steps = PlanStep.objects.filter(study=study, revision=revision) if study else PlanStep.objects.none()
    begun = {0, *lines, *(head.start for head in heads)}
    return units(heads, list(lines), revision.length, cuts=edges(steps.values_list("start", "end"), begun))


def edges(stretches: Iterable[tuple[int, int]], begun: set[int]) -> set[int]:
    """Where they begin and end, if a line begins there: what ends with a line ends where the next one begins."""
    places = {edge for stretch in stretches for edge in stretch}
    return {edge if edge in begun else edge + 1 for edge in places} & begun


def discussed_in(study: Study, revision: Revision) -> list[Reached]:
    rows = Discussed.objects.filter(study=study, revision=revision).values_list("start", "end")
    return [Reached(*row, Standing.DISCUSSED) for row in rows]


def sharing(study: Study) -> int:
    """How many who study with the group let it know how far they are."""
    return Membership.objects.filter(group=study.group_id, role__gte=Role.MEMBER, shares_progress=True).count()


def add_counts(paces: Sequence[Pace], study: Study, revision: Revision) -> None:
    """A stretch counts where it covers what is a unit now. No two of one reader overlap: nobody counts twice."""
    rows = Progress.objects.shared_in(study).filter(revision=revision).order_by().values("start", "end", "standing")
    found = [pace.unit for pace in paces]
    read, studied = [0] * len(found), [0] * len(found)
    for row in rows.annotate(people=Count("pk")):
        for place in within(found, row["start"], row["end"]):
            read[place] += row["people"]
            studied[place] += row["people"] * (row["standing"] == Standing.STUDIED)
    for pace, readers, students in zip(paces, read, studied, strict=True):
        pace.read, pace.studied = crowd(readers), crowd(students)


def crowd(people: int) -> int | None:
    return people if people >= FEWEST else None
