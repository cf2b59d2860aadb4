"""One's own page 我的: where to read on, what waits, what is unread, one's groups."""

from dataclasses import dataclass

from django.db.models import Count

from studyapp.accounts.models import User
from studyapp.groups.models import StudyGroup
from studyapp.guide import waiting
from studyapp.library.models import Article, Place, Revision
from studyapp.library.shelf import Volume, newest_revisions, publications, volume
from studyapp.studies.due import due

RECENT, DUE = 5, 6


@dataclass(frozen=True, slots=True)
class Continuing:
    """An article that the reader has begun. `number` and `words` are of the paragraph they came to."""

    article: Article
    number: int
    words: str
    revision: Revision
    start: int

    @property
    def percent(self) -> int:
        return round(100 * self.number / max(1, self.revision.paragraph_count))

    @property
    def paragraphs_left(self) -> int:
        return max(0, self.revision.paragraph_count - self.number)

    @property
    def minutes_left(self) -> int:
        share = 1 - self.start / max(1, self.revision.length)
        return max(1, round(self.revision.minutes * share))


def continuing(reader: User) -> list[Continuing]:
    """What the reader has begun, the latest first."""
    places = Place.objects.open_to(reader).with_words().select_related("article", "revision").order_by("-seen_at")
    return [
        Continuing(place.article, place.number, place.words or "", place.revision, place.start)
        for place in places[: RECENT + 1]
        if place.number
    ]


def unread(reader: User) -> list[Volume]:
    """What came to the shelf last and the reader has not opened; once each, however many groups it came to."""
    fresh = publications(reader, {"group": "", "sort": "newest", "q": ""})
    fresh = fresh.exclude(article__places__user=reader.pk)
    rows = {row.article_id: row for row in fresh.order_by("-published_at")[: 2 * RECENT]}
    revisions = newest_revisions(rows)
    return [volume(row, revisions[row.article_id]) for row in rows.values()][:RECENT]


def mine(reader: User) -> dict[str, object]:
    """Where to read on and what else was begun, what is unread, and the reader's groups. Constant in queries."""
    begun = continuing(reader)
    groups = StudyGroup.objects.visible_to(reader).annotate(people=Count("members"))
    return {
        "now": begun[0] if begun else None,
        "begun": begun[1:],
        "unread": unread(reader),
        "groups": groups,
        "due": due(reader)[:DUE],
        "mentions": waiting.mentions(reader),
        "fresh": waiting.fresh(reader),
        "leads": reader.is_staff or StudyGroup.objects.led_by(reader).exists(),
    }
