"""Explanations of words: those an article brings along, and those that the reader's groups have accepted."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from studyapp.accounts.models import User
from studyapp.glossary.models import Entry, EntryQuerySet
from studyapp.library.models import Term
from studyapp.reading.lenses import Sight
from studyapp.ready import Ready
from studyapp.studies.models import Study


@dataclass(frozen=True, slots=True)
class Gloss:
    """`key` tells it from others on the page; `address` leads to the group's entry, where there is one."""

    key: str
    text: str
    explanation: str
    address: str = ""


def accepted(article: Any, reader: Any) -> EntryQuerySet:
    """By the groups of the reader's that study the article, the newest last."""
    groups = Study.objects.visible_to(User(pk=reader)).filter(article=article).values("group")
    return Entry.objects.of_groups(groups).order_by("accepted_at", "pk")


TERMS = Ready(
    lambda article: (
        Term.objects.filter(article=article).exclude(explanation="").values_list("pk", "text", "explanation")
    )
)
ENTRIES = Ready(accepted)


def glosses(sight: Sight, lines: Iterable[str]) -> list[Gloss]:
    """Of the words that stand in these lines. What a group has accepted goes before what the article brings, and of
    several the group that it is read with, then who accepted last."""
    words = "\n".join(lines)
    own = TERMS(article=sight.article.pk)
    found = {text: Gloss(str(pk), text, explanation) for pk, text, explanation in own if text in words}
    here = sight.study.group_id if sight.study else None
    entries = ENTRIES(article=sight.article.pk, reader=sight.reader.pk) if sight.studies else []
    for entry in sorted(entries, key=lambda entry: entry.group_id == here):
        if entry.words in words:
            found[entry.words] = Gloss(f"g{entry.pk}", entry.words, entry.meaning, entry.get_absolute_url())
    return list(found.values())
