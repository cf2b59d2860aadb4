"""Names that are offered behind an @ while somebody types."""

from dataclasses import dataclass

from studyapp.accounts.models import User
from studyapp.annotations.mentions import company
from studyapp.chinese.initials import initials
from studyapp.studies.models import Study

MOST = 8
LONGEST = 40  # characters of what is typed
NOT = 3


@dataclass(frozen=True, slots=True)
class Person:
    """`name` is what to write behind the @: the username where two share a display name."""

    name: str
    user: User


def offered(study: Study, *, user: User, typed: str) -> list[Person]:
    """The others in the study's group whose name has what was typed in it; those that begin with it come first.

    Typed in Latin letters it may also be the first ones of the pinyin: lx for 林溪.
    """
    words = typed.strip()[:LONGEST].lower()
    there = list(company(study).exclude(pk=user.pk))
    ranked = sorted((rank(person, words), person.get_full_name(), person.pk, person) for person in there)
    shown = [person.display_name for person in there]
    return [Person(called(person, shown), person) for place, *_, person in ranked[:MOST] if place < NOT]


def rank(person: User, words: str) -> int:
    """0 when a name begins with the words, 1 when they are first letters, 2 when they stand in it, NOT when nowhere."""
    names = (person.display_name.lower(), person.username.lower())
    if any(name.startswith(words) for name in names):
        return 0
    if initials(person.display_name).startswith(words):
        return 1
    return 2 if any(words in name for name in names) else NOT


def called(person: User, shown: list[str]) -> str:
    """A name that means this person alone."""
    return person.display_name if shown.count(person.display_name) == 1 and person.display_name else person.username
