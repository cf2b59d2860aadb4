"""Acts of those who reply to a note. Each begins with the note in hand, so that counts are right."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from studyapp.accounts.models import User
from studyapp.annotations.mentions import mentioned, names_of
from studyapp.annotations.models import Annotation, Reply, Wording
from studyapp.annotations.services.marks import StaleNoteError, one_held
from studyapp.annotations.services.notifying import notify_mentions, notify_reply, take_back_reply
from studyapp.annotations.services.telling import tell
from studyapp.markdown import rendered


class ClosedThreadError(Exception):
    """Nothing can be said to the note any more: it is locked, hidden, deleted or private since."""


@transaction.atomic
def reply(annotation: Annotation, *, author: User, key: UUID, body: str) -> Reply:
    """Say something to a group note. Sent again with the same key, it is kept once. Raises ClosedThreadError."""
    annotation = one_held(annotation)
    sent = Reply.objects.filter(author=author, key=key).first()
    if sent:
        return sent
    study = annotation.study
    if study is None or annotation.is_gone or annotation.hidden_at or annotation.locked_at:
        raise ClosedThreadError
    said = Reply.objects.create(
        annotation=annotation, study=study, author=author, key=key, body=body, html=html_of(body, annotation, author)
    )
    recount(annotation, active_at=said.created_at)
    tell(annotation, moves=False)
    notify_reply(said)
    return said


def html_of(body: str, annotation: Annotation, author: User) -> str:
    return rendered(body, names=names_of(mentioned(body, annotation.study, by=author)))


def recount(annotation: Annotation, **fields: object) -> None:
    """`reply_count`: those that stand."""
    Annotation.objects.filter(pk=annotation.pk).update(reply_count=annotation.replies.standing().count(), **fields)


@transaction.atomic
def rewrite_reply(said: Reply, *, body: str, edition: int) -> Reply:
    """Change the words; those that stood there are kept. Raises StaleNoteError when `edition` is not the present."""
    annotation, said = both_held(said)
    if said.edition != edition:
        raise StaleNoteError
    if said.body == body:
        return said
    written_at = said.edited_at or said.created_at
    Wording.objects.create(annotation=annotation, reply=said, body=said.body, html=said.html, written_at=written_at)
    known = mentioned(said.body, annotation.study, by=said.author)
    people = mentioned(body, annotation.study, by=said.author)
    said.body, said.html = body, html_of(body, annotation, said.author)
    said.edited_at = timezone.now()
    said.edition += 1
    said.save(update_fields=["body", "html", "edited_at", "edition"])
    tell(annotation, moves=False)
    notify_mentions(annotation, said, [person for person in people if person not in known])
    return said


@transaction.atomic
def delete_reply(said: Reply) -> None:
    """Out of sight at once; it can be brought back."""
    annotation, said = both_held(said)
    if said.deleted_at:
        return
    said.deleted_at = timezone.now()
    said.save(update_fields=["deleted_at"])
    recount(annotation)
    tell(annotation, moves=False)
    take_back_reply(said)


@transaction.atomic
def restore_reply(said: Reply) -> None:
    """It stands there again, and is told again."""
    annotation, said = both_held(said)
    if said.deleted_at is None:
        return
    said.deleted_at = None
    said.save(update_fields=["deleted_at"])
    recount(annotation)
    tell(annotation, moves=False)
    notify_reply(said)


def both_held(said: Reply) -> tuple[Annotation, Reply]:
    """The note, then the reply as it is now, and nobody else's turn until the transaction ends."""
    annotation = one_held(said.annotation)
    return annotation, Reply.objects.select_for_update(of=("self",)).select_related("author", "study").get(pk=said.pk)
