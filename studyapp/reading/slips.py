"""Notes in few words, as they lie beside the text: HTML, for a page may have two hundred of them.

The template of one took a fifth of the page's time; only what is the same on many of them is still a template.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import lru_cache
from html import escape
from typing import NamedTuple

from django.db.models.functions import Substr
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from studyapp.accounts.models import LEFT
from studyapp.annotations.models import Annotation
from studyapp.annotations.models.annotations import AnnotationQuerySet
from studyapp.reading.lenses import Sight

EXCERPT = 46  # characters: two lines
HEADS = 2_000  # faces with names, kept ready
MARKUP = re.compile(r"!?\[([^\]]*)\]\([^)]*\)|[*_~`]{1,3}|^[ \t]*(?:[>#-]+|\d+[.)])[ \t]+", re.MULTILINE)
SLIP = (
    '<a class="note {look}" href="{address}" data-panel data-note="{pk}"><span class="note-head">{face}'
    '<span class="kind">{kind}</span>{dot}{facts}</span><span class="note-words">{words}</span></a>'
)


class Slip(NamedTuple):
    html: SafeString
    is_unread: bool


class Row(NamedTuple):
    """Of a note what its slip is made from; rows of models would take five times as long."""

    pk: int
    kind: str
    status: str
    author_id: int
    study_id: int | None
    display_name: str
    username: str
    anonymised_at: datetime | None
    replies: int
    agrees: int
    me_toos: int
    active_at: datetime
    begin: str


FIELDS = (
    "pk", "kind", "status", "author_id", "study_id", "author__display_name", "author__username",
    "author__anonymised_at", "reply_count", "agree_count", "me_too_count", "active_at", "begin",
)  # fmt: skip


def slips_of(sight: Sight, notes: AnnotationQuerySet, pks: Sequence[int]) -> dict[int, Slip]:
    """The slips of those of the notes, which the reader may see, that are named."""
    if not pks:
        return {}
    begun = notes.filter(pk__in=pks).annotate(begin=Substr("body", 1, 4 * EXCERPT))
    rows = [Row._make(row) for row in begun.values_list(*FIELDS)]
    writer = SlipWriter(sight, unread=sight.unread_among({row.pk: row.active_at for row in rows}))
    return {row.pk: Slip(writer.slip(row), row.pk in writer.unread) for row in rows}


class SlipWriter:
    """Writes slips for one reader; what is the same on many is asked once."""

    def __init__(self, sight: Sight, *, unread: set[int]) -> None:
        self.sight, self.unread = sight, unread
        self.me = _("我")
        self.dot = f'<span class="unread-dot" role="img" aria-label="{escape(_("未读"))}"></span>'
        self.threads = reverse("annotations:thread", args=[0]).removesuffix("0/")
        self.kinds = {kind.value: str(kind.label) for kind in Annotation.Kind}
        self.statuses = {status.value: str(status.label) for status in Annotation.Status}

    def slip(self, row: Row) -> SafeString:
        is_own = row.author_id == self.sight.reader.pk
        author = name_of(row)
        facts = escape(" · ".join([*self.audience(row, is_own=is_own), *self.facts(row)]))
        html = SLIP.format(
            look=f"{row.kind} own" if is_own else row.kind,
            address=f"{self.threads}{row.pk}/",
            pk=row.pk,
            face=face(author, self.me if is_own else author),
            kind=self.kinds[row.kind],
            dot=self.dot if row.pk in self.unread else "",
            facts=facts and f'<span class="note-facts">{facts}</span>',
            words=escape(excerpt(row.begin)),
        )
        return mark_safe(html)  # noqa: S308 - of what people wrote everything is escaped above

    def audience(self, row: Row, *, is_own: bool) -> Iterator[str]:
        """Of one's own; a group's question says by its state that it was asked there, and has no room for both."""
        if is_own and not (row.study_id and row.kind == Annotation.Kind.QUESTION):
            yield self.sight.audience_of(row.study_id)

    def facts(self, row: Row) -> Iterator[str]:
        """Nothing of what others did while they may not know of each other."""
        if row.kind == Annotation.Kind.QUESTION and row.study_id:
            yield self.statuses[row.status]
        if row.study_id not in self.sight.revealed:
            return
        if row.replies:
            yield ngettext("%(count)s 回复", "%(count)s 回复", row.replies) % {"count": row.replies}
        if row.agrees:
            yield ngettext("%(count)s 赞同", "%(count)s 赞同", row.agrees) % {"count": row.agrees}
        if row.me_toos:
            yield ngettext("%(count)s 人也问", "%(count)s 人也问", row.me_toos) % {"count": row.me_toos}


@lru_cache(HEADS)
def face(author: str, name: str) -> str:
    """The coloured initial and the name; it depends on nothing but these words."""
    return render_to_string("components/face.html", {"author": author, "name": name}).strip()


def name_of(row: Row) -> str:
    """As `User.get_full_name`."""
    return _(LEFT) if row.anonymised_at else row.display_name or row.username


def excerpt(body: str) -> str:
    """The first words of a note as plain text."""
    words = " ".join(MARKUP.sub(lambda found: found[1] or "", body).split())
    return words if len(words) <= EXCERPT else words[:EXCERPT] + "…"
