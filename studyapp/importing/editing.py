"""Corrections of an outline at the desk: each takes an outline and gives a new one; nothing else happens here.

Sections and key points are named by the code point where they start, which no correction moves.
"""

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from studyapp.importing.outline.clauses import first_clause
from studyapp.importing.remarks import Remark, RemarkError, gettext_noop
from studyapp.importing.settling import settled
from studyapp.importing.structure import KeyPoint, Outline, Paragraph, Section, Term

DEEPEST_LEVEL = 6
TITLE_CHARACTERS = 40
Span = TypeVar("Span", Paragraph, Section, KeyPoint)
BY_HAND = Remark(gettext_noop("校对时定的"))


class ImpossibleEditError(RemarkError):
    """The row is not there any more, or cannot go where it was sent."""


def section_at(outline: Outline, at: int) -> Section:
    for section in outline.sections:
        if section.start == at:
            return section
    raise ImpossibleEditError(gettext_noop("这一节已经不在了。"))


def key_point_at(outline: Outline, at: int) -> KeyPoint:
    for point in outline.key_points:
        if point.start == at:
            return point
    raise ImpossibleEditError(gettext_noop("这个要点已经不在了。"))


def paragraph_at(outline: Outline, at: int) -> Paragraph:
    for paragraph in outline.paragraphs:
        if paragraph.start == at:
            return paragraph
    raise ImpossibleEditError(gettext_noop("这一段已经不在了。"))


def section_holding(outline: Outline, at: int) -> Section | None:
    """The innermost section in which the code point lies."""
    index = bisect_right([section.start for section in outline.sections], at)
    return outline.sections[index - 1] if index else None


def with_sections(outline: Outline, change: Callable[[Section], Section | None]) -> Outline:
    """Each section changed, or left out where `change` gives None."""
    return settled(replace(outline, sections=tuple(new for old in outline.sections if (new := change(old)))))


def rename_section(outline: Outline, at: int, title: str) -> Outline:
    section_at(outline, at)
    return with_sections(outline, lambda each: confirmed(each, title=title) if each.start == at else each)


def accept_section(outline: Outline, at: int) -> Outline:
    section_at(outline, at)
    return with_sections(outline, lambda each: confirmed(each) if each.start == at else each)


def confirmed(section: Section, **changes: Any) -> Section:
    return replace(section, confidence=1.0, reason=BY_HAND, **changes)


def raise_section(outline: Outline, at: int) -> Outline:
    """One level up, with all that is inside."""
    if section_at(outline, at).level == 1:
        raise ImpossibleEditError(gettext_noop("已经是最高一级。"))
    return shifted(outline, at, by=-1)


def lower_section(outline: Outline, at: int) -> Outline:
    """One level down, with all that is inside; at most one level below the section above."""
    section = section_at(outline, at)
    above = [each for each in outline.sections if each.start < at]
    if not above or above[-1].level < section.level or section.level == DEEPEST_LEVEL:
        raise ImpossibleEditError(gettext_noop("上面没有可以归入的一节。"))
    return shifted(outline, at, by=1)


def shifted(outline: Outline, at: int, *, by: int) -> Outline:
    whole = section_at(outline, at)

    def shift(each: Section) -> Section:
        inside = whole.start <= each.start < whole.end
        return replace(each, level=min(DEEPEST_LEVEL, each.level + by)) if inside else each

    return with_sections(outline, shift)


def split_section(outline: Outline, at: int) -> Outline:
    """A new section from this paragraph on, beside the one that it was in, with a title taken from its first words."""
    paragraph = paragraph_at(outline, at)
    if any(section.start == at for section in outline.sections):
        raise ImpossibleEditError(gettext_noop("这一节已经从这里开始。"))
    around = section_holding(outline, at)
    words = outline.text[paragraph.start : paragraph.end]
    return with_section(
        outline, at, title=first_clause(words)[:TITLE_CHARACTERS], heading=False, level=level_of(around)
    )


def make_heading(outline: Outline, at: int) -> Outline:
    """The line itself becomes the heading of a section."""
    paragraph = paragraph_at(outline, at)
    around = section_holding(outline, at)
    without = replace(outline, sections=tuple(each for each in outline.sections if each.start != at))
    words = outline.text[paragraph.start : paragraph.end]
    return with_section(without, at, title=words, heading=True, level=level_of(around))


def level_of(section: Section | None) -> int:
    return section.level if section else 1


def with_section(outline: Outline, at: int, *, title: str, heading: bool, level: int) -> Outline:
    new = Section(number=0, level=level, title=title, start=at, end=at, heading=heading, confidence=1.0, reason=BY_HAND)
    return settled(replace(outline, sections=(*outline.sections, new)))


def unmake_heading(outline: Outline, at: int) -> Outline:
    """No title here: the line is a line again, and what was below belongs to the section above."""
    section_at(outline, at)
    return with_sections(outline, lambda each: None if each.start == at else each)


def merge_section(outline: Outline, at: int) -> Outline:
    """The section with all inside it becomes part of the one above."""
    whole = section_at(outline, at)
    if all(each.start >= at for each in outline.sections):
        raise ImpossibleEditError(gettext_noop("上面没有可以并入的一节。"))
    return with_sections(outline, lambda each: None if whole.start <= each.start < whole.end else each)


def make_key_point(outline: Outline, at: int) -> Outline:
    """The paragraph becomes a key point, titled with its first clause."""
    paragraph = paragraph_at(outline, at)
    if any(point.start == at for point in outline.key_points):
        raise ImpossibleEditError(gettext_noop("这一段已经是要点。"))
    title = first_clause(outline.text[paragraph.start : paragraph.end])[:TITLE_CHARACTERS]
    new = KeyPoint(
        marker=None,
        title=title,
        start=at,
        end=paragraph.end,
        paragraph=None,
        section=None,
        confidence=1.0,
        reason=BY_HAND,
    )
    return settled(replace(outline, key_points=(*outline.key_points, new)))


def unmake_key_point(outline: Outline, at: int) -> Outline:
    key_point_at(outline, at)
    return replace(outline, key_points=tuple(point for point in outline.key_points if point.start != at))


def rename_key_point(outline: Outline, at: int, title: str) -> Outline:
    key_point_at(outline, at)
    points = tuple(
        replace(point, title=title, confidence=1.0, reason=BY_HAND) if point.start == at else point
        for point in outline.key_points
    )
    return replace(outline, key_points=points)


def accept_term(outline: Outline, text: str) -> Outline:
    """Take a phrase up: one that was refused before, or a new one that stands in the text."""
    if any(term.text == text for term in outline.terms):
        return with_term(outline, text, accepted=True)
    count = outline.text.count(text)
    if not count:
        raise ImpossibleEditError(gettext_noop("原文里没有“{text}”。"), text=text)
    return replace(outline, terms=(*outline.terms, Term(text, count)))


def explain_term(outline: Outline, text: str, explanation: str) -> Outline:
    """What readers are told when they tap the phrase; without words they are told nothing."""
    return with_term(outline, text, explanation=explanation)


def refuse_term(outline: Outline, text: str) -> Outline:
    return with_term(outline, text, accepted=False)


def with_term(outline: Outline, text: str, **changes: Any) -> Outline:
    terms = tuple(replace(term, **changes) if term.text == text else term for term in outline.terms)
    return replace(outline, terms=terms)


def describe(
    outline: Outline, *, title: str, author: str = "", source: str = "", published: date | None = None
) -> Outline:
    return replace(outline, title=title, author=author or None, source=source or None, published=published)


def put_back(outline: Outline, index: int) -> Outline:
    """A line that was taken for metadata returns to the text as a paragraph; all that stands after it moves."""
    if not 0 <= index < len(outline.metadata_lines):
        raise ImpossibleEditError(gettext_noop("这一行已经放回原文了。"))
    line = outline.metadata_lines[index]
    others = outline.metadata_lines[:index] + outline.metadata_lines[index + 1 :]
    lines = outline.text.split("\n") if outline.text else []
    is_last = line.before >= len(outline.text)
    at = len(outline.text) + bool(lines) if is_last else line.before
    lines.insert(len(lines) if is_last else outline.text.count("\n", 0, at), line.text)
    new = Paragraph(number=0, start=at, end=at + len(line.text), kind="body")
    moved = moved_from(replace(outline, text="\n".join(lines), metadata_lines=others), at, by=len(line.text) + 1)
    paragraphs = sorted((*moved.paragraphs, new), key=lambda paragraph: paragraph.start)
    return settled(replace(moved, paragraphs=tuple(paragraphs)))


def moved_from(outline: Outline, at: int, *, by: int) -> Outline:
    """Every place at or behind `at` moved by so many code points."""

    def move(span: Span) -> Span:
        start = span.start + by if span.start >= at else span.start
        return replace(span, start=start, end=span.end + by if span.end > at else span.end)

    return replace(
        outline,
        paragraphs=tuple(map(move, outline.paragraphs)),
        sections=tuple(map(move, outline.sections)),
        key_points=tuple(map(move, outline.key_points)),
        metadata_lines=tuple(
            replace(line, before=line.before + by) if line.before >= at else line for line in outline.metadata_lines
        ),
    )
