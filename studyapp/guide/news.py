"""What is new in a study: counted since the reader's last visit, and the latest of it one by one."""

from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import Any

from django.db.models import Count, Q

from studyapp.accounts.models import User
from studyapp.annotations.addresses import address_of
from studyapp.annotations.models import Annotation, Reply
from studyapp.annotations.services.visiting import begin_visit, floor_of
from studyapp.studies.models import Study

LATEST = 6


@dataclass(frozen=True, slots=True)
class News:
    """What others did since the visit before this one."""

    notes: int
    replies: int
    answered: int

    @property
    def is_any(self) -> bool:
        return bool(self.notes or self.replies or self.answered)


@dataclass(frozen=True, slots=True)
class Happening:
    """Somebody wrote a note, or a reply when `is_reply`; never its words, but where they are read."""

    author: User
    note: Annotation
    moment: datetime
    address: str
    is_reply: bool = False


def told(study: Study, *, user: User) -> tuple[News, list[Happening]]:
    """What is new, and the latest one by one. Who may read what is worked out once: that costs more than asking."""
    written, said = notes(study, user), replies(study, user)
    return news(study, written, said, user=user), [] if study.is_sealed else latest(written, said)


def news(study: Study, written: Any, said: Any, *, user: User) -> News:
    """Opening the page is a visit: what is counted stays the same for its length."""
    since = floor_of(study, begin_visit(study, user))
    answers = Q(answer__created_at__gt=since, status=Annotation.Status.RESOLVED) & ~Q(answer__author=user)
    counts = written.aggregate(
        notes=Count("pk", filter=Q(shared_at__gt=since) & ~Q(author=user)), answered=Count("pk", filter=answers)
    )
    return News(replies=said.filter(created_at__gt=since).exclude(author=user).count(), **counts)


def notes(study: Study, user: User) -> Any:
    """With words: who only marks says nothing new."""
    return Annotation.objects.visible_to(user).shared().filter(study=study).exclude(body="")


def replies(study: Study, user: User) -> Any:
    return Reply.objects.visible_to(user).filter(study=study, hidden_at=None)


def latest(written: Any, said: Any) -> list[Happening]:
    """The newest first, the user's own among them."""
    lately = written.with_number().select_related("author").order_by("-shared_at", "-pk")[:LATEST]
    answers = said.select_related("author").order_by("-created_at", "-pk")[:LATEST]
    threads = Annotation.objects.with_number().in_bulk({reply.annotation_id for reply in answers})
    found = chain(
        (Happening(note.author, note, note.shared_at, address_of(note)) for note in lately),
        (
            Happening(reply.author, note, reply.created_at, address_of(note), is_reply=True)
            for reply in answers
            for note in [threads[reply.annotation_id]]
        ),
    )
    return sorted(found, key=lambda each: each.moment, reverse=True)[:LATEST]
