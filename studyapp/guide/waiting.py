"""What waits for somebody over all their groups: whom they owe an answer, and what is new in which study."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Max, Q

from studyapp.accounts.models import User
from studyapp.annotations.models import Annotation, Reply
from studyapp.inbox.entries import Entry, entries
from studyapp.inbox.models import Notification
from studyapp.studies.models import Study

MENTIONS, STUDIES = 5, 5
SUBJECT = re.compile(r"annotation-(\d+)")


@dataclass(frozen=True, slots=True)
class Fresh:
    """A study in which others have written `count` notes since the reader was there."""

    study: Study
    count: int


def mentions(user: User) -> list[Entry]:
    """Where somebody said the user's name and the user has not replied since; the newest first."""
    found: Any = Notification.objects.visible_to(user).filter(kind=Notification.Kind.MENTION)
    newest = list(found.order_by("-happened_at")[: 4 * MENTIONS])
    threads = threads_of(newest)
    replied, there = last_replies(user, threads), readable(user, threads)
    waiting = [each for each in newest if thread_of(each) in there and not answered(each, replied)]
    kept = [each.pk for each in waiting[:MENTIONS]]
    return entries(found.filter(pk__in=kept).with_people().select_related("group").order_by("-happened_at"))


def thread_of(notification: Notification) -> int | None:
    match = SUBJECT.fullmatch(notification.subject)
    return int(match[1]) if match else None


def threads_of(notifications: Iterable[Notification]) -> list[int]:
    return [pk for each in notifications if (pk := thread_of(each)) is not None]


def readable(user: User, threads: list[int]) -> set[int]:
    """A thread may have gone since, or its text."""
    return set(Annotation.objects.open_to(user).filter(pk__in=threads).values_list("pk", flat=True))


def last_replies(user: User, threads: list[int]) -> dict[int, Any]:
    rows = Reply.objects.own(user).filter(annotation__in=threads).order_by().values_list("annotation")
    return dict(rows.annotate(last=Max("created_at")))


def answered(notification: Notification, replied: dict[int, Any]) -> bool:
    thread = thread_of(notification)
    return thread in replied and replied[thread] > notification.happened_at


def fresh(user: User) -> list[Fresh]:
    """Of studies where the user has been before; marks without words are nothing new."""
    unseen = Q(study__visits__user=user.pk, shared_at__gt=F("study__visits__came_at"))
    notes: Any = Annotation.objects.visible_to(user).shared().exclude(author=user).exclude(body="").filter(unseen)
    counts = dict(notes.order_by().values_list("study").annotate(count=Count("pk", distinct=True)))
    studies = Study.objects.visible_to(user).filter(pk__in=counts).select_related("group", "article")
    found = [Fresh(study, counts[study.pk]) for study in studies]
    return sorted(found, key=lambda each: -each.count)[:STUDIES]
