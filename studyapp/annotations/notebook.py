"""The notebook 我的批注: what one reader wrote over all texts, also over those they can no longer open."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any, TypedDict

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q
from django.utils import timezone

from studyapp.accounts.models import User
from studyapp.annotations.audiences import Audience
from studyapp.annotations.cards import ALONE, acts_on, audience_of, shares_of, standings_in
from studyapp.annotations.models import Annotation, Tag
from studyapp.annotations.models.annotations import AnnotationQuerySet
from studyapp.library.models import Article

ON_A_PAGE = 30
MOST_TAGS = 60  # in the panel, the most used first
PRIVATE = "private"  # the name under which what only oneself sees is asked for
ICONS: dict[str, str] = {Annotation.Kind.TOPIC: "notes"}  # the other kinds have one of their own name
BY_DATE, BY_ARTICLE = "date", "article"


class Asked(TypedDict):
    """What the reader asked the notebook for; empty is all. `since` is a name of `SINCE`, `to` PRIVATE or a group."""

    q: str
    article: str
    kind: str
    tag: str
    to: str
    since: str
    by: str


def beginning_of(since: str) -> datetime:
    """Midnight by the reader's clock: of today, of Monday, of the first of the month or of the year."""
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    days = {"today": 0, "week": today.weekday(), "month": today.day - 1}
    return today.replace(month=1, day=1) if since == "year" else today - timedelta(days=days[since])


def notes(reader: User, asked: Asked) -> AnnotationQuerySet:
    """The reader's own notes that were asked for, in the order asked for."""
    found = Annotation.objects.own(reader)
    for word in asked["q"].split():
        found = found.filter(Q(quote__icontains=word) | Q(body__icontains=word))
    wanted = {"article": asked["article"], "kind": asked["kind"], "tags__name": asked["tag"]}
    found = found.filter(**{name: value for name, value in wanted.items() if value})
    if asked["to"]:
        shared = {"study__group": asked["to"]}
        found = found.filter(study=None) if asked["to"] == PRIVATE else found.filter(**shared)
    if asked["since"]:
        found = found.filter(created_at__gte=beginning_of(asked["since"]))
    if asked["by"] == BY_ARTICLE:
        return found.order_by("article__title", "article", "start", "pk")
    return found.order_by("-created_at", "-pk")


def for_rows(found: AnnotationQuerySet) -> AnnotationQuerySet:
    """With all that a row shows."""
    return found.with_number().select_related("article", "study__group").prefetch_related("tags")


@dataclass(frozen=True, slots=True)
class Entry:
    """A note as the notebook shows it. `number` is None when the text cannot be opened (any more)."""

    note: Annotation
    number: int | None
    audience: str
    shareable: list[Audience]  # to whom a private note can be shown
    replies: int
    may: frozenset[str]  # the acts that are open to the reader

    @property
    def icon(self) -> str:
        kind: str = self.note.kind
        return ICONS.get(kind, kind)

    @property
    def may_change(self) -> bool:
        return "edit" in self.may

    @property
    def may_unshare(self) -> bool:
        return "unshare" in self.may

    @property
    def day(self) -> date:
        return timezone.localtime(self.note.created_at).date()


@dataclass(frozen=True, slots=True)
class Leaf:
    """The entries of one day, or of one article."""

    article: Article | None
    day: date | None
    entries: list[Entry]

    @property
    def is_this_year(self) -> bool:
        return self.day is not None and self.day.year == timezone.localdate().year


def entries(reader: User, rows: list[Any]) -> list[Entry]:
    """Four queries, however many rows."""
    articles = Article.objects.visible_to(reader).filter(pk__in={row.article_id for row in rows})
    opens = set(articles.values_list("pk", flat=True))
    standings = standings_in({row.study_id for row in rows if row.study_id}, reader)
    shares = shares_of(rows, reader)

    def entry(row: Any) -> Entry:
        there = standings.get(row.study_id, ALONE)
        return Entry(
            note=row,
            number=row.number if row.article_id in opens else None,
            audience=audience_of(row, there),
            shareable=shares.get(row.pk, []),
            replies=row.reply_count if there.knows else 0,
            may=frozenset(acts_on(row, reader, there)),
        )

    return [entry(row) for row in rows]


def leaves(found: Iterable[Entry], by: str) -> list[Leaf]:
    if by == BY_ARTICLE:
        return [Leaf(article, None, list(rows)) for article, rows in groupby(found, key=lambda row: row.note.article)]
    return [Leaf(None, day, list(rows)) for day, rows in groupby(found, key=lambda row: row.day)]


def notebook_page(reader: User, asked: Asked, number: str) -> Page[Any]:
    return Paginator(for_rows(notes(reader, asked)), ON_A_PAGE).get_page(number)


def tags_of(reader: User) -> list[Any]:
    """The reader's tags with how many notes bear them, the most used first."""
    own = Tag.objects.filter(annotation__in=Annotation.objects.own(reader))
    return list(own.values("name").annotate(count=Count("pk")).order_by("-count", "name")[:MOST_TAGS])


def articles_of(reader: User) -> list[tuple[str, str]]:
    rows = Annotation.objects.own(reader).values_list("article", "article__title").distinct()
    return [(str(pk), title) for pk, title in rows.order_by("article__title", "article")]


def groups_of(reader: User) -> list[tuple[str, str]]:
    shared = Annotation.objects.own(reader).filter(study__isnull=False)
    rows = shared.values_list("study__group", "study__group__name").distinct()
    return [(str(pk), f"「{name}」") for pk, name in rows.order_by("study__group__name", "study__group")]


def counts(reader: User) -> dict[str, int]:
    """How many notes there are, and how many of them nobody else sees."""
    return Annotation.objects.own(reader).aggregate(all=Count("pk"), private=Count("pk", filter=Q(study=None)))
