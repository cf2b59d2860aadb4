"""The straight line from a reader's material to an outline."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import count

from studyapp.chinese import words
from studyapp.chinese.keywords import most_telling
from studyapp.importing import layout
from studyapp.importing.bounds import bounded
from studyapp.importing.material import Block, Choices, Material
from studyapp.importing.outline import (
    catalogue,
    given,
    headings,
    key_points,
    metadata,
    numbering,
    runs,
    seams,
    sections,
    terms,
    titles,
    verse,
)
from studyapp.importing.outline.levels import levels
from studyapp.importing.outline.lines import Line, joined, placed
from studyapp.importing.outline.sampling import sample
from studyapp.importing.remarks import Remark, gettext_noop
from studyapp.importing.structure import Kind, MetadataLine, Outline, Paragraph

KEYWORDS = 10
MOST_WARNINGS = 50
MORE = gettext_noop("编号还有 {count} 处可疑，未一一列出")


def parse(material: Material, choices: Choices) -> Outline:
    """Find all that can be told about a text. Never raises, whatever the words."""
    page = layout.arrange(material, choices)
    if choices.lines == "auto":
        page = seams.opened(page)
    meta = metadata.take(page.blocks, material)
    lines = placed(meta.body)
    text = joined(lines)
    contents, verses = catalogue.places(lines), verse.places(_unstated(lines))
    found = headings.find(lines, contents | verses)
    counted = runs.find(lines, contents.union(heading.place for heading in found))
    parts = sections.build(text, lines, found, counted.runs)
    items = contents | _items(lines, counted.runs)
    paragraphs = _paragraphs(lines, {heading.place for heading in found}, verses, items)
    tokens = list(words.cut(sample(text)))
    outline, remarks = bounded(
        Outline(
            text=text,
            encoding=material.encoding,
            title=meta.title,
            suggested_title=meta.title or given.title(material) or titles.of_text(text),
            author=meta.author,
            published=meta.published,
            source=meta.source,
            paragraphs=paragraphs,
            sections=parts,
            key_points=key_points.find(text, counted.runs, paragraphs, parts),
            terms=terms.find(text, tokens),
            keywords=most_telling(tokens, KEYWORDS),
            metadata_lines=_metadata_lines(page.blocks, meta, lines, len(text)),
        )
    )
    doubts = _at(outline.paragraphs, [*counted.warnings, *numbering.doubts(lines, found, levels(found))])
    return replace(outline, warnings=(*material.warnings, *page.remarks, *remarks, *doubts))


def _unstated(lines: tuple[Line, ...]) -> list[str]:
    """The words of lines of which the format says nothing; it calls the others headings or items."""
    return ["" if line.item or line.level is not None else line.text for line in lines]


def _items(lines: tuple[Line, ...], found: Iterable[runs.Run]) -> frozenset[int]:
    """What the format lists, and what is counted."""
    listed = {place for place, line in enumerate(lines) if line.item}
    return frozenset(listed.union(point.place for run in found for point in run.points if point.opens))


def _paragraphs(
    lines: tuple[Line, ...], headed: set[int], verses: frozenset[int], items: frozenset[int]
) -> tuple[Paragraph, ...]:
    numbers = count(1)
    kinds: dict[int, Kind] = {
        **dict.fromkeys(items, "item"),
        **dict.fromkeys(verses, "verse"),
        **dict.fromkeys(headed, "heading"),
    }
    return tuple(
        Paragraph(None if place in headed else next(numbers), line.start, line.end, kinds.get(place, "body"))
        for place, line in enumerate(lines)
    )


def _metadata_lines(
    blocks: tuple[Block, ...], meta: metadata.Metadata, lines: tuple[Line, ...], length: int
) -> tuple[MetadataLine, ...]:
    """Each line with the offset where it would stand again: that of the first body line after it."""
    taken = {place for _, place in meta.lines}
    kept = [place for place in range(len(blocks)) if place not in taken]
    starts = [line.start for line in lines] + [length]
    return tuple(MetadataLine(kind, blocks[place].text, starts[bisect_left(kept, place)]) for kind, place in meta.lines)


def _at(paragraphs: tuple[Paragraph, ...], warnings: Iterable[tuple[int, Remark]]) -> Iterator[Remark]:
    """In reading order, each pointing to its paragraph; a heading has no number, so to the first below it."""
    below: list[int | None] = [None]
    for paragraph in reversed(paragraphs):
        below.append(paragraph.number or below[-1])
    below.reverse()
    ordered = sorted(warnings, key=lambda warning: warning[0])
    for place, remark in ordered[:MOST_WARNINGS]:
        yield replace(remark, paragraph=below[place])
    if len(ordered) > MOST_WARNINGS:
        yield Remark(MORE, {"count": len(ordered) - MOST_WARNINGS})
