"""From an outline to rows: the article, its one text in paragraphs, and the structure that may be corrected later."""

from hashlib import sha256
from typing import cast

from django.db import transaction
from django.db.models import RESTRICT
from django.dispatch import Signal
from django.utils import timezone

from studyapp.accounts.models import User
from studyapp.groups.models import StudyGroup
from studyapp.importing import structure
from studyapp.importing.remarks import Remark, gettext_noop
from studyapp.importing.structure import Outline
from studyapp.library.models import Article, KeyPoint, Paragraph, Publication, Revision, Section, Term
from studyapp.studies.services.opening import open_study

BATCH = 2000  # rows a statement
KEPT = Remark(gettext_noop("发布时定的"))

readers_changed = Signal()  # `article`, which others than before may read: for packages above, whose pages show it


class MarkedTextError(Exception):
    """Somebody has written to the text: it cannot be taken away from under their words."""


@transaction.atomic
def article_from(outline: Outline, *, by: User) -> Article:
    """A new article with its first revision. Nobody can read it until it is published to somebody."""
    article = Article(added_by=by, **described(outline))
    article.save()
    write_text(article, outline)
    write_structure(article.revision, outline)
    return article


@transaction.atomic
def restructure(article: Article, outline: Outline) -> None:
    """Correct what is said about a published text; the text stays as it is."""
    Article.objects.filter(pk=article.pk).update(**described(outline))
    revision = article.revision
    revision.sections.all().delete()
    revision.key_points.all().delete()
    Paragraph.objects.bulk_update(renumbered(revision, outline), ["number", "kind"], batch_size=BATCH // 4)
    write_structure(revision, outline)


@transaction.atomic
def replace_text(article: Article, outline: Outline) -> None:
    """Put another text in the place of one that nobody has marked. Raises MarkedTextError."""
    list(article.revisions.select_for_update())  # who marks it just now has done so, or comes too late
    if is_marked(article):
        raise MarkedTextError
    article.revisions.all().delete()
    Article.objects.filter(pk=article.pk).update(**described(outline))
    write_text(article, outline)
    write_structure(article.revision, outline)


def is_marked(article: Article) -> bool:
    """True when anything hangs on its text that forbids to delete it. What that is, is known on the floors above."""
    holds = [relation for relation in Revision._meta.related_objects if relation.on_delete is RESTRICT]
    return any(
        relation.related_model._base_manager.filter(**{f"{relation.field.name}__article": article}).exists()
        for relation in holds
    )


@transaction.atomic
def publish_to(article: Article, *, everyone: bool, groups: list[StudyGroup]) -> None:
    """Let exactly these read it: what stood published to others is withdrawn."""
    wanted = [*groups, *([None] if everyone else [])]
    take_away(article)
    for group in wanted:
        Publication.objects.update_or_create(article=article, group=group, defaults={"withdrawn_at": None})
        if group:
            open_study(article, group=group)
    Article.objects.filter(pk=article.pk).update(archived_at=None)
    readers_changed.send(Article, article=article)


@transaction.atomic
def withdraw(article: Article) -> None:
    """Take the text from its readers; what they marked and where they were is kept for when it returns."""
    take_away(article)
    readers_changed.send(Article, article=article)


def take_away(article: Article) -> None:
    article.publications.filter(withdrawn_at=None).update(withdrawn_at=timezone.now())


@transaction.atomic
def archive(article: Article) -> None:
    """Put the article away: as withdrawn, and out of the manager's list too."""
    Article.objects.filter(pk=article.pk).update(archived_at=timezone.now())
    readers_changed.send(Article, article=article)


def described(outline: Outline) -> dict[str, object]:
    return {
        "title": (outline.title or outline.suggested_title)[:200],
        "author": (outline.author or "")[:100],
        "source": (outline.source or "")[:200],
        "published_on": outline.published,
        "keywords": list(outline.keywords),
    }


def write_text(article: Article, outline: Outline) -> None:
    revision = Revision.objects.create(
        article=article,
        length=len(outline.text),
        characters=sum(map(str.isalnum, outline.text)),
        paragraph_count=sum(paragraph.number is not None for paragraph in outline.paragraphs),
        digest=sha256(outline.text.encode()).hexdigest(),
    )
    Paragraph.objects.bulk_create(
        (
            Paragraph(
                revision=revision,
                position=position,
                number=paragraph.number,
                kind=paragraph.kind,
                start=paragraph.start,
                end=paragraph.end,
                text=outline.text[paragraph.start : paragraph.end],
            )
            for position, paragraph in enumerate(outline.paragraphs)
        ),
        batch_size=BATCH,
    )


def renumbered(revision: Revision, outline: Outline) -> list[Paragraph]:
    """The paragraphs whose number or kind the outline has changed."""
    changed = []
    for row, paragraph in zip(revision.paragraphs.defer("text"), outline.paragraphs, strict=True):
        if (row.number, row.kind) != (paragraph.number, paragraph.kind):
            row.number, row.kind = paragraph.number, Paragraph.Kind(paragraph.kind)
            changed.append(row)
    return changed


def write_structure(revision: Revision, outline: Outline) -> None:
    Section.objects.bulk_create(
        (
            Section(
                revision=revision,
                number=section.number,
                level=section.level,
                title=section.title[:200],
                start=section.start,
                end=section.end,
                heading=section.heading,
                keywords=list(section.keywords),
            )
            for section in outline.sections
        ),
        batch_size=BATCH,
    )
    KeyPoint.objects.bulk_create(
        (
            KeyPoint(
                revision=revision,
                marker=(point.marker or "")[:20],
                title=point.title[:200],
                start=point.start,
                end=point.end,
            )
            for point in outline.key_points
        ),
        batch_size=BATCH,
    )
    keep_terms(revision.article, outline)


def keep_terms(article: Article, outline: Outline) -> None:
    """Write the terms of the outline. One without an explanation here keeps the one that its row has."""
    accepted = {term.text[:80]: term for term in outline.terms if term.accepted}
    explained = dict(article.terms.values_list("text", "explanation"))
    article.terms.exclude(text__in=accepted).delete()
    Term.objects.bulk_create(
        [
            Term(article=article, text=text, count=term.count, explanation=term.explanation or explained.get(text, ""))
            for text, term in accepted.items()
        ],
        update_conflicts=True,
        unique_fields=["article", "text"],
        update_fields=["count", "explanation"],
        batch_size=BATCH,
    )


def outline_from(article: Article) -> Outline:
    """The outline that an article's rows amount to."""
    revision = article.revision
    lines = list(revision.paragraphs.all())
    return Outline(
        text="\n".join(line.text for line in lines),
        title=article.title,
        author=article.author or None,
        published=article.published_on,
        source=article.source or None,
        paragraphs=tuple(
            structure.Paragraph(line.number, line.start, line.end, cast(structure.Kind, line.kind)) for line in lines
        ),
        sections=tuple(
            structure.Section(
                each.number, each.level, each.title, each.start, each.end, each.heading, 1.0, KEPT, tuple(each.keywords)
            )
            for each in revision.sections.all()
        ),
        key_points=tuple(
            structure.KeyPoint(point.marker or None, point.title, point.start, point.end, None, None, 1.0, KEPT)
            for point in revision.key_points.all()
        ),
        terms=tuple(
            structure.Term(term.text, term.count, explanation=term.explanation) for term in article.terms.all()
        ),
        keywords=tuple(article.keywords),
    )
