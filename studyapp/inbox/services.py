"""Telling people what others said to them, and forgetting it: together with a notice to the pages they have open."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from studyapp.accounts.models import User
from studyapp.groups.models import StudyGroup
from studyapp.inbox.models import Notification, NotificationQuerySet
from studyapp.live.services import publish, publish_each

LONGEST_TITLE = 60  # characters of the text
TOLD = ["count", "things", "happened_at", "shows_at", "group", "address", "about", "topic", "title"]


@dataclass(frozen=True, slots=True)
class News:
    """What `people` are told, each (the key of a user) as what kind.

    `thing` is what exactly happened around the subject, such as "reply-55"; by this name it is taken back. `waits`:
    nobody is to know before `until`, or before `reveal` when there is no time yet.
    """

    people: Mapping[int, str]
    subject: str
    group: StudyGroup
    about: str
    address: str
    title: str
    by: User
    thing: str = ""
    topic: str = ""
    waits: bool = False
    until: datetime | None = None

    def put_on(self, row: Notification, now: datetime) -> None:
        """What is still unread of the same is one with it; a thing counts once."""
        row.count += not row.things.get(self.thing)
        row.things |= {self.thing: self.by.pk} if self.thing else {}
        row.happened_at = self.until or now if self.waits else now
        row.shows_at = self.until if self.waits else now
        row.group, row.address, row.about, row.topic = self.group, self.address, self.about, self.topic
        row.title = self.title[:LONGEST_TITLE]


@transaction.atomic
def notify(*news: News) -> None:
    """Tell each of their people once. The last thing an act does, all of it together."""
    now = timezone.now()
    told = [(each, (each.subject, user, kind)) for each in news for user, kind in each.people.items()]
    unread = Notification.objects.unread().filter(
        subject__in={each.subject for each in news}, user__in={user for each in news for user in each.people}
    )
    rows = by_key(in_order(unread))
    for each, key in told:
        subject, user, kind = key
        row = rows.setdefault(key, Notification(user_id=user, kind=kind, subject=subject, count=0))
        each.put_on(row, now)
    Notification.objects.bulk_update([row for row in rows.values() if row.pk], TOLD)
    Notification.objects.bulk_create([row for row in rows.values() if not row.pk], ignore_conflicts=True)
    known = by_key(unread.all())
    name((known[key].pk, each.by.pk) for each, key in told if key in known)
    ring({user for each in news if not each.waits for user in each.people})


def in_order(rows: NotificationQuerySet) -> list[Notification]:
    """And nobody else's turn at them until the transaction ends. Everywhere in one order, or acts block each other."""
    return list(rows.order_by("pk").select_for_update(of=("self",)))


def by_key(rows: Iterable[Notification]) -> dict[tuple[str, int, str], Notification]:
    return {(row.subject, row.user_id, row.kind): row for row in rows}


def name(actors: Iterable[tuple[int, int]]) -> None:
    """Rows, and who did something in each."""
    through = Notification.actors.through
    named = [through(notification_id=row, user_id=actor) for row, actor in actors]
    through.objects.bulk_create(named, ignore_conflicts=True)


def ring(people: Iterable[int]) -> None:
    """The bells on the pages they have open count again."""
    publish_each([f"user-{pk}" for pk in people], "inbox")


@transaction.atomic
def take_back(things: Mapping[str, str]) -> None:
    """Each of these things, of its subject, is gone: whoever was told, read it or not, was not told of it."""
    told = in_order(Notification.objects.filter(subject__in=set(things.values())))
    rows = [row for row in told if row.things.keys() & things.keys()]
    for row in rows:
        left = {thing: actor for thing, actor in row.things.items() if thing not in things}
        row.count -= len(row.things) - len(left)
        row.things = left
        row.actors.through.objects.filter(notification=row).exclude(user__in=left.values()).delete()
    Notification.objects.filter(pk__in=[row.pk for row in rows if not row.things]).delete()
    Notification.objects.bulk_update([row for row in rows if row.things], ["count", "things"])
    ring({row.user_id for row in rows if row.is_shown and not row.read_at})


@transaction.atomic
def retract(*subjects: str) -> None:
    """What was told about them, read or not, is gone."""
    rows = in_order(Notification.objects.filter(subject__in=subjects))
    Notification.objects.filter(pk__in=[row.pk for row in rows]).delete()
    ring({row.user_id for row in rows if row.is_shown})


@transaction.atomic
def hold(topic: str) -> None:
    """Nobody is to know any more what was told of this, until it is revealed."""
    rows = in_order(Notification.objects.filter(topic=topic))
    Notification.objects.filter(pk__in=[row.pk for row in rows]).update(shows_at=None)
    ring({row.user_id for row in rows if row.is_shown})


@transaction.atomic
def reveal(topic: str, *, at: datetime | None) -> None:
    """What waits shows at that time, which may be now; without one not before somebody sets it."""
    now = timezone.now()
    rows = in_order(Notification.objects.filter(topic=topic).waiting())
    Notification.objects.filter(pk__in=[row.pk for row in rows]).update(shows_at=at, happened_at=at or now)
    if at and at <= now:
        ring({row.user_id for row in rows})


@transaction.atomic
def read(notification: Notification) -> None:
    Notification.objects.filter(pk=notification.pk, read_at=None).update(read_at=timezone.now())
    publish(f"user-{notification.user_id}", "inbox")


@transaction.atomic
def read_all(user: User) -> None:
    rows = in_order(Notification.objects.visible_to(user).unread())
    Notification.objects.filter(pk__in=[row.pk for row in rows]).update(read_at=timezone.now())
    publish(f"user-{user.pk}", "inbox")
