"""What an article's own page tells about it."""

from typing import Any

from django.db.models import Count, Min, OuterRef, QuerySet, Subquery

from studyapp.accounts.models import User
from studyapp.groups.models import StudyGroup
from studyapp.library.models import Article, KeyPoint, Paragraph, Revision, Section
from studyapp.library.shelf import newest_revisions, publications, volume

SECTIONS = 300  # of more than this only the highest rank is shown
CHAPTERS = 1500
POINTS = 60
TERMS = 120


def card(article: Article, *, reader: User) -> dict[str, Any]:
    """The article with its reader's place, its structure, and who may do what. Constant in queries."""
    through = list(publications(reader, {"group": "", "sort": "newest", "q": ""}).filter(article=article))
    groups: list[StudyGroup] = [row.group for row in through if row.group]
    revision = newest_revisions([article.pk])[article.pk]
    points = key_points(revision)
    terms = list(article.terms.all())
    return {
        "article": article,
        "revision": revision,
        "volume": volume(through[0], revision),
        "groups": groups,
        "is_public": len(groups) < len(through),
        "sections": sections(revision),
        "points": points[:POINTS],
        "more_points": max(0, points.count() - POINTS),
        "explained": [term for term in terms if term.explanation],
        "terms": [term for term in terms if not term.explanation][:TERMS],
        "is_managed": Article.objects.managed_by(reader).filter(pk=article.pk).exists(),
    }


def numbered(revision: Revision) -> QuerySet[Paragraph]:
    return Paragraph.objects.filter(revision=revision, number__isnull=False)


def sections(revision: Revision) -> list[Section]:
    """In text order, with the number of the `first` paragraph."""
    first = numbered(revision).filter(start__gte=OuterRef("start")).order_by("start").values("number")[:1]
    ranks = revision.sections.aggregate(count=Count("pk"), highest=Min("level"))
    shown = revision.sections.annotate(first=Subquery(first)).only("revision", "number", "level", "title")
    if ranks["count"] > SECTIONS:
        shown = shown.filter(level=ranks["highest"])
    return list(shown[:CHAPTERS])


def key_points(revision: Revision) -> QuerySet[KeyPoint]:
    """In text order, with the number of the `paragraph` in which each begins."""
    around = numbered(revision).filter(start__lte=OuterRef("start")).order_by("-start").values("number")[:1]
    return revision.key_points.annotate(paragraph=Subquery(around))
