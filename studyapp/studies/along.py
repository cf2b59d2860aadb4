"""How far a reader and a group have come along a text. Of others only counts, of those who share, from three on."""

from collections import Counter
from dataclasses import dataclass, field

from django.db.models import Count

from studyapp.accounts.models import User
from studyapp.groups.models import Membership, Role
from studyapp.library.models import Revision
from studyapp.studies.models import Discussed, Progress, Study
from studyapp.studies.standing import Standing
from studyapp.studies.units import Head, Reached, Unit, standing, units

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
        return sum(pace.standing > Standing.UNREAD for pace in self.paces)

    @property
    def percent(self) -> int:
        """By characters, as far as the reader knows the text."""
        known = sum(pace.unit.end - pace.unit.start for pace in self.paces if pace.standing > Standing.UNREAD)
        return round(100 * known / max(1, self.paces[-1].unit.end)) if self.paces else 0


def along(revision: Revision, *, user: User, study: Study | None = None) -> Along:
    """Seven queries at most, however long the text and large the group."""
    found = units_of(revision)
    own = Progress.objects.open_to(user).filter(revision=revision)
    reached = [Reached(*row) for row in own.values_list("start", "end", "standing")]
    paces = [Pace(unit, standing(unit, reached)) for unit in found]
    if study is None:
        return Along(paces)
    discussed = [Reached(*row, Standing.DISCUSSED) for row in discussed_in(study, revision)]
    for pace in paces:
        pace.is_discussed = standing(pace.unit, discussed) > Standing.UNREAD
    people = sharing(study)
    if people >= FEWEST:
        add_counts(paces, study, revision)
    return Along(paces, people if people >= FEWEST else 0)


def units_of(revision: Revision) -> list[Unit]:
    heads = [Head(*row) for row in revision.sections.values_list("number", "title", "start")]
    lines = revision.paragraphs.filter(number__isnull=False).order_by("start").values_list("start", flat=True)
    return units(heads, list(lines), revision.length)


def discussed_in(study: Study, revision: Revision) -> list[tuple[int, int]]:
    return list(Discussed.objects.filter(study=study, revision=revision).values_list("start", "end"))


def sharing(study: Study) -> int:
    """How many who study with the group let it know how far they are."""
    return Membership.objects.filter(group=study.group_id, role__gte=Role.MEMBER, shares_progress=True).count()


def add_counts(paces: list[Pace], study: Study, revision: Revision) -> None:
    """Rows lie on units as they were when they were said; a stretch counts where it covers what is a unit now."""
    rows = Progress.objects.shared_in(study).filter(revision=revision).order_by().values("start", "end", "standing")
    stretches = [(Reached(row["start"], row["end"], row["standing"]), row["n"]) for row in rows.annotate(n=Count("pk"))]
    for pace in paces:
        people: Counter[int] = Counter()
        for stretch, number in stretches:
            if stretch.start <= pace.unit.start and pace.unit.end <= stretch.end:
                people[stretch.standing] += number
        pace.studied = crowd(people[Standing.STUDIED])
        pace.read = crowd(people.total())


def crowd(people: int) -> int | None:
    return people if people >= FEWEST else None
