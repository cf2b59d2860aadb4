"""Somebody's own notes on an article, as what a reflection is drafted from. Two queries, however many."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from studyapp.accounts.models import User
from studyapp.annotations.models import Annotation
from studyapp.library.models import Article, Section
from studyapp.reflections.drafting import Mark, stands_in
from studyapp.reflections.models import Reflection

TELLING = 8  # characters: who writes as many in the same way has them from there


def marks_of(user: User, article: Article | int) -> list[Mark]:
    """In text order, private ones too; what was said about the text as a whole is none of them."""
    own = Annotation.objects.own(user).filter(article=article).exclude(kind=Annotation.Kind.TOPIC)
    notes = list(own.with_number().order_by("revision__number", "start", "end", "pk"))
    titles = titles_of({note.revision_id for note in notes})
    return [mark_of(note, titles.get(note.revision_id, [])) for note in notes]


def mark_of(note: Annotation, titles: Sequence[tuple[int, str]]) -> Mark:
    index = bisect_right(titles, note.start, key=lambda each: each[0]) - 1
    return Mark(
        pk=note.pk,
        kind=note.kind,
        kind_name=note.get_kind_display(),
        section=titles[index][1] if index >= 0 else "",
        quote=note.quote,
        number=note.number,
        body=note.body,
        is_private=note.is_private,
    )


def titles_of(revisions: Iterable[int]) -> dict[int, list[tuple[int, str]]]:
    """Of each revision where its sections begin, the inner one last of those that begin together."""
    found: dict[int, list[tuple[int, str]]] = {}
    rows = Section.objects.filter(revision__in=revisions).order_by("start", "number")
    for revision, start, title in rows.values_list("revision", "start", "title"):
        found.setdefault(revision, []).append((start, title))
    return found


def marks_for(reflection: Reflection) -> list[Mark]:
    """Its author's, each with whether it stands in it."""
    put = set(reflection.notes.values_list("pk", flat=True))
    marks = marks_of(reflection.author, reflection.article_id)
    return [replace(mark, is_in=mark.pk in put and stands_in(reflection.body, mark)) for mark in marks]


def private_words(reflection: Reflection) -> list[Mark]:
    """Marks that only the author sees, whose words stand in it: whoever is shown it sees them.

    Also of those that came there by another way, unless what was written to them is as short as others may write.
    """
    return [
        mark
        for mark in marks_for(reflection)
        if mark.is_private
        and mark.body
        and (mark.is_in or (len(mark.body) >= TELLING and stands_in(reflection.body, mark)))
    ]
