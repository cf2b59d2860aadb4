"""The sections of a study's text, one beside the other: how far the reader is, and how many of the group."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from django.utils.translation import gettext as _

from studyapp.accounts.models import User
from studyapp.groups.models import Membership, Role
from studyapp.library.models import Revision
from studyapp.studies.along import FEWEST, Along, Pace, along
from studyapp.studies.models import Progress, Study
from studyapp.studies.naming import Part, titles, together
from studyapp.studies.saying import Saying, saying
from studyapp.studies.standing import Standing
from studyapp.studies.units import Reached, Unit, standing

MOST = 24  # more bands than this cannot be told apart
WIDEST = 12
SHADES = 4


@dataclass(slots=True)
class Band:
    """One section, or several neighbours of a text with very many. `read`: how many people have read all of it; None
    where they are too few to say. `width` and `reach` are for the style sheet: its length, 1 to 12, and how many of
    those who share have read it, 1 to 4.
    """

    start: int
    end: int
    title: str
    saying: Saying
    read: int | None
    width: int = 1
    reach: int = 1
    is_here: bool = False


@dataclass(frozen=True, slots=True)
class Strip:
    """`sharing`: how many let the group know, 0 when they are too few. `me`: the reader's membership."""

    study: Study
    revision: Revision
    me: Membership
    bands: list[Band]
    along: Along

    @property
    def sharing(self) -> int:
        return self.along.sharing

    @property
    def here(self) -> Band | None:
        """How far most of those who share have come."""
        return next((band for band in self.bands if band.is_here), None)

    @property
    def is_finished(self) -> bool:
        return bool(self.bands) and self.bands[-1].is_here

    @property
    def may_share(self) -> bool:
        """Observers study along with nobody."""
        return self.me.role >= Role.MEMBER


def strip_of(study: Study, revision: Revision, *, user: User) -> Strip:
    """Constant in queries, however long the text and large the group."""
    told = along(revision, user=user, study=study)
    me = Membership.objects.held_by(user).get(group=study.group_id)
    rows = revision.sections.order_by("number").values_list("level", "title", "start", "end")
    parts = [Part(*row) for row in rows]
    numbered = revision.paragraphs.filter(number__isnull=False).order_by("start")
    lines = list(numbered.values_list("start", flat=True))
    bands = [band_of(paces, parts, lines, told) for paces in gathered(told.paces, parts)]
    longest = max((band.end - band.start for band in bands), default=1)
    for band in bands:
        band.width = max(1, round(WIDEST * (band.end - band.start) / longest))
    find_here(bands, told.sharing)
    return Strip(study, revision, me, bands, told)


def gathered(paces: Sequence[Pace], parts: Sequence[Part]) -> list[list[Pace]]:
    """Units by the highest sections they lie in; neighbours together where there are very many."""
    highest = min((part.level for part in parts), default=0)
    tops = sorted(part.start for part in parts if part.level == highest)
    groups: list[list[Pace]] = []
    for pace in paces:
        if not groups or bisect_left(tops, pace.unit.start) < bisect_left(tops, pace.unit.end) or not parts:
            groups.append([])
        groups[-1].append(pace)
    few = -(-len(groups) // MOST)
    return [list(chain(*groups[first : first + few])) for first in range(0, len(groups), few or 1)]


def band_of(paces: Sequence[Pace], parts: Sequence[Part], lines: Sequence[int], told: Along) -> Band:
    start, end = paces[0].unit.start, paces[-1].unit.end
    counts = [pace.read for pace in paces]
    read = None if None in counts else min(count or 0 for count in counts)
    title = together(titles(parts, lines, start, end, beginning=_("开头")))
    reach = 1 if read is None else 1 + min(SHADES - 1, -(-(SHADES - 1) * read // max(1, told.sharing)))
    return Band(start, end, title, saying(f"u{start}", title, paces), read, reach=reach)


def find_here(bands: Sequence[Band], sharing: int) -> None:
    """Where most stopped: the last section that more than half of those who share have read."""
    reached = [band for band in bands if band.read is not None and 2 * band.read > sharing]
    if reached:
        reached[-1].is_here = True


def readers(study: Study, revision: Revision, start: int, end: int) -> list[User]:
    """Those who share and have read all of the stretch, by name; nobody where they are too few to hide in."""
    rows = Progress.objects.shared_in(study).filter(revision=revision, start__lt=end, end__gt=start)
    by: dict[int, list[Reached]] = {}
    for user, *row in rows.values_list("user", "start", "end", "standing"):
        by.setdefault(user, []).append(Reached(*row))
    unit = Unit(start, end)
    known = [user for user, reached in by.items() if standing(unit, reached) > Standing.UNREAD]
    if len(known) < FEWEST:
        return []
    return list(User.objects.filter(pk__in=known).order_by("display_name", "pk"))
