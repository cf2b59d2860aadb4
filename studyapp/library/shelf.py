"""The shelf 文库: what a reader may read, by group, with where they are in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypedDict

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, Q
from django.utils import timezone

from studyapp.accounts.models import User
from studyapp.groups.models import StudyGroup
from studyapp.library.models import Article, Publication, PublicationQuerySet, Revision

ON_A_PAGE = 60
NEW = timedelta(days=14)
PUBLIC = "public"  # the name under which what is published to everyone is asked for

ORDERS = {
    "read": (F("seen_at").desc(nulls_last=True), F("published_at").desc()),
    "newest": (F("published_at").desc(),),
    "title": (F("article__title").asc(),),
    "length": (F("characters").asc(),),
}


class Asked(TypedDict):
    """What the reader asked the shelf for; `group` is a key, PUBLIC or empty for all."""

    group: str
    sort: str
    q: str


@dataclass(frozen=True, slots=True)
class Volume:
    """An article on the shelf. `number` is the paragraph the reader came to, None when not begun."""

    article: Article
    revision: Revision
    published_at: datetime
    number: int | None
    words: str
    is_new: bool

    @property
    def percent(self) -> int:
        return round(100 * (self.number or 0) / max(1, self.revision.paragraph_count))

    @property
    def is_read(self) -> bool:
        return self.number == self.revision.paragraph_count


@dataclass(slots=True)
class Board:
    """The volumes of one group; of everyone when there is no group. `count` is that of the whole board."""

    group: StudyGroup | None
    volumes: list[Volume]
    count: int


@dataclass(frozen=True, slots=True)
class Chip:
    key: str
    name: str
    count: int


def chips(user: User) -> list[Chip]:
    """What the shelf can be narrowed to; all and everyone's have no name of their own."""
    reach = Publication.objects.reaching(user)
    total = reach.aggregate(count=Count("article", distinct=True))["count"]
    by_group = reach.values_list("group", "group__name").annotate(count=Count("pk")).order_by("group__name", "group")
    groups = [Chip(str(pk) if pk else PUBLIC, name or "", count) for pk, name, count in by_group]
    return [Chip("", "", total), *(chip for chip in groups if chip.name), *(chip for chip in groups if not chip.name)]


def publications(user: User, asked: Asked) -> PublicationQuerySet:
    """The publications asked for, group by group, each with the reader's place."""
    found = Publication.objects.reaching(user).with_place_of(user).with_characters().select_related("article", "group")
    if asked["group"]:
        found = found.filter(group=None if asked["group"] == PUBLIC else int(asked["group"]))
    for word in asked["q"].split():
        found = found.filter(Q(article__title__icontains=word) | Q(article__author__icontains=word))
    boards = (F("group__name").asc(nulls_last=True), F("group").asc(nulls_last=True))
    return found.order_by(*boards, *ORDERS[asked["sort"]], "pk")


def newest_revisions(articles: Iterable[int]) -> dict[int, Revision]:
    """The revision that readers see, by article."""
    return {row.article_id: row for row in Revision.objects.filter(article__in=list(articles)).order_by("number")}


def shelf_page(user: User, asked: Asked, number: str) -> Page[Publication]:
    return Paginator(publications(user, asked), ON_A_PAGE).get_page(number)


def boards(user: User, page: Page[Publication], shown: list[Chip]) -> list[Board]:
    """The page of publications as boards, one a group."""
    rows = list(page)
    revisions = newest_revisions(row.article_id for row in rows)
    members = StudyGroup.objects.filter(pk__in={row.group_id for row in rows}).annotate(people=Count("memberships"))
    groups = {group.pk: group for group in members}
    counts = {chip.key: chip.count for chip in shown}
    found: list[Board] = []
    for row in rows:
        key = str(row.group_id or PUBLIC)
        group = groups[row.group_id] if row.group_id else None
        if not found or found[-1].group != group:
            found.append(Board(group, [], counts[key]))
        found[-1].volumes.append(volume(row, revisions[row.article_id]))
    return found


def volume(row: Publication, revision: Revision) -> Volume:
    """A row of `publications` with the revision that readers see."""
    is_new = row.number is None and row.published_at > timezone.now() - NEW
    return Volume(row.article, revision, row.published_at, row.number, row.words or "", is_new)
