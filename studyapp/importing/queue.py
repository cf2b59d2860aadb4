"""Drafts that wait to be read: few processes beside the web process read one after the other."""

import logging
from contextlib import suppress
from datetime import timedelta

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from studyapp.glossary.models import words_of
from studyapp.importing.background import slot, spawn
from studyapp.importing.child import outline_in_child
from studyapp.importing.keeping import StaleDraftError, change, keep_step
from studyapp.importing.limits import CHILD_WALL_SECONDS
from studyapp.importing.material import Choices
from studyapp.importing.models import Draft
from studyapp.importing.remarks import RefusedError, Remark, gettext_noop
from studyapp.importing.structure import Outline

READ = "read"  # the name of the step
OVERDUE = timedelta(seconds=CHILD_WALL_SECONDS + 60)
FORGOTTEN = timedelta(seconds=30)
INTERRUPTED = Remark(gettext_noop("读取被打断了，文件还在。请再试一次。"))

logger = logging.getLogger(__name__)


def start_reading() -> None:
    """Have what waits read beside this process, or at once where the settings say so."""
    if settings.READ_DRAFTS_IN_BACKGROUND:
        spawn("read_drafts")
    else:
        read_waiting()


def read_waiting() -> None:
    """Read draft after draft, the longest waiting first, until none waits or others read already.

    Looks again after giving its place back, for one that came in between found all places taken.
    """
    while waiting().exists():
        with slot(settings.DATA_DIR) as is_ours:
            if not is_ours:
                return
            while draft := claimed():
                read(draft)


def waiting() -> models.QuerySet[Draft]:
    return Draft.objects.kept().filter(state=Draft.State.WAITING).order_by("changed_at")


def claimed() -> Draft | None:
    """A waiting draft that is now ours to read."""
    for draft in waiting():
        with suppress(StaleDraftError):
            change(draft, seen=draft.version, state=Draft.State.WORKING)
            return draft
    return None


def read(draft: Draft) -> None:
    """Read the draft's file within the limits, and keep the outline or the reason why there is none.

    A reading that was overtaken, because somebody chose another way to read meanwhile, is dropped.
    """
    with suppress(StaleDraftError):
        try:
            words = words_of(draft.by)
            outline = outline_in_child(bytes(draft.file.data), draft.name, Choices(**draft.choices), words)
            take_reading(draft, outline)
        except RefusedError as error:
            take_refusal(draft, error.remark)
        except StaleDraftError:
            raise
        except Exception:
            logger.exception("Reading draft %s failed", draft.pk)
            take_refusal(draft, INTERRUPTED)


@transaction.atomic
def take_reading(draft: Draft, outline: Outline) -> None:
    """Keep what the child process found."""
    step = keep_step(draft, outline, act=READ)
    change(draft, seen=draft.version, step=step, state=Draft.State.READY, problem={})


@transaction.atomic
def take_refusal(draft: Draft, remark: Remark) -> None:
    """Say why the file could not be read; what had been read before stays as it was."""
    state = Draft.State.READY if draft.step else Draft.State.FAILED
    choices = draft.step.choices if draft.step else draft.choices
    problem = {"pattern": remark.pattern, "values": dict(remark.values)}
    change(draft, seen=draft.version, state=state, choices=choices, problem=problem)


def look_after(draft: Draft) -> None:
    """Give up what its reader must have died over; start a reader for what nobody came for."""
    age = timezone.now() - draft.changed_at
    if draft.state == Draft.State.WORKING and age > OVERDUE:
        with suppress(StaleDraftError):
            take_refusal(draft, INTERRUPTED)
    if draft.state == Draft.State.WAITING and age > FORGOTTEN and not Draft.objects.filter(state="working").exists():
        Draft.objects.filter(pk=draft.pk, state=Draft.State.WAITING).update(changed_at=timezone.now())
        start_reading()
