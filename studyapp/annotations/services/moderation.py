"""What becomes of a question, and what those who lead a study do with notes and replies of others."""

from django.db import transaction
from django.utils import timezone

from studyapp.accounts.models import User
from studyapp.annotations.models import Annotation, Reply
from studyapp.annotations.services.marks import held
from studyapp.annotations.services.notifying import notify_answer, retract, retract_reply
from studyapp.annotations.services.telling import tell
from studyapp.annotations.services.threads import both_held, recount

Status = Annotation.Status


@transaction.atomic
def resolve(annotation: Annotation, *, answer: Reply | None = None) -> None:
    """The question is answered, by a reply if one is named."""
    annotation = held(annotation)
    set_status(annotation, Status.RESOLVED, answer=answer)
    notify_answer(annotation)


@transaction.atomic
def park(annotation: Annotation) -> None:
    """会后再议."""
    set_status(held(annotation), Status.PARKED)


@transaction.atomic
def reopen(annotation: Annotation) -> None:
    set_status(held(annotation), Status.OPEN)


def set_status(annotation: Annotation, status: Status, *, answer: Reply | None = None) -> None:
    annotation.status, annotation.answer = status, answer
    annotation.save(update_fields=["status", "answer"])
    tell(annotation)


@transaction.atomic
def lock(annotation: Annotation) -> None:
    """What was said stays, nothing is added."""
    set_lock(annotation, is_locked=True)


@transaction.atomic
def unlock(annotation: Annotation) -> None:
    set_lock(annotation, is_locked=False)


def set_lock(annotation: Annotation, *, is_locked: bool) -> None:
    annotation = held(annotation)
    annotation.locked_at = timezone.now() if is_locked else None
    annotation.save(update_fields=["locked_at"])
    tell(annotation)


@transaction.atomic
def hide(annotation: Annotation, *, by: User, reason: str) -> None:
    """From everybody but its author, who reads why, and those who lead the study."""
    annotation = held(annotation)
    set_hidden(annotation, by=by, reason=reason)
    tell(annotation)
    retract(annotation)


@transaction.atomic
def unhide(annotation: Annotation) -> None:
    annotation = held(annotation)
    set_hidden(annotation)
    tell(annotation)


@transaction.atomic
def hide_reply(said: Reply, *, by: User, reason: str) -> None:
    annotation, said = both_held(said)
    set_hidden(said, by=by, reason=reason)
    recount(annotation)
    tell(annotation)
    retract_reply(said)


@transaction.atomic
def unhide_reply(said: Reply) -> None:
    annotation, said = both_held(said)
    set_hidden(said)
    recount(annotation)
    tell(annotation)


def set_hidden(written: Annotation | Reply, *, by: User | None = None, reason: str = "") -> None:
    """Shown again when there is nobody who hides it."""
    written.hidden_at = timezone.now() if by else None
    written.hidden_by, written.hidden_reason = by, reason
    written.save(update_fields=["hidden_at", "hidden_by", "hidden_reason"])
