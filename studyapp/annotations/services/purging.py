"""What is forgotten for good: deleted words after their grace, and what people leave behind who have left."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from studyapp.annotations.models import Annotation, Lens, Reaction, Reply, Tag, ThreadSeen, Visit, Wording
from studyapp.annotations.services.marks import start_over
from studyapp.inbox.models import Notification

AT_ONCE = 500  # rows that wait for each other, at most


def held(rows: QuerySet[Any]) -> list[int]:
    """The keys of a batch of these rows as they are now: what was just brought back is no longer among them."""
    return [row.pk for row in rows.order_by("pk").select_for_update(of=("self",))[:AT_ONCE]]


@transaction.atomic
def forget_replies(before: datetime) -> int:
    """Replies that their authors deleted before that moment. Their notes come first, as in every act on a reply."""
    old = Reply.objects.filter(deleted_at__lt=before)
    batch = dict(old.order_by("annotation", "pk").values_list("pk", "annotation")[:AT_ONCE])
    held(Annotation.objects.filter(pk__in=batch.values()))
    pks = held(old.filter(pk__in=batch))
    Reply.objects.filter(pk__in=pks).delete()
    return len(pks)


@transaction.atomic
def forget_notes(before: datetime) -> int:
    """Notes that their authors deleted before that moment, unless they still hold what others said."""
    pks = held(Annotation.objects.filter(~said_to(), deleted_at__lt=before))
    Annotation.objects.filter(pk__in=pks).delete()
    return len(pks)


@transaction.atomic
def wipe_notes(before: datetime) -> int:
    """Of those that do, the words, their earlier wordings and their tags; the place stays for the others."""
    deleted = Annotation.objects.filter(said_to(), deleted_at__lt=before)
    words = ~Q(body="") | Exists(Wording.objects.filter(annotation=OuterRef("pk"), reply=None))
    pks = held(deleted.filter(words | Exists(Tag.objects.filter(annotation=OuterRef("pk")))))
    Annotation.objects.filter(pk__in=pks).update(body="", html="")
    Wording.objects.filter(annotation__in=pks, reply=None).delete()
    Tag.objects.filter(annotation__in=pks).delete()
    return len(pks)


def said_to() -> Exists:
    """That somebody else's reply stands there."""
    others = Reply.objects.filter(annotation=OuterRef("pk"), deleted_at=None)
    return Exists(others.exclude(author=OuterRef("author")))


@transaction.atomic
def forget_private_notes_of_the_left() -> int:
    """What only they could see; what they said to a group stays, without their name."""
    pks = held(Annotation.objects.filter(study=None, author__anonymised_at__isnull=False))
    Annotation.objects.filter(pk__in=pks).delete()
    return len(pks)


@transaction.atomic
def forget_ways_of_the_left() -> int:
    """What they had read, how they looked at it, and what they were told."""
    rows = [
        model.objects.filter(user__anonymised_at__isnull=False) for model in (ThreadSeen, Visit, Lens, Notification)
    ]
    return sum(found.delete()[0] for found in rows)


@transaction.atomic
def forget_ended_groups() -> int:
    """A note whose group has ended is its author's alone: of what others said and did to it nothing is left."""
    traces = Q(shared_at__isnull=False) | Exists(Reaction.objects.filter(annotation=OuterRef("pk")))
    pks = held(Annotation.objects.filter(traces, study=None))
    for annotation in Annotation.objects.filter(pk__in=pks):
        start_over(annotation, shared_at=None, hidden_at=None, hidden_by=None, hidden_reason="")
    ThreadSeen.objects.filter(annotation__in=pks).exclude(user=F("annotation__author")).delete()
    return len(pks)
