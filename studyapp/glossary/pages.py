"""A group's glossary as its members see it: what is accepted, what waits, what its texts suggest, where words stand."""

from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db.models import Count, QuerySet, Sum

from studyapp.accounts.models import User
from studyapp.glossary.models import Entry, Explanation
from studyapp.groups.models import Role, StudyGroup
from studyapp.library.models import Article, Paragraph, Publication, Term
from studyapp.library.shelf import newest_revisions

SUGGESTED, PLACES = 24, 30
AROUND = 24  # characters before and behind the words


@dataclass(frozen=True, slots=True)
class Place:
    """Where words stand: the number of the paragraph, what stands before them, and what behind."""

    article: Article
    number: int
    before: str
    words: str
    behind: str


def glossary(group: StudyGroup, *, user: User) -> dict[str, Any]:
    """Constant in queries."""
    entries = Entry.objects.visible_to(user).filter(group=group).annotate(said=Count("explanations"))
    return {
        "group": group,
        "accepted": list(entries.accepted()),
        "waiting": list(entries.filter(accepted_at=None).order_by("-said", "words")),
        "suggested": suggested(group, user=user),
        "may_write": StudyGroup.objects.living().held_by(user, least=Role.MEMBER).filter(pk=group.pk).exists(),
    }


def suggested(group: StudyGroup, *, user: User) -> list[str]:
    """Terms of the group's texts that are not on its list: first those that stand in several texts, and often."""
    known = Entry.objects.filter(group=group).values("words")
    terms = Term.objects.filter(article__in=articles_of(group, user)).exclude(text__in=known)
    weighed = terms.order_by().values("text").annotate(texts=Count("article", distinct=True), times=Sum("count"))
    return list(weighed.order_by("-texts", "-times", "text").values_list("text", flat=True)[:SUGGESTED])


def articles_of(group: StudyGroup, user: User) -> QuerySet[Article]:
    """What the group reads and the user may."""
    published = Publication.objects.standing().filter(group=group).values("article")
    return Article.objects.visible_to(user).filter(pk__in=published)


def entry_page(entry: Entry, *, user: User) -> dict[str, Any]:
    told = list(entry.explanations.select_related("author"))
    found = places(entry, user=user)
    return {
        "entry": entry,
        "explanations": told,
        "mine": next((each for each in told if each.author_id == user.pk), None),
        "places": found[:PLACES],
        "has_more": len(found) > PLACES,
        "may_write": Entry.objects.explainable_by(user).filter(pk=entry.pk).exists(),
        "is_leading": Entry.objects.led_by(user).filter(pk=entry.pk).exists(),
        "source": source(entry, told),
    }


def source(entry: Entry, told: list[Explanation]) -> Explanation | None:
    """The explanation that was accepted, if it still says the same."""
    return next((each for each in told if entry.accepted_at and each.text == entry.meaning), None)


def places(entry: Entry, *, user: User) -> list[Place]:
    """Paragraphs of the group's texts in which the words stand, one more than is shown."""
    articles = {article.pk: article for article in articles_of(entry.group, user)}
    revisions = {row.pk: articles[row.article_id] for row in newest_revisions(articles).values()}
    rows = Paragraph.objects.filter(revision__in=revisions, number__isnull=False, text__contains=entry.words)
    lines = rows.order_by("revision", "position").values_list("revision", "number", "text").iterator()
    found = (row for row in lines if entry.words in row[2])  # SQLite takes wifi for WiFi
    return [
        place(revisions[revision], number or 0, text, entry.words)
        for revision, number, text in islice(found, PLACES + 1)
    ]


def place(article: Article, number: int, text: str, words: str) -> Place:
    at = text.index(words)
    end = at + len(words)
    begin, behind = max(0, at - AROUND), text[end : end + AROUND]
    return Place(
        article, number, ("…" if begin else "") + text[begin:at], words, behind + "…" * (end + AROUND < len(text))
    )
