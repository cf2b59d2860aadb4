"""Acts of somebody on what they write about a text."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID, uuid4

from django.db import models, transaction
from django.utils import timezone

from studyapp.accounts.models import User
from studyapp.annotations.models import Annotation
from studyapp.annotations.services import marks as notes
from studyapp.annotations.services.topics import open_topic
from studyapp.library.models import Article
from studyapp.reflections.drafting import Mark, appended, drafted
from studyapp.reflections.keeping import is_worth_keeping
from studyapp.reflections.models import Reflection, Version
from studyapp.reflections.wording import LONGEST, as_topic
from studyapp.studies.models import Study

AT_ONCE = 500  # rows that wait for each other, at most


class StaleReflectionError(Exception):
    """It was changed in another window since; `now` is how it stands there."""

    def __init__(self, now: Reflection) -> None:
        super().__init__()
        self.now = now


class TooLongError(Exception):
    """With the marks it would be longer than a reflection can be."""


@transaction.atomic
def start(
    article: Article, *, author: User, key: UUID, study: Study | None = None, marks: Sequence[Mark] = (), prompts: bool
) -> Reflection:
    """Begin one from marks, or empty. Sent again with the same key, it is kept once. Raises TooLongError."""
    body = drafted(marks, prompts=prompts)
    if len(body) > LONGEST:
        raise TooLongError
    fields = {"article": article, "study": study, "body": body}
    reflection, is_new = Reflection.objects.get_or_create(author=author, key=key, defaults=fields)
    if is_new:
        reflection.notes.set([mark.pk for mark in marks])
    return reflection


@transaction.atomic
def save(
    reflection: Reflection,
    *,
    title: str,
    body: str,
    edition: int,
    hand: UUID | None = None,
    put: Iterable[int] = (),
    keeps: bool = False,
) -> Reflection:
    """Keep what was written. `put`: own notes that were put in meanwhile; `keeps`: what stood there is kept for sure.

    Raises StaleReflectionError when it is not the words of this `edition` that are changed, unless it was the same
    `hand` that did, and never heard.
    """
    now = held(reflection)
    again = hand is not None and hand == now.hand and edition == now.edition - 1
    if edition != now.edition and not again and (title, body) != (now.title, now.body):
        raise StaleReflectionError(now)
    if put:
        now.notes.add(*Annotation.objects.own(now.author).filter(article=now.article_id, pk__in=list(put)))
    if (title, body) != (now.title, now.body):
        write(now, title=title, body=body, hand=hand, keeps=keeps)
    return now


def write(reflection: Reflection, *, title: str, body: str, hand: UUID | None = None, keeps: bool = False) -> None:
    """Into a row that is held."""
    moment = timezone.now()
    if keeps or is_due(reflection, body, moment):
        keep(reflection)
    reflection.title, reflection.body, reflection.hand = title, body, hand
    reflection.changed_at = moment
    reflection.edition += 1
    reflection.save(update_fields=["title", "body", "hand", "changed_at", "edition"])


def is_due(reflection: Reflection, body: str, moment: datetime) -> bool:
    kept = reflection.versions.values_list("kept_at", flat=True).first()
    times = {"written_at": reflection.changed_at, "kept_at": kept or reflection.created_at, "now": moment}
    return is_worth_keeping(reflection.body, body, **times)


def keep(reflection: Reflection, **words: str) -> None:
    """What it says, or `words` that were to stand there, as an earlier version; not twice in a row."""
    said = {"title": reflection.title, "body": reflection.body, **words}
    last = reflection.versions.first()
    if last is None or (last.title, last.body) != (said["title"], said["body"]):
        Version.objects.create(reflection=reflection, written_at=reflection.changed_at, **said)


@transaction.atomic
def set_aside(reflection: Reflection, *, title: str, body: str) -> None:
    """What was written in a window that was overtaken: kept among the earlier versions, what stands there stays."""
    now = held(reflection)
    now.changed_at = timezone.now()
    keep(now, title=title, body=body)


@transaction.atomic
def add_marks(reflection: Reflection, *, marks: Sequence[Mark]) -> Reflection:
    """Behind what stands there, which is not touched. Raises TooLongError."""
    now = held(reflection)
    body = appended(now.body, marks)
    if len(body) > LONGEST:
        raise TooLongError
    now.notes.add(*(mark.pk for mark in marks))
    if marks:
        write(now, title=now.title, body=body)
    return now


@transaction.atomic
def restore_version(version: Version) -> Reflection:
    """What it said before it says again; what it says now is kept."""
    now = held(version.reflection)
    write(now, title=version.title, body=version.body, keeps=True)
    return now


@transaction.atomic
def share(reflection: Reflection, *, study: Study) -> None:
    """Let the group of a study see it as it is now, as a topic of its discussion; so too the newer one.

    What was taken back comes back with what was said to it.
    """
    now = held(reflection)
    topic, body = now.topic, as_topic(now.name, now.body)
    if topic and topic.is_restorable:
        notes.restore(topic)
        topic.refresh_from_db()
    if topic is None or topic.is_gone or topic.study_id != study.pk:
        topic = open_topic(study, author=now.author, key=uuid4(), body=body)
    elif topic.body != body:
        notes.rewrite(topic, body=body, tags=(), edition=topic.edition)
    now.topic, now.study = topic, study
    now.save(update_fields=["topic", "study"])


@transaction.atomic
def unshare(reflection: Reflection) -> None:
    """The group sees it no more; what others replied stays in its discussion, and comes back with it."""
    now = held(reflection)
    if now.topic and not now.topic.is_gone:
        notes.delete(now.topic)


@transaction.atomic
def delete(reflection: Reflection) -> None:
    """Out of sight at once, for the group too; it can be brought back for oneself."""
    unshare(reflection)
    Reflection.objects.filter(pk=reflection.pk, deleted_at=None).update(deleted_at=timezone.now())


@transaction.atomic
def restore(reflection: Reflection) -> None:
    """For oneself: the group sees it again when it is shared again."""
    Reflection.objects.filter(pk=reflection.pk).update(deleted_at=None)


def held(reflection: Reflection) -> Reflection:
    """As it is now, and nobody else's turn until the transaction ends.

    Held first and read then: PostgreSQL would join the topic as it was before the wait.
    """
    Reflection.objects.select_for_update().get(pk=reflection.pk)
    return Reflection.objects.select_related("author", "article", "topic", "study").get(pk=reflection.pk)


@transaction.atomic
def forget(before: datetime) -> int:
    """Those deleted before that moment."""
    return forgotten(Reflection.objects.filter(deleted_at__lt=before))


@transaction.atomic
def forget_those_of_the_left() -> int:
    """What only they could see; what they shared stays in the group's discussion, without their name."""
    return forgotten(Reflection.objects.filter(author__anonymised_at__isnull=False))


def forgotten(rows: models.QuerySet[Reflection]) -> int:
    batch = [row.pk for row in rows.order_by("pk").select_for_update(of=("self",))[:AT_ONCE]]
    Reflection.objects.filter(pk__in=batch).delete()
    return len(batch)
