"""A draft out of somebody's own marks: what they marked and wrote to it, in text order. No word is added. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

PROMPTS: tuple[Promise, ...] = (
    gettext_lazy("看到什么"),
    gettext_lazy("感受"),
    gettext_lazy("意义"),
    gettext_lazy("行动"),
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A note of one's own. `section` is the title of the section it lies in, empty where there is none."""

    pk: int
    kind: str
    kind_name: str
    section: str
    quote: str
    number: int | None
    body: str
    is_private: bool = False
    is_in: bool = False  # it stands in the reflection

    @property
    def words(self) -> str:
        return snippet(self)


def drafted(marks: Iterable[Mark], *, prompts: bool = False) -> str:
    """Markdown: the heading of each section, what was marked as quotes, one's own words below them."""
    blocks = []
    for section, there in groupby(marks, key=lambda mark: mark.section):
        blocks += [f"## {section}"] if section else []
        blocks += [snippet(mark) for mark in there]
    blocks += [f"## {prompt}\n" for prompt in PROMPTS] if prompts else []
    return "\n\n".join(blocks)


def snippet(mark: Mark) -> str:
    """> what was marked（第12段）, and below it what was written to it."""
    place = _("（第%(number)s段）") % {"number": mark.number} if mark.number else ""
    lines = [line.strip() for line in mark.quote.splitlines() if line.strip()] or [""]
    quoted = "\n>\n".join(f"> {line}" for line in lines) + place
    return f"{quoted}\n\n{mark.body.strip()}" if mark.body.strip() else quoted


def appended(text: str, marks: Sequence[Mark]) -> str:
    """Behind what is there, which stays as it is."""
    more = drafted(marks)
    return f"{text.rstrip()}\n\n{more}" if text.strip() else more


def stands_in(text: str, mark: Mark) -> bool:
    """Whether what was put in is still there: what was written to the mark, or else the words that were marked."""
    first = next((line.strip() for line in (mark.body or mark.quote).splitlines() if line.strip()), "")
    return bool(first) and first in text
