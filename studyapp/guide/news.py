"""What is new in a study: counted since the reader's last visit, and the latest of it one by one."""

from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import Any

from django.db.models import Q

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


def news(study: Study, *, user: User) -> News:
    """Opening the page is a visit: what is counted stays the same for its length."""
    since = floor_of(study, begin_visit(study, user))
    answers = Q(answer__created_at__gt=since, status=Annotation.Status.RESOLVED) & ~Q(answer__author=user)
    return News(
        notes=notes(study, user).filter(shared_at__gt=since).exclude(author=user).count(),
        replies=replies(study, user).filter(created_at__gt=since).exclude(author=user).count(),
        answered=notes(study, user).filter(answers).count(),
    )


def notes(study: Study, user: User) -> Any:
    """With words: who only marks says nothing new."""
    return Annotation.objects.visible_to(user).shared().filter(study=study).exclude(body="")


def replies(study: Study, user: User) -> Any:
    return Reply.objects.visible_to(user).filter(study=study, hidden_at=None)


def latest(study: Study, *, user: User) -> list[Happening]:
    """The newest first, the user's own among them; nothing while the study is sealed."""
    if study.is_sealed:
        return []
    written = notes(study, user).with_number().select_related("author").order_by("-shared_at", "-pk")[:LATEST]
    said = replies(study, user).select_related("author").order_by("-created_at", "-pk")[:LATEST]
    threads = Annotation.objects.open_to(user).with_number().in_bulk({reply.annotation_id for reply in said})
    found = chain(
        (Happening(note.author, note, note.shared_at, address_of(note)) for note in written),
        (
            Happening(reply.author, note, reply.created_at, address_of(note), is_reply=True)
            for reply in said
            if (note := threads.get(reply.annotation_id))
        ),
    )
    return sorted(found, key=lambda each: each.moment, reverse=True)[:LATEST]
