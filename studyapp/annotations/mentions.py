"""Who is spoken to in a note: members of its group whose name stands behind @."""

import re
from collections.abc import Collection, Iterable

from django.db.models import QuerySet

from studyapp.accounts.models import User
from studyapp.markdown import spoken_to
from studyapp.studies.models import Study

QUOTED = re.compile(r"^[^\S\n]*>.*$", re.MULTILINE)  # what somebody else said
SIGNS = "@＠"


def mentioned(body: str, study: Study | None, by: User) -> list[User]:
    """The others in the study's group who are named in what `by` writes; nobody in a private note.

    The longest name wins where one begins with another; of people who share a name all are meant.
    """
    words = QUOTED.sub("", body)
    if study is None or not set(SIGNS) & set(words):
        return []
    people = list(company(study).exclude(pk=by.pk))
    called = {name.lower() for name in standing(words, names_of(people))}
    return [person for person in people if called & {name.lower() for name in names_of([person])}]


def company(study: Study) -> QuerySet[User]:
    """Everybody in the study's group, those who only listen too."""
    people: QuerySet[User] = User.objects.living().filter(is_active=True, memberships__group=study.group_id)
    return people.order_by("pk")


def names_of(people: Iterable[User]) -> list[str]:
    """What may stand behind @: also what `markdown.rendered` sets off."""
    return list(dict.fromkeys(name for person in people for name in (person.display_name, person.username) if name))


def standing(words: str, names: Collection[str]) -> list[str]:
    """Those of the names that stand behind the sign."""
    return [said[1:] for said in spoken_to(names).findall(words)] if names else []
