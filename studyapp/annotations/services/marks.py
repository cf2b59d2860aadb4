"""Acts of an author on their own notes."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from studyapp.accounts.models import User
from studyapp.annotations.anchoring import anchored
from studyapp.annotations.mentions import mentioned, names_of
from studyapp.annotations.models import Annotation, Tag, Wording
from studyapp.annotations.services.notifying import notify_mentions, retract
from studyapp.annotations.services.telling import tell
from studyapp.library.models import Revision
from studyapp.markdown import rendered
from studyapp.studies.models import Study


class RepliedError(Exception):
    """Others have replied: it is theirs as well, and cannot become private any more."""


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
    sent = Annotation.objects.filter(author=author, key=key).first()
    if sent:
        return sent
    place = {"paragraph": anchored(revision, start=start, end=end, quote=quote), "start": start, "end": end}
    words = {"quote": quote, "body": body, "kind": kind, "line": line}
    return keep(revision, author=author, key=key, study=study, tags=tags, fields={**place, **words})


@transaction.atomic
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
        tag(annotation, tags)
        tell(annotation)
        notify_mentions(annotation, None, people)
    return annotation


def tag(annotation: Annotation, names: Sequence[str]) -> None:
    Tag.objects.bulk_create([Tag(annotation=annotation, name=name) for name in dict.fromkeys(names)])


@transaction.atomic
def rewrite(annotation: Annotation, *, body: str, tags: Sequence[str], edition: int, line: str = "") -> Annotation:
    """Change the words; those that stood there are kept. Raises StaleNoteError when `edition` is not the present."""
    annotation = held(annotation)
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
    tell(annotation)
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
def delete(annotation: Annotation) -> None:
    """Out of sight at once, for everybody; it can be brought back."""
    annotation = held(annotation)
    if annotation.is_gone:
        return
    annotation.deleted_at = timezone.now()
    annotation.save(update_fields=["deleted_at"])
    tell(annotation)
    retract(annotation)


@transaction.atomic
def restore(annotation: Annotation) -> None:
    annotation = held(annotation)
    annotation.deleted_at = None
    annotation.save(update_fields=["deleted_at"])
    tell(annotation)


@transaction.atomic
def share(annotation: Annotation, *, study: Study) -> Annotation:
    """Let a group see a private note: as it is now, not as it was. What another group said of it is forgotten."""
    annotation = held(annotation)
    if annotation.study_id:
        return annotation
    people = mentioned(annotation.body, study, by=annotation.author)
    html = rendered(annotation.body, names=names_of(people))
    now = timezone.now()
    start_over(annotation, study=study, shared_at=now, active_at=now, html=html)
    tell(annotation)
    notify_mentions(annotation, None, people)
    return annotation


@transaction.atomic
def unshare(annotation: Annotation) -> Annotation:
    """Take a group note back for oneself; it is gone everywhere at once. Raises RepliedError.

    What others deleted of their own accord, and that they agreed, does not hold it.
    """
    annotation = held(annotation)
    study = annotation.study
    if annotation.replies.filter(deleted_at=None).exclude(author=annotation.author_id).exists():
        raise RepliedError
    start_over(annotation, study=None, shared_at=None)
    tell(annotation, study=study)
    retract(annotation)
    return annotation


def start_over(annotation: Annotation, **fields: object) -> None:
    """As if nobody had ever said anything to it."""
    annotation.replies.all().delete()
    annotation.reactions.all().delete()
    untouched = {"reply_count": 0, "agree_count": 0, "me_too_count": 0, "locked_at": None, "answer": None}
    Annotation.objects.filter(pk=annotation.pk).update(**untouched, status=Annotation.Status.OPEN, **fields)
    annotation.refresh_from_db()


def held(annotation: Annotation) -> Annotation:
    """The note as it is now, and nobody else's turn until the transaction ends.

    Every act on a note or on what is said to it begins here: so counts are right, and no two acts block each other.
    """
    rows = Annotation.objects.select_for_update(of=("self",)).select_related("study", "revision", "author")
    return rows.get(pk=annotation.pk)
