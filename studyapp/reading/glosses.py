"""Explanations of words: those an article brings along, and those that the reader's groups have accepted."""

from collections.abc import Iterable
from dataclasses import dataclass

from studyapp.glossary.models import Entry
from studyapp.reading.lenses import Sight


@dataclass(frozen=True, slots=True)
class Gloss:
    """`key` tells it from others on the page; `address` leads to the group's entry, where there is one."""

    key: str
    text: str
    explanation: str
    address: str = ""


def glosses(sight: Sight, lines: Iterable[str]) -> list[Gloss]:
    """Of the words that stand in these lines. What a group has accepted goes before what the article brings, and of
    several the group that it is read with, then who accepted last."""
    words = "\n".join(lines)
    own = sight.article.terms.exclude(explanation="").values_list("pk", "text", "explanation")
    found = {text: Gloss(str(pk), text, explanation) for pk, text, explanation in own if text in words}
    here = sight.study.group_id if sight.study else None
    accepted = Entry.objects.of_groups([study.group_id for study in sight.studies]).order_by("accepted_at", "pk")
    for entry in sorted(accepted, key=lambda entry: entry.group_id == here):
        if entry.words in words:
            found[entry.words] = Gloss(f"g{entry.pk}", entry.words, entry.meaning, entry.get_absolute_url())
    return list(found.values())
