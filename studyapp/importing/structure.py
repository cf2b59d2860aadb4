"""The outline of a text: plain values that the desk shows and edits and that publishing turns into rows.

All offsets are code points of `Outline.text`, spans are `[start, end)`.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from studyapp.importing.remarks import Remark

Kind = Literal["body", "heading", "item", "verse"]
MetadataKind = Literal["title", "author", "published", "source"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of the canonical text. Headings have no number; the others count from 1."""

    number: int | None
    start: int
    end: int
    kind: Kind


@dataclass(frozen=True, slots=True)
class Section:
    """From its heading (or lead paragraph) to the next section of its level or higher.

    `heading` tells a heading that stands in the text from a suggested one, whose words are only `title`.
    `confidence` is between 0 and 1. `keywords` are phrases, the most telling first.
    """

    number: int
    level: int
    title: str
    start: int
    end: int
    heading: bool
    confidence: float
    reason: Remark
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KeyPoint:
    """A numbered point (`marker` is its 一是), or the lead sentence of a section without any (`marker` is None).

    The span runs from the marker to the item's end; `paragraph` and `section` are numbers.
    """

    marker: str | None
    title: str
    start: int
    end: int
    paragraph: int | None
    section: int | None
    confidence: float
    reason: Remark


@dataclass(frozen=True, slots=True)
class Term:
    """A set phrase and how often it stands in the text. The desk keeps those it refused, to offer them again."""

    text: str
    count: int
    accepted: bool = True
    explanation: str = ""


@dataclass(frozen=True, slots=True)
class MetadataLine:
    """A line that was taken for title, author, date or source and so left out of the text.

    `before` is the offset in the text where it would stand again.
    """

    kind: MetadataKind
    text: str
    before: int


@dataclass(frozen=True, slots=True)
class Outline:
    """`encoding` is the one in which the file was read, None where the format leaves no choice."""

    text: str
    encoding: str | None = None
    title: str | None = None
    suggested_title: str = ""
    author: str | None = None
    published: date | None = None
    source: str | None = None
    paragraphs: tuple[Paragraph, ...] = ()
    sections: tuple[Section, ...] = ()
    key_points: tuple[KeyPoint, ...] = ()
    terms: tuple[Term, ...] = ()
    keywords: tuple[str, ...] = ()
    metadata_lines: tuple[MetadataLine, ...] = ()
    warnings: tuple[Remark, ...] = ()
