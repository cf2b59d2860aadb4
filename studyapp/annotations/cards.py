"""Notes and replies as one reader sees them: what to show and count, what they may do. Few queries for many."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, prefetch_related_objects
from django.utils.translation import gettext as _

from studyapp.accounts.models import User
from studyapp.annotations.audiences import Audience, fitting, groups_by_article, of_group
from studyapp.annotations.models import Annotation, Reaction, Reply
from studyapp.studies.models import Study

Kind, Status = Annotation.Kind, Annotation.Status


@dataclass(frozen=True, slots=True)
class Standing:
    """What the reader is in a study. `knows`: sees what others do there; `audience` says who reads a group note."""

    study: Study | None = None
    is_in: bool = False
    knows: bool = False
    writes: bool = False
    leads: bool = False
    audience: Audience | None = None


ALONE = Standing()  # with a private note


@dataclass(frozen=True, slots=True)
class NoteCard:
    """`counts` are nothing while the study is sealed. `may` holds the names of the acts that are open to the reader."""

    note: Annotation
    there: Standing
    author: str
    audience: str
    status: str
    agrees: int
    me_toos: int
    replies: int
    may: frozenset[str]
    reacted: frozenset[str]
    is_own: bool
    is_unread: bool = False
    shares: list[Audience] = field(default_factory=list)

    @property
    def has_acts(self) -> bool:
        """Beside reacting, replying, and what stands behind “more”."""
        return bool(self.may & {"share", "resolve", "reopen", "park", "edit"})

    @property
    def has_more(self) -> bool:
        """Acts that are rare or end something: they stand behind “more”."""
        return bool(self.may & {"unshare", "delete", "lock", "unlock", "hide", "unhide"})

    @property
    def study(self) -> Study | None:
        return self.note.study


@dataclass(frozen=True, slots=True)
class ReplyCard:
    reply: Reply
    author: str
    agrees: int
    may: frozenset[str]
    has_agreed: bool
    is_own: bool
    is_answer: bool
    is_unread: bool

    @property
    def has_more(self) -> bool:
        return bool(self.may & {"edit", "delete", "hide", "unhide"})


def note_cards(notes: Sequence[Annotation], *, reader: User) -> list[NoteCard]:
    """Of notes that are visible or open to the reader. As many queries for one as for three hundred."""
    prefetch_related_objects(notes, "author", "tags")
    standings = standings_in({note.study_id for note in notes if note.study_id}, reader)
    reacted = reactions_to(notes, reader)
    shares = shares_of(notes, reader)
    return [note_card(note, reader, standings.get(note.study_id, ALONE), reacted, shares) for note in notes]


def shares_of(notes: Iterable[Annotation], reader: User) -> dict[int, list[Audience]]:
    """By its key, with whom each note may be shared. One query when there is a private one."""
    private = [note for note in notes if may_share(note, reader)]
    groups = groups_by_article({note.article_id for note in private}, reader=reader) if private else {}
    return {note.pk: fitting(groups.get(note.article_id, []), note) for note in private}


def note_card(
    note: Annotation,
    reader: User,
    there: Standing,
    reacted: dict[int, set[str]],
    shares: dict[int, list[Audience]],
) -> NoteCard:
    choices = shares.get(note.pk, [])
    return NoteCard(
        note=note,
        there=there,
        author=str(note.author),
        audience=audience_of(note, there),
        status=note.status if note.is_question and there.is_in else "",
        agrees=note.agree_count if there.knows else 0,
        me_toos=note.me_too_count if there.knows else 0,
        replies=note.reply_count if there.knows else 0,
        may=frozenset(acts_on(note, reader, there)) | ({"share"} if choices else set()),
        reacted=frozenset(reacted.get(note.pk, ())),
        is_own=note.author_id == reader.pk,
        shares=choices,
    )


def may_share(note: Annotation, reader: User) -> bool:
    """As `shareable_by`, for a row in hand."""
    return note.author_id == reader.pk and note.is_private and not note.is_gone and not note.hidden_at


def standings_in(studies: Iterable[int], reader: User) -> dict[int | None, Standing]:
    """One query for all of them."""
    ways = {
        "is_in": Study.objects.visible_to(reader),
        "writes": Study.objects.writable_by(reader),
        "leads": Study.objects.led_by(reader),
    }
    asked = {name: Exists(rows.filter(pk=OuterRef("pk"))) for name, rows in ways.items()}
    rows = Study.objects.filter(pk__in=set(studies)).select_related("group")
    found = rows.annotate(people=Count("group__memberships"), **asked)
    return {
        study.pk: Standing(
            study=study,
            knows=study.is_in and not study.is_sealed,  # type: ignore[attr-defined]
            audience=of_group(study),
            **{name: getattr(study, name) for name in ways},
        )
        for study in found
    }


def reactions_to(notes: Sequence[Annotation], reader: User) -> dict[int, set[str]]:
    """The reader's own."""
    rows = Reaction.objects.filter(author=reader, reply=None, annotation__in=[note.pk for note in notes])
    found: dict[int, set[str]] = {}
    for annotation, kind in rows.values_list("annotation", "kind"):
        found.setdefault(annotation, set()).add(kind)
    return found


def audience_of(note: Annotation, there: Standing) -> str:
    if note.is_private or there.study is None or there.audience is None:
        return _("仅自己可见")
    if not there.is_in:
        return _("「%(group)s」可见，你已不在其中") % {"group": there.study.group.name}
    if note.hidden_at:
        return _("只有作者和主持人看得见")
    return there.audience.asked if note.is_question else there.audience.words


def acts_on(note: Annotation, reader: User, there: Standing) -> Iterable[str]:
    """The names of what the reader may do, as in the addresses. The querysets of the models say the same."""
    own = note.author_id == reader.pk
    if note.is_gone:
        return {"restore"} if own and note.is_restorable and (note.is_private or there.writes) else set()
    stands = not note.hidden_at and there.writes
    decides = there.leads or (own and there.writes)
    may = {
        "edit": own and (note.is_private or there.writes),
        "delete": own,
        "unshare": own and not note.is_private and not note.is_topic,
        "reply": stands and not note.locked_at,
        "agree": stands and not own,
        "me-too": stands and not own and note.is_question,
        "resolve": note.is_question and decides and note.status != Status.RESOLVED,
        "reopen": note.is_question and decides and note.status != Status.OPEN,
        "park": note.is_question and there.leads and note.status != Status.PARKED,
        "lock": there.leads and not note.locked_at,
        "unlock": there.leads and bool(note.locked_at),
        "hide": there.leads and not own and not note.hidden_at,
        "unhide": there.leads and bool(note.hidden_at),
    }
    return {name for name, is_open in may.items() if is_open}


def reply_cards(
    replies: Sequence[Reply], *, note: Annotation, reader: User, there: Standing, since: datetime | None = None
) -> list[ReplyCard]:
    """`replies` with their authors, of one note; what came after `since` is new. One query."""
    agreed = set(
        Reaction.objects.filter(author=reader, reply__in=[reply.pk for reply in replies]).values_list(
            "reply", flat=True
        )
    )
    return [
        ReplyCard(
            reply=reply,
            author=str(reply.author),
            agrees=reply.agree_count if there.knows else 0,
            may=frozenset(acts_on_reply(reply, note, reader, there)),
            has_agreed=reply.pk in agreed,
            is_own=reply.author_id == reader.pk,
            is_answer=reply.pk == note.answer_id and note.status == Status.RESOLVED,
            is_unread=since is not None and reply.created_at > since and reply.author_id != reader.pk,
        )
        for reply in replies
    ]


def acts_on_reply(reply: Reply, note: Annotation, reader: User, there: Standing) -> Iterable[str]:
    own = reply.author_id == reader.pk
    stands = there.writes and not reply.hidden_at and not note.is_gone and not note.hidden_at
    decides = there.leads or (note.author_id == reader.pk and there.writes)
    may = {
        "edit": own and there.writes and not note.locked_at,
        "delete": own,
        "quote": stands and not note.locked_at,
        "agree": stands and not own,
        "answer": stands and note.is_question and decides and reply.pk != note.answer_id,
        "hide": there.leads and not own and not reply.hidden_at,
        "unhide": there.leads and bool(reply.hidden_at),
    }
    return {name for name, is_open in may.items() if is_open}
