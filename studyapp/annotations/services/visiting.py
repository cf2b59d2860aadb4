"""What is new to a reader in a study since they were last there. Nobody else learns when that was."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import DateTimeField, Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from studyapp.accounts.models import User
from studyapp.annotations.models import Annotation, Reply, ThreadSeen, Visit
from studyapp.annotations.models.annotations import AnnotationQuerySet
from studyapp.studies.models import Study

ABSENCE = timedelta(minutes=30)  # after which somebody comes anew
EXACT = timedelta(minutes=1)  # a page opened sooner is not worth writing down


def begin_visit(study: Study, user: User) -> datetime:
    """Call when a page of the study is opened. Since when things are new: the end of the visit before this one."""
    visit = Visit.objects.filter(user=user, study=study).first()
    if visit and timezone.now() - visit.came_at < EXACT:
        return visit.since  # without holding up those who write
    return come(study, user)


@transaction.atomic
def come(study: Study, user: User) -> datetime:
    now = timezone.now()
    visit, is_first = Visit.objects.get_or_create(user=user, study=study, defaults={"since": now, "came_at": now})
    if is_first:
        return visit.since
    if now - visit.came_at > ABSENCE:
        visit.since = visit.came_at
    visit.came_at = now
    visit.save(update_fields=["since", "came_at"])
    return visit.since


def last_seen(annotation: Annotation, user: User) -> datetime | None:
    """When the reader had the thread before them."""
    seen = ThreadSeen.objects.filter(annotation=annotation, user=user)
    return seen.values_list("seen_at", flat=True).first()


def see(annotation: Annotation, user: User, *, seen_at: datetime | None = None) -> None:
    """The reader has the thread before them, last `seen_at`; not worth writing down when nothing happened since."""
    if seen_at is None or seen_at < annotation.active_at:
        ThreadSeen.objects.update_or_create(annotation=annotation, user=user, defaults={"seen_at": timezone.now()})


def unread(study: Study, user: User, *, among: AnnotationQuerySet | None = None) -> AnnotationQuerySet:
    """What others wrote, and threads in which others replied, since the visit before, that the reader has not opened.

    Marks without words are not read and so never unread. `among`: notes of a revealed study of which it is known that
    the user may see them; asking that again takes longer than all the rest.
    """
    since = Visit.objects.filter(study=study, user=user).values_list("since", flat=True).first()
    notes: AnnotationQuerySet = Annotation.objects.open_to(user).filter(study=study)
    if since is None:
        return notes.none()
    floor = Value(floor_of(study, since), output_field=DateTimeField())
    seen = ThreadSeen.objects.filter(user=user, annotation=OuterRef("pk")).values("seen_at")
    said = Reply.objects.visible_to(user).filter(hidden_at=None) if among is None else Reply.objects.standing()
    replies = said.exclude(author=user).filter(annotation=OuterRef("pk"))
    fresh = Q(shared_at__gt=F("known"), deleted_at=None, hidden_at=None) & ~Q(author=user) & ~Q(body="")
    return notes.annotate(known=Greatest(Coalesce(Subquery(seen), floor), floor)).filter(
        fresh | Exists(replies.filter(created_at__gt=OuterRef("known")))
    )


def floor_of(study: Study, since: datetime) -> datetime:
    """What was revealed since is new, whenever it was written."""
    if study.was_revealed and study.reveals_at and study.sealed_at and study.reveals_at > since:
        return min(since, study.sealed_at)
    return since
