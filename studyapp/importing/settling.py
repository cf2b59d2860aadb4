"""What follows from where sections and key points start: numbers, ends, kinds of lines. Pure."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import replace

from studyapp.importing.structure import KeyPoint, Outline, Paragraph, Section


def settled(outline: Outline) -> Outline:
    """The outline with all that follows from where sections and key points start: numbers, ends, kinds of lines."""
    sections = numbered_sections(outline.sections, len(outline.text))
    paragraphs = numbered_paragraphs(outline.paragraphs, {each.start for each in sections if each.heading})
    key_points = located_key_points(outline.key_points, paragraphs, sections)
    return replace(outline, sections=sections, paragraphs=paragraphs, key_points=key_points)


def numbered_sections(found: Iterable[Section], length: int) -> tuple[Section, ...]:
    """In order of the text, numbered from 1; each ends where the next of its level or higher starts."""
    sections = sorted(found, key=lambda section: section.start)
    ends: list[int] = [0] * len(sections)
    following: list[tuple[int, int]] = []  # (level, start) of later sections that may still end an earlier one
    for index in reversed(range(len(sections))):
        section = sections[index]
        while following and following[-1][0] > section.level:
            following.pop()
        ends[index] = following[-1][1] if following else length
        following.append((section.level, section.start))
    return tuple(
        replace(section, number=number, end=end)
        for number, (section, end) in enumerate(zip(sections, ends, strict=True), 1)
    )


def numbered_paragraphs(paragraphs: Iterable[Paragraph], headings: set[int]) -> tuple[Paragraph, ...]:
    found, number = [], 0
    for paragraph in paragraphs:
        if paragraph.start in headings:
            found.append(replace(paragraph, number=None, kind="heading"))
            continue
        number += 1
        found.append(replace(paragraph, number=number, kind="body" if paragraph.kind == "heading" else paragraph.kind))
    return tuple(found)


def located_key_points(
    key_points: Iterable[KeyPoint], paragraphs: tuple[Paragraph, ...], sections: tuple[Section, ...]
) -> tuple[KeyPoint, ...]:
    paragraph_starts = [paragraph.start for paragraph in paragraphs]
    section_starts = [section.start for section in sections]

    def located(point: KeyPoint) -> KeyPoint:
        section = bisect_right(section_starts, point.start)
        paragraph = paragraphs[bisect_right(paragraph_starts, point.start) - 1]
        return replace(point, paragraph=paragraph.number, section=section or None)

    return tuple(located(point) for point in sorted(key_points, key=lambda point: point.start))
