"""Names that are offered behind an @ while somebody types."""

from dataclasses import dataclass

from studyapp.accounts.models import User
from studyapp.annotations.mentions import company
from studyapp.studies.models import Study

MOST = 8
LONGEST = 40  # characters of what is typed


@dataclass(frozen=True, slots=True)
class Person:
    """`name` is what to write behind the @: the username where two share a display name."""

    name: str
    user: User


def offered(study: Study, *, user: User, typed: str) -> list[Person]:
    """The others in the study's group whose name has what was typed in it; those that begin with it come first."""
    words = typed.strip()[:LONGEST].lower()
    there = list(company(study).exclude(pk=user.pk))
    fitting = [person for person in there if words in person.display_name.lower() or words in person.username.lower()]
    fitting.sort(key=lambda person: (not begins(person, words), person.get_full_name(), person.pk))
    shown = [person.display_name for person in there]
    return [Person(called(person, shown), person) for person in fitting[:MOST]]


def begins(person: User, words: str) -> bool:
    return person.display_name.lower().startswith(words) or person.username.lower().startswith(words)


def called(person: User, shown: list[str]) -> str:
    """A name that means this person alone."""
    return person.display_name if shown.count(person.display_name) == 1 and person.display_name else person.username
