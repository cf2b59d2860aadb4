"""What becomes of a question, and what those who lead a study do with notes and replies of others."""

from django.db import transaction
from django.utils import timezone

from studyapp.accounts.models import User
from studyapp.annotations.models import Annotation, Reply
from studyapp.annotations.services import notifying
from studyapp.annotations.services.marks import one_held
from studyapp.annotations.services.telling import tell
from studyapp.annotations.services.threads import both_held, recount

Status = Annotation.Status


@transaction.atomic
def resolve(annotation: Annotation, *, answer: Reply | None = None) -> None:
    """The question is answered, by a reply if one is named."""
    annotation = one_held(annotation)
    set_status(annotation, Status.RESOLVED, answer=answer)
    notifying.notify_answer(annotation)


@transaction.atomic
def park(annotation: Annotation) -> None:
    """会后再议."""
    set_status(one_held(annotation), Status.PARKED)


@transaction.atomic
def reopen(annotation: Annotation) -> None:
    set_status(one_held(annotation), Status.OPEN)


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
    annotation = one_held(annotation)
    annotation.locked_at = timezone.now() if is_locked else None
    annotation.save(update_fields=["locked_at"])
    tell(annotation, moves=False)


@transaction.atomic
def hide(annotation: Annotation, *, by: User, reason: str) -> None:
    """From everybody but its author, who reads why, and those who lead the study."""
    annotation = one_held(annotation)
    set_hidden(annotation, by=by, reason=reason)
    tell(annotation)
    notifying.retract(annotation)


@transaction.atomic
def unhide(annotation: Annotation) -> None:
    annotation = one_held(annotation)
    set_hidden(annotation)
    tell(annotation)
    notifying.notify_written(annotation)


@transaction.atomic
def hide_reply(said: Reply, *, by: User, reason: str) -> None:
    annotation, said = both_held(said)
    set_hidden(said, by=by, reason=reason)
    recount(annotation)
    tell(annotation, moves=False)
    notifying.take_back_reply(said)


@transaction.atomic
def unhide_reply(said: Reply) -> None:
    annotation, said = both_held(said)
    set_hidden(said)
    recount(annotation)
    tell(annotation, moves=False)
    notifying.notify_reply(said)


def set_hidden(written: Annotation | Reply, *, by: User | None = None, reason: str = "") -> None:
    """Shown again when there is nobody who hides it."""
    written.hidden_at = timezone.now() if by else None
    written.hidden_by, written.hidden_reason = by, reason
    written.save(update_fields=["hidden_at", "hidden_by", "hidden_reason"])
