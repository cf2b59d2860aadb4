"""Acts on drafts: take in, read again, correct, undo, throw away, publish."""

from collections.abc import Callable, Iterable
from dataclasses import asdict, replace

from django.db import models, transaction
from django.utils import timezone

from studyapp.accounts.models import User
from studyapp.groups.models import StudyGroup
from studyapp.importing import publishing
from studyapp.importing.child import outline_in_child
from studyapp.importing.keeping import StaleDraftError, change, keep_step, outline_of
from studyapp.importing.material import Choices
from studyapp.importing.models import Draft, DraftFile, DraftStep
from studyapp.importing.publishing import outline_from
from studyapp.importing.queue import start_reading, take_reading
from studyapp.importing.structure import Outline
from studyapp.library.models import Article

PUBLISHED = "published"  # a step that no form of acts.py asks for


def drafts_from(
    files: Iterable[tuple[str, bytes]], *, by: User, choices: Choices | None = None, replaces: Article | None = None
) -> list[Draft]:
    """Keep what was brought, pairs of name and data, one by one; then have all of it read in the background."""
    drafts = [kept_draft(data, name=name, by=by, choices=choices, replaces=replaces) for name, data in files]
    start_reading()
    return drafts


@transaction.atomic
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
    change(draft, seen=seen, choices=asdict(choices), state=Draft.State.WAITING)
    transaction.on_commit(start_reading)


def draft_at_once(data: bytes, *, name: str, by: User, title: str | None = None) -> Draft:
    """A draft that is read before this returns, perhaps under another title. Raises RefusedError, keeping nothing."""
    outline = outline_in_child(data, name, Choices())
    draft = kept_draft(data, name=name, by=by)
    take_reading(draft, replace(outline, title=title) if title else outline)
    return draft


def correct(draft: Draft, correction: Callable[[Outline], Outline], *, act: str, seen: int) -> None:
    """One correction as one step. Raises StaleDraftError, and whatever the correction raises, leaving all as it was.

    It is worked out before anything is locked: of a long text that takes a while.
    """
    if draft.version != seen:
        raise StaleDraftError
    outline = correction(outline_of(draft))
    with transaction.atomic():
        change(draft, seen=seen)
        Draft.objects.filter(pk=draft.pk).update(step=keep_step(draft, outline, act=act))


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


def discard(draft: Draft) -> None:
    Draft.objects.filter(pk=draft.pk).update(discarded_at=timezone.now())


def take_back(draft: Draft) -> None:
    Draft.objects.filter(pk=draft.pk).update(discarded_at=None)


def publish(draft: Draft, *, by: User, everyone: bool, groups: list[StudyGroup], seen: int) -> Article:
    """Make the draft an article, or correct the one that it is, and let exactly these read it."""
    outline = outline_of(draft)
    with transaction.atomic():
        change(draft, seen=seen)
        article = written(draft, outline, by=by)
        publishing.publish_to(article, everyone=everyone, groups=groups)
        Draft.objects.filter(pk=draft.pk).update(article=article, replaces=None)
    return article


def written(draft: Draft, outline: Outline, *, by: User) -> Article:
    """The article with what the draft says: a new one, the one that it corrects, or the one that it replaces."""
    if draft.article:
        publishing.restructure(draft.article, outline)
        return draft.article
    if draft.replaces:
        publishing.replace_text(draft.replaces, outline)
        Draft.objects.filter(article=draft.replaces).update(article=None, discarded_at=timezone.now())
        return draft.replaces
    return publishing.article_from(outline, by=by)


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
