"""Acts of an author on their own notes."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from studyapp.accounts.models import User
from studyapp.annotations.anchoring import LostAnchorError, anchored
from studyapp.annotations.mentions import mentioned, names_of
from studyapp.annotations.models import Annotation, Reply, Tag, Wording
from studyapp.annotations.services.notifying import notify_mentions, notify_written, retract, take_back
from studyapp.annotations.services.telling import Change, tell, tell_all
from studyapp.library.models import Revision
from studyapp.markdown import rendered
from studyapp.studies.models import Study


class StaleNoteError(Exception):
    """Somebody, most likely the author in another window, has changed the words since they were read."""


@transaction.atomic
def annotate(
    revision: Revision,
    *,
    author: User,
    key: UUID,
    kind: str,
    start: int,
    end: int,
    quote: str,
    study: Study | None = None,
    line: str = Annotation.Line.SOLID,
    body: str = "",
    tags: Sequence[str] = (),
) -> Annotation:
    """Pin a note to the quoted words, and tell the group if it may know. Sent again with the same key, it is kept once.

    `start` and `end` count code points of the revision's text. Without a study the note is private.
    Raises LostAnchorError when other words stand there.
    """
    try:
        paragraph = anchored(revision, start=start, end=end, quote=quote)
    except LostAnchorError:
        sent = Annotation.objects.filter(author=author, key=key).first()  # when the text was another
        if sent:
            return sent
        raise
    place = {"paragraph": paragraph, "start": start, "end": end}
    words = {"quote": quote, "body": body, "kind": kind, "line": line}
    return keep(revision, author=author, key=key, study=study, tags=tags, fields={**place, **words})


@transaction.atomic(savepoint=False)
def keep(
    revision: Revision,
    *,
    author: User,
    key: UUID,
    study: Study | None,
    fields: dict[str, object],
    tags: Sequence[str] = (),
) -> Annotation:
    """A new row of these `fields`, and all that follows from it; the one that is there when it was sent before."""
    now = timezone.now()
    people = mentioned(str(fields["body"]), study, by=author)
    made = {
        "article_id": revision.article_id,
        "revision": revision,
        "study": study,
        "html": rendered(str(fields["body"]), names=names_of(people)),
        "created_at": now,
        "active_at": now,
        "shared_at": now if study else None,
    }
    annotation, is_new = Annotation.objects.get_or_create(author=author, key=key, defaults={**made, **fields})
    if is_new:
        annotation.is_new = True
        tag(annotation, tags)
        tell(annotation)
        notify_written(annotation)
    return annotation


def tag(annotation: Annotation, names: Sequence[str]) -> None:
    Tag.objects.bulk_create([Tag(annotation=annotation, name=name) for name in dict.fromkeys(names)])


@transaction.atomic
def rewrite(annotation: Annotation, *, body: str, tags: Sequence[str], edition: int, line: str = "") -> Annotation:
    """Change the words; those that stood there are kept. Raises StaleNoteError when `edition` is not the present."""
    annotation = one_held(annotation)
    if annotation.edition != edition:
        raise StaleNoteError
    people = mentioned(body, annotation.study, by=annotation.author)
    known = mentioned(annotation.body, annotation.study, by=annotation.author)
    if annotation.body != body:
        keep_wording(annotation)
        annotation.body, annotation.html = body, rendered(body, names=names_of(people))
        annotation.edited_at = annotation.active_at = timezone.now()
        annotation.edition += 1
    annotation.line = line or annotation.line
    annotation.save(update_fields=["body", "html", "edited_at", "active_at", "edition", "line"])
    annotation.tags.all().delete()
    tag(annotation, tags)
    tell(annotation, moves=False)
    notify_mentions(annotation, None, [person for person in people if person not in known])
    return annotation


def keep_wording(annotation: Annotation) -> None:
    Wording.objects.create(
        annotation=annotation,
        body=annotation.body,
        html=annotation.html,
        written_at=annotation.edited_at or annotation.created_at,
    )


@transaction.atomic
def delete(*annotations: Annotation) -> None:
    """Out of sight at once, for everybody; it can be brought back."""
    gone = [annotation for annotation in held(annotations) if not annotation.is_gone]
    Annotation.objects.filter(pk__in=[annotation.pk for annotation in gone]).update(deleted_at=timezone.now())
    tell_all(Change(annotation, annotation.study) for annotation in gone)
    take_back(*gone)


@transaction.atomic
def restore(*annotations: Annotation) -> None:
    """It stands there again, and is told again."""
    back = [annotation for annotation in held(annotations) if annotation.is_gone]
    Annotation.objects.filter(pk__in=[annotation.pk for annotation in back]).update(deleted_at=None)
    tell_all(Change(annotation, annotation.study) for annotation in back)
    notify_written(*back)


@transaction.atomic
def share(*annotations: Annotation, study: Study) -> None:
    """Let a group see private notes: as they are now, not as they were. What another group said is forgotten."""
    private = [annotation for annotation in held(annotations) if annotation.is_private and not annotation.is_gone]
    now = timezone.now()
    for annotation in private:
        people = mentioned(annotation.body, study, by=annotation.author)
        html = rendered(annotation.body, names=names_of(people))
        start_over(annotation, study=study, shared_at=now, active_at=now, html=html)
    tell_all(Change(annotation, study) for annotation in private)
    notify_written(*private)


@transaction.atomic
def unshare(*annotations: Annotation) -> list[Annotation]:
    """Take group notes back for oneself; they are gone everywhere at once. Those to which others replied stay: these.

    What others deleted of their own accord, and that they agreed, does not hold a note.
    """
    shared = [annotation for annotation in held(annotations) if not annotation.is_private]
    others = Reply.objects.filter(annotation__in=shared, deleted_at=None).exclude(author=F("annotation__author"))
    replied = set(others.values_list("annotation", flat=True))
    free = [annotation for annotation in shared if annotation.pk not in replied]
    changes = [Change(annotation, annotation.study) for annotation in free]
    for annotation in free:
        start_over(annotation, study=None, shared_at=None)
    tell_all(changes)
    retract(*free)
    return [annotation for annotation in shared if annotation.pk in replied]


def start_over(annotation: Annotation, **fields: object) -> None:
    """As if nobody had ever said anything to it."""
    annotation.replies.all().delete()
    annotation.reactions.all().delete()
    untouched = {"reply_count": 0, "agree_count": 0, "me_too_count": 0, "locked_at": None, "answer": None}
    Annotation.objects.filter(pk=annotation.pk).update(**untouched, status=Annotation.Status.OPEN, **fields)
    annotation.refresh_from_db()


def held(annotations: Iterable[Annotation]) -> list[Annotation]:
    """The notes as they are now, and nobody else's turn until the transaction ends.

    Every act on notes or on what is said to them begins here: so counts are right, and no two acts block each other.
    The study is read when the rows are held: PostgreSQL would join the one that they had before the wait.
    """
    rows = Annotation.objects.select_for_update(of=("self",)).select_related("revision", "author")
    return list(
        rows.prefetch_related("study").filter(pk__in=[annotation.pk for annotation in annotations]).order_by("pk")
    )


def one_held(annotation: Annotation) -> Annotation:
    """Raises IndexError when it was forgotten."""
    return held([annotation])[0]
