"""The questions of a study: those that most people ask, and all of them by how they stand."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet

from studyapp.accounts.models import User
from studyapp.annotations.addresses import address_of
from studyapp.annotations.models import Annotation
from studyapp.studies.models import Study

ON_A_PAGE = 30


@dataclass(frozen=True, slots=True)
class Question:
    """`people` ask it; while the study is sealed nothing is known of others, and it is 0."""

    note: Annotation
    people: int
    replies: int
    address: str


def asked(study: Study, *, user: User, status: str = "") -> "QuerySet[Annotation]":
    """Those that the user may see, the most asked first; of one status, or of all."""
    found: Any = Annotation.objects.visible_to(user).shared().filter(study=study, kind=Annotation.Kind.QUESTION)
    if status:
        found = found.filter(status=status)
    questions: QuerySet[Annotation] = found.with_number().select_related("author")
    return questions.order_by("-me_too_count", "-reply_count", "start", "pk")


def shown(notes: Iterable[Annotation], study: Study) -> list[Question]:
    sealed = study.is_sealed
    return [
        Question(note, 0 if sealed else note.me_too_count + 1, 0 if sealed else note.reply_count, address_of(note))
        for note in notes
    ]


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page of the list, and how many there are of each status."""

    page: Page[Annotation]
    questions: list[Question]
    status: str
    counts: dict[str, int]


def leaf(study: Study, *, user: User, status: str, number: str | None) -> Leaf:
    """A status that there is not means all."""
    status = status if status in Annotation.Status.values else ""
    page = Paginator(asked(study, user=user, status=status), ON_A_PAGE).get_page(number)
    standing = asked(study, user=user).order_by().values_list("status").annotate(count=Count("pk"))
    return Leaf(page, shown(page.object_list, study), status, dict(standing))
