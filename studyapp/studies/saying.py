"""What a reader says of a stretch with one tap: how far they are, and what the next tap would say. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from studyapp.studies.standing import Standing
from studyapp.studies.units import lowest

OWN = (Standing.UNREAD, Standing.READ, Standing.STUDIED)


class Paced(Protocol):
    """A unit, as far as it matters here."""

    @property
    def own(self) -> Standing: ...
    @property
    def is_discussed(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Saying:
    """`key` is s7 for the section with that number, u120 for the unit that begins there."""

    key: str
    title: str
    own: Standing
    is_discussed: bool

    @property
    def standing(self) -> Standing:
        return Standing.DISCUSSED if self.is_discussed else self.own

    @property
    def next(self) -> Standing:
        """What one more tap says: unread, read, studied, and unread again."""
        return OWN[(self.own + 1) % len(OWN)]

    @property
    def icon(self) -> str:
        """A group may have discussed what the reader has not read: then the mark is only an outline."""
        return "resolved" if self.is_discussed and not self.own else self.standing.word

    @property
    def own_word(self) -> str:
        return self.own.word

    @property
    def choices(self) -> list[tuple[Standing, Standing, bool]]:
        """What can be chosen, what choosing it says, and whether it is chosen: chosen again it is taken back."""
        return [(each, Standing.UNREAD if self.own == each else each, self.own == each) for each in OWN[1:]]


def saying(key: str, title: str, paces: Sequence[Paced]) -> Saying:
    """Of several units together: as far as all of them have come."""
    own = lowest(pace.own for pace in paces)
    return Saying(key, title, own, bool(paces) and all(pace.is_discussed for pace in paces))
