"""Telling people what others said to them, and forgetting it: together with a notice to the pages they have open."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from studyapp.accounts.models import User
from studyapp.groups.models import StudyGroup
from studyapp.inbox.models import Notification
from studyapp.live.services import publish, publish_each

LONGEST_TITLE = 60  # characters of the text


@transaction.atomic
def notify(
    people: Mapping[int, str],
    *,
    subject: str,
    group: StudyGroup,
    about: str,
    address: str,
    title: str,
    by: User,
    topic: str = "",
    waits: bool = False,
    until: datetime | None = None,
) -> None:
    """Tell each of `people` (the key of a user: the kind) once; what is still unread of the same is one with it.

    `waits`: nobody is to know before `until`, or before `reveal` when there is no time yet. The last thing an act does.
    """
    now = timezone.now()
    shown = {"happened_at": until or now, "shows_at": until} if waits else {"happened_at": now, "shows_at": now}
    said = {"group": group, "address": address, "about": about, "title": title[:LONGEST_TITLE], "topic": topic, **shown}
    unread = Notification.objects.unread().filter(subject=subject, user__in=people)
    known = {row.user_id: row.pk for row in unread.select_for_update() if people[row.user_id] == row.kind}
    Notification.objects.filter(pk__in=known.values()).update(count=F("count") + 1, **said)
    fresh = [
        Notification(user_id=user, kind=kind, subject=subject, **said)
        for user, kind in people.items()
        if user not in known
    ]
    Notification.objects.bulk_create(fresh, ignore_conflicts=True)
    name(by, rows=[row.pk for row in unread.all() if people[row.user_id] == row.kind])
    if not waits:
        ring(people)


def name(actor: User, *, rows: Iterable[int]) -> None:
    through = Notification.actors.through
    named = [through(notification_id=row, user_id=actor.pk) for row in rows]
    through.objects.bulk_create(named, ignore_conflicts=True)


def ring(people: Iterable[int]) -> None:
    """The bells on the pages they have open count again."""
    publish_each([f"user-{pk}" for pk in people], "inbox")


@transaction.atomic
def take_back(people: Mapping[int, str], *, subject: str, by: User, is_silent: bool) -> None:
    """One thing that `by` did is gone: what is unread counts one less. `is_silent`: nothing else of theirs is left."""
    rows = Notification.objects.unread().filter(subject=subject, user__in=people, actors=by)
    mine = [row for row in rows if people[row.user_id] == row.kind]
    Notification.objects.filter(pk__in=[row.pk for row in mine if row.count <= 1]).delete()
    left = Notification.objects.filter(pk__in=[row.pk for row in mine if row.count > 1])
    left.update(count=F("count") - 1)
    if is_silent:
        Notification.actors.through.objects.filter(notification__in=left, user=by).delete()
    ring(row.user_id for row in mine if row.is_shown)


@transaction.atomic
def retract(subject: str) -> None:
    """What was told about it, read or not, is gone."""
    rows = Notification.objects.filter(subject=subject)
    people = set(rows.shown().values_list("user", flat=True))
    rows.delete()
    ring(people)


@transaction.atomic
def hold(topic: str) -> None:
    """Nobody is to know any more what was told of this, until it is revealed."""
    rows = Notification.objects.filter(topic=topic)
    people = set(rows.shown().values_list("user", flat=True))
    rows.update(shows_at=None)
    ring(people)


@transaction.atomic
def reveal(topic: str, *, at: datetime | None) -> None:
    """What waits shows at that time, which may be now; without one not before somebody sets it."""
    now = timezone.now()
    waiting = Notification.objects.filter(topic=topic).waiting()
    rows = list(waiting.values_list("pk", "user"))
    waiting.update(shows_at=at, happened_at=at or now)
    if at and at <= now:
        ring({user for _, user in rows})


@transaction.atomic
def read(notification: Notification) -> None:
    Notification.objects.filter(pk=notification.pk, read_at=None).update(read_at=timezone.now())
    publish(f"user-{notification.user_id}", "inbox")


@transaction.atomic
def read_all(user: User) -> None:
    Notification.objects.visible_to(user).unread().update(read_at=timezone.now())
    publish(f"user-{user.pk}", "inbox")
