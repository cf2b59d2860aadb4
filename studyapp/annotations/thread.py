"""A whole thread for one reader: the note, and its replies, of very many the first and the last."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.translation import gettext as _

from studyapp.accounts.models import User
from studyapp.annotations.cards import NoteCard, ReplyCard, note_cards, reply_cards
from studyapp.annotations.models import Annotation, Reply, Visit
from studyapp.annotations.services.visiting import floor_of, last_seen
from studyapp.library.models import Article

FIRST, LAST = 5, 25  # replies that are always shown
QUOTED = 300  # characters of a reply that are quoted, at most


@dataclass(frozen=True, slots=True)
class Fold:
    """So many replies are not shown here."""

    count: int


@dataclass(frozen=True, slots=True)
class Thread:
    """`number`: of the paragraph where the note begins, when the reader may still read the text.

    `seen_at`: when the reader had it before them last.
    """

    card: NoteCard
    replies: list[ReplyCard | Fold]
    total: int
    number: int | None
    closed: str
    seen_at: datetime | None

    @property
    def note(self) -> Annotation:
        return self.card.note


def thread_of(annotation: Annotation, *, reader: User, whole: bool = False, also: int | None = None) -> Thread:
    """Of a thread that is open to the reader, a row with its number. Three hundred replies cost the queries of one.

    `whole`: no reply is folded; else the answer and `also` are not.
    """
    card = note_cards([annotation], reader=reader)[0]
    seen_at = last_seen(annotation, reader)
    since = known_since(annotation, reader, seen_at)
    visible = Reply.objects.visible_to(reader).filter(annotation=annotation)
    keys = list(visible.values_list("pk", flat=True))
    kept = keys if whole else shown(keys, always={annotation.answer_id, also})
    asked = visible if len(kept) == len(keys) else visible.filter(pk__in=kept)
    rows = list(asked.select_related("author"))
    cards = reply_cards(rows, note=annotation, reader=reader, there=card.there, since=since)
    is_new = since is not None and not card.is_own and annotation.shared_at is not None and annotation.shared_at > since
    return Thread(
        card=replace(card, is_unread=is_new),
        replies=folded(keys, {each.reply.pk: each for each in cards}),
        total=len(keys),
        number=annotation.number if is_readable(annotation, reader) else None,
        closed=closed(card),
        seen_at=seen_at,
    )


def shown(keys: Sequence[int], *, always: set[int | None]) -> set[int]:
    """Of few all; of many the first, the last, and the answer."""
    if len(keys) <= FIRST + LAST + 1:
        return set(keys)
    return {*keys[:FIRST], *keys[-LAST:], *(key for key in keys if key in always)}


def folded(keys: Sequence[int], cards: dict[int, ReplyCard]) -> list[ReplyCard | Fold]:
    found: list[ReplyCard | Fold] = []
    for key in keys:
        before = found[-1] if found else None
        if key in cards:
            found.append(cards[key])
        elif isinstance(before, Fold):
            found[-1] = Fold(before.count + 1)
        else:
            found.append(Fold(1))
    return found


def known_since(annotation: Annotation, reader: User, seen_at: datetime | None) -> datetime | None:
    """What came after is new to the reader; nothing is, when they have never been in the study before."""
    study = annotation.study
    if study is None:
        return None
    since = Visit.objects.filter(study=study, user=reader).values_list("since", flat=True).first()
    floor = floor_of(study, since) if since else None
    return max(filter(None, [floor, seen_at]), default=None) if floor else None


def is_readable(annotation: Annotation, reader: User) -> bool:
    return Article.objects.visible_to(reader).filter(pk=annotation.article_id).exists()


def closed(card: NoteCard) -> str:
    """Why nobody, or not this reader, can reply; empty when they can."""
    note = card.note
    if "reply" in card.may or note.is_private or note.is_gone or note.hidden_at:
        return ""
    return _("讨论已锁定，不再添回复。") if note.locked_at else _("你在这里只能看，不能回复。")


def quoting(body: str) -> str:
    """The words as a quote in Markdown, without what they quoted themselves."""
    own = [line.strip() for line in body.splitlines() if line.strip() and not line.lstrip().startswith(">")]
    words = "\n".join(own)
    words = words if len(words) <= QUOTED else words[:QUOTED] + "…"
    return "".join(f"> {line}\n" for line in words.splitlines()) + "\n"
