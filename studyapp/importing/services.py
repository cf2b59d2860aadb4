"""Acts on drafts: take in, read again, correct, undo, throw away, publish."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, replace
from datetime import timedelta
from functools import partial

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from studyapp.accounts.models import User
from studyapp.groups.models import StudyGroup
from studyapp.importing import publishing
from studyapp.importing.background import slot, spawn
from studyapp.importing.child import outline_in_child
from studyapp.importing.keeping import keep_step, outline_of
from studyapp.importing.limits import CHILD_WALL_SECONDS
from studyapp.importing.material import Choices
from studyapp.importing.models import Draft, DraftFile, DraftStep
from studyapp.importing.publishing import outline_from
from studyapp.importing.remarks import RefusedError, Remark, gettext_noop
from studyapp.importing.structure import Outline
from studyapp.library.models import Article

READ, PUBLISHED = "read", "published"  # acts that no form asks for; the others are those of acts.py
OVERDUE = timedelta(seconds=5 * CHILD_WALL_SECONDS)
INTERRUPTED = Remark(gettext_noop("读取被打断了，文件还在。请再试一次。"))


class StaleDraftError(Exception):
    """Somebody else has changed the draft since this person looked at it."""


@transaction.atomic
def draft_from(
    data: bytes, *, name: str, by: User, choices: Choices | None = None, replaces: Article | None = None
) -> Draft:
    """Keep what was brought and have it read in the background."""
    draft = kept_draft(data, name=name, by=by, choices=choices, replaces=replaces)
    transaction.on_commit(partial(start_reading, draft.pk))
    return draft


def kept_draft(
    data: bytes, *, name: str, by: User, choices: Choices | None = None, replaces: Article | None = None
) -> Draft:
    """A draft with its file, not yet read."""
    draft = Draft.objects.create(by=by, name=name[-200:], choices=asdict(choices or Choices()), replaces=replaces)
    DraftFile.objects.create(draft=draft, data=data)
    return draft


@transaction.atomic
def read_again(draft: Draft, *, choices: Choices, seen: int) -> None:
    """Read the file in another way. The structure as it was is one undo away."""
    change(draft, seen=seen, choices=asdict(choices), state=Draft.State.WORKING)
    transaction.on_commit(partial(start_reading, draft.pk))


def draft_at_once(data: bytes, *, name: str, by: User, title: str | None = None) -> Draft:
    """A draft that is read before this returns, perhaps under another title. Raises RefusedError, keeping nothing."""
    outline = outline_in_child(data, name, Choices())
    draft = kept_draft(data, name=name, by=by)
    take_reading(draft, replace(outline, title=title) if title else outline)
    return draft


def start_reading(pk: int) -> None:
    """Have the draft read beside this process, or at once where the settings say so."""
    if settings.READ_DRAFTS_IN_BACKGROUND:
        spawn("read_draft", str(pk))
    else:
        read_draft(pk)


def read_draft(pk: int) -> None:
    """Read the draft's file within the limits, and keep the outline or the reason why there is none.

    A reading that was overtaken, because somebody chose another way to read meanwhile, is dropped.
    """
    draft = Draft.objects.filter(pk=pk, state=Draft.State.WORKING).first()
    if draft is None:
        return
    with suppress(StaleDraftError), slot(settings.DATA_DIR):
        begin(draft)
        try:
            outline = outline_in_child(bytes(draft.file.data), draft.name, Choices(**draft.choices))
            take_reading(draft, outline)
        except RefusedError as error:
            take_refusal(draft, error.remark)
        except StaleDraftError:
            raise
        except Exception:
            take_refusal(draft, INTERRUPTED)
            raise


def begin(draft: Draft) -> None:
    """The wait for a place is over: from here on counts how long reading takes."""
    change(draft, seen=draft.version)


def give_up_if_overdue(draft: Draft) -> None:
    """A draft whose reader must have died stops waiting for it."""
    if draft.state == Draft.State.WORKING and timezone.now() - draft.changed_at > OVERDUE:
        with suppress(StaleDraftError):
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


@transaction.atomic
def correct(draft: Draft, correction: Callable[[Outline], Outline], *, act: str, seen: int) -> None:
    """One correction as one step. Raises StaleDraftError, and whatever the correction raises, leaving all as it was."""
    change(draft, seen=seen)
    step = keep_step(draft, correction(outline_of(draft)), act=act)
    Draft.objects.filter(pk=draft.pk).update(step=step)


@transaction.atomic
def undo(draft: Draft, *, seen: int) -> None:
    before = step_before(draft)
    change(draft, seen=seen, **at_step(before) if before else {})


@transaction.atomic
def redo(draft: Draft, *, seen: int) -> None:
    after = step_after(draft)
    change(draft, seen=seen, **at_step(after) if after else {})


def at_step(step: DraftStep) -> dict[str, object]:
    return {"step": step, "choices": step.choices}


def step_before(draft: Draft) -> DraftStep | None:
    return reachable_steps(draft).filter(pk__lt=draft.step_id or 0).last()


def step_after(draft: Draft) -> DraftStep | None:
    return reachable_steps(draft).filter(pk__gt=draft.step_id or 0).first()


def reachable_steps(draft: Draft) -> models.QuerySet[DraftStep]:
    """Once published, a text stays as it is: only steps with the same text can be returned to."""
    steps = draft.steps.defer("structure")
    return steps.filter(text__steps=draft.step_id) if draft.article_id else steps


def change(draft: Draft, *, seen: int, **fields: object) -> None:
    """Write the fields if nobody has changed the draft since version `seen`."""
    values = fields | {"version": seen + 1, "changed_at": timezone.now()}
    if not Draft.objects.filter(pk=draft.pk, version=seen).update(**values):
        raise StaleDraftError
    draft.refresh_from_db()


def discard(draft: Draft) -> None:
    Draft.objects.filter(pk=draft.pk).update(discarded_at=timezone.now())


def take_back(draft: Draft) -> None:
    Draft.objects.filter(pk=draft.pk).update(discarded_at=None)


@transaction.atomic
def publish(draft: Draft, *, by: User, everyone: bool, groups: list[StudyGroup], seen: int) -> Article:
    """Make the draft an article, or correct the one that it is, and let exactly these read it."""
    outline = outline_of(draft)
    article = draft.article or draft.replaces
    if article is None:
        article = publishing.article_from(outline, by=by)
    elif draft.article:
        publishing.restructure(article, outline)
    else:
        publishing.replace_text(article, outline)
        Draft.objects.filter(article=article).update(article=None, discarded_at=timezone.now())
    publishing.publish_to(article, everyone=everyone, groups=groups)
    change(draft, seen=seen, article=article, replaces=None)
    return article


@transaction.atomic
def draft_of(article: Article, *, by: User) -> Draft:
    """The draft by which an article's structure is corrected; made from its rows when it came without one."""
    Article.objects.select_for_update().get(pk=article.pk)
    draft = Draft.objects.filter(article=article).first()
    if draft is None:
        draft = Draft.objects.create(by=by, article=article, name=article.title[-200:])
        step = keep_step(draft, outline_from(article), act=PUBLISHED)
        change(draft, seen=draft.version, step=step, state=Draft.State.READY)
    return draft
