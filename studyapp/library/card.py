"""What an article's own page tells about it."""

from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from studyapp.accounts.models import User
from studyapp.groups.models import StudyGroup
from studyapp.library.models import Article, KeyPoint, Paragraph, Revision, Section
from studyapp.library.shelf import newest_revisions, publications, volume

SECTIONS = 2000
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
        "sections": sections(revision)[:SECTIONS],
        "points": points[:POINTS],
        "more_points": max(0, points.count() - POINTS),
        "explained": [term for term in terms if term.explanation],
        "terms": [term for term in terms if not term.explanation][:TERMS],
        "is_managed": Article.objects.managed_by(reader).filter(pk=article.pk).exists(),
    }


def numbered(revision: Revision) -> QuerySet[Paragraph]:
    return Paragraph.objects.filter(revision=revision, number__isnull=False)


def sections(revision: Revision) -> QuerySet[Section]:
    """In text order, with the number of the `first` paragraph."""
    first = numbered(revision).filter(start__gte=OuterRef("start")).order_by("start").values("number")[:1]
    return revision.sections.annotate(first=Subquery(first)).only("number", "level", "title")


def key_points(revision: Revision) -> QuerySet[KeyPoint]:
    """In text order, with the number of the `paragraph` in which each begins."""
    around = numbered(revision).filter(start__lte=OuterRef("start")).order_by("-start").values("number")[:1]
    return revision.key_points.annotate(paragraph=Subquery(around))
