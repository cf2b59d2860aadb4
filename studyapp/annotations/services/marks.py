"""Acts of an author on their own notes."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from studyapp.accounts.models import User
from studyapp.annotations.anchoring import anchored
from studyapp.annotations.models import Annotation, Tag, Wording
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
    paragraph = anchored(revision, start=start, end=end, quote=quote)
    now = timezone.now()
    annotation = Annotation.objects.create(
        article_id=revision.article_id,
        revision=revision,
        author=author,
        study=study,
        kind=kind,
        line=line,
        paragraph=paragraph,
        start=start,
        end=end,
        quote=quote,
        body=body,
        html=rendered(body),
        key=key,
        created_at=now,
        active_at=now,
        shared_at=now if study else None,
    )
    tag(annotation, tags)
    tell(annotation)
    return annotation


def tag(annotation: Annotation, names: Sequence[str]) -> None:
    Tag.objects.bulk_create([Tag(annotation=annotation, name=name) for name in dict.fromkeys(names)])


@transaction.atomic
def rewrite(annotation: Annotation, *, body: str, tags: Sequence[str], edition: int, line: str = "") -> Annotation:
    """Change the words; those that stood there are kept. Raises StaleNoteError when `edition` is not the present."""
    annotation = held(annotation)
    if annotation.edition != edition:
        raise StaleNoteError
    now = timezone.now()
    if annotation.body != body:
        keep_wording(annotation)
        annotation.body, annotation.html = body, rendered(body)
        annotation.edited_at = annotation.active_at = now
        annotation.edition += 1
    annotation.line = line or annotation.line
    annotation.save(update_fields=["body", "html", "edited_at", "active_at", "edition", "line"])
    annotation.tags.all().delete()
    tag(annotation, tags)
    tell(annotation)
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
    Annotation.objects.filter(pk=annotation.pk, deleted_at=None).update(deleted_at=timezone.now())
    tell(annotation)


@transaction.atomic
def restore(annotation: Annotation) -> None:
    Annotation.objects.filter(pk=annotation.pk).update(deleted_at=None)
    tell(annotation)


@transaction.atomic
def share(annotation: Annotation, *, study: Study) -> None:
    """Let a group see a private note: as it is now, not as it was before."""
    now = timezone.now()
    Annotation.objects.filter(pk=annotation.pk, study=None).update(study=study, shared_at=now, active_at=now)
    tell(held(annotation))


@transaction.atomic
def unshare(annotation: Annotation) -> None:
    """Take a group note back for oneself; it is gone everywhere at once. Raises RepliedError."""
    annotation = held(annotation)
    study = annotation.study
    if annotation.reply_count and annotation.replies.exclude(author=annotation.author_id).exists():
        raise RepliedError
    annotation.replies.all().delete()
    annotation.reactions.all().delete()
    Annotation.objects.filter(pk=annotation.pk).update(
        study=None, shared_at=None, reply_count=0, agree_count=0, me_too_count=0, locked_at=None, answer=None,
        status=Annotation.Status.OPEN,
    )  # fmt: skip
    annotation.refresh_from_db()
    tell(annotation, study=study)


def held(annotation: Annotation) -> Annotation:
    """The note as it is now, and nobody else's turn until the transaction ends."""
    return Annotation.objects.select_for_update(of=("self",)).select_related("study").get(pk=annotation.pk)
