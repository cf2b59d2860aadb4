"""Reflections in lists: one's own, and those that others share with a study's group."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from studyapp.accounts.models import User
from studyapp.annotations.cards import ALONE, Standing, audience_of, standings_in
from studyapp.library.models import Article
from studyapp.reflections.models import Reflection
from studyapp.reflections.models import ReflectionQuerySet as Rows
from studyapp.reflections.wording import as_topic, characters, from_topic, joined, own, plain
from studyapp.studies.models import Study

OPENING = 90  # characters of what it begins with


@dataclass(frozen=True, slots=True)
class Entry:
    """`count`: 字. `is_newer`: of one's own, the group does not see yet what was written since it was shared."""

    reflection: Reflection
    title: str
    opening: str
    count: int
    audience: str
    is_shared: bool
    is_newer: bool
    replies: int


def mine(reader: User, article: Article | None = None) -> Rows:
    rows = Reflection.objects.own(reader).filter(**({"article": article} if article else {}))
    return rows.select_related("article", "topic").order_by("-changed_at", "-pk")


def shared_in(study: Study, reader: User) -> Rows:
    """By others. None while the study is sealed."""
    rows = Reflection.objects.shared_with(reader).filter(topic__study=study).exclude(author=reader)
    return rows.select_related("author", "article", "topic").order_by("-topic__shared_at", "-pk")


def own_entries(rows: Iterable[Reflection], reader: User) -> list[Entry]:
    """Two queries at most, however many."""
    found = list(rows)
    topics = [row.topic for row in found if row.topic]
    standings = standings_in({topic.study_id for topic in topics if topic.study_id}, reader)
    return [own_entry(row, standings) for row in found]


def own_entry(row: Reflection, standings: dict[int | None, Standing]) -> Entry:
    topic = row.topic if row.is_shared else None
    there = standings.get(topic.study_id, ALONE) if topic else ALONE
    return Entry(
        reflection=row,
        title=row.name,
        opening=opening_of(row.body),
        count=characters(row.body),
        audience=audience_of(topic, there) if topic else _("仅自己可见"),
        is_shared=topic is not None,
        is_newer=is_newer(row),
        replies=topic.reply_count if topic and there.knows else 0,
    )


def is_newer(row: Reflection) -> bool:
    """What was written since is the author's alone, until it is shared too."""
    return row.is_shared and row.topic is not None and row.topic.body != as_topic(row.name, row.body)


def shared_entries(rows: Iterable[Reflection]) -> list[Entry]:
    """As they were shared. No query."""
    return [shared_entry(row) for row in rows]


def shared_entry(row: Reflection) -> Entry:
    assert row.topic is not None  # noqa: S101 - shared_with
    title, parts = from_topic(row.topic.body)
    text = "\n".join(part.text for part in parts)
    return Entry(row, title, opening_of(text), characters(joined(parts)), "", True, False, row.topic.reply_count)


def opening_of(text: str) -> str:
    """The first of one's own words; of a bare draft what is quoted."""
    said = plain(own(text)[: 4 * OPENING]) or plain(text[: 4 * OPENING])
    return Truncator(said).chars(OPENING)
