"""Key points: what each counted item says in a clause, or the central sentence where nothing is counted."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from studyapp.chinese.centre import central
from studyapp.chinese.markers import ARTICLE
from studyapp.chinese.sentences import SENTENCE_END, sentence_spans
from studyapp.importing.outline import titles
from studyapp.importing.outline.clauses import first_clause
from studyapp.importing.outline.runs import Run
from studyapp.importing.remarks import Remark, gettext_noop
from studyapp.importing.structure import KeyPoint, Paragraph, Section

COUNTED = gettext_noop("“{first}”到“{last}”依次列举")
CENTRAL = gettext_noop("这一部分没有编号，取与全节用词最相近的一句")
WORD = re.compile(r"\w\w")
SENTENCES_READ, CHARACTERS_READ = 40, 3000  # of a section, to find its central sentence
READ_IN_ALL, LEAST_READ = 300_000, 100  # characters for all sections of a text, and the fewest worth reading


def find(
    text: str, runs: tuple[Run, ...], paragraphs: tuple[Paragraph, ...], sections: tuple[Section, ...]
) -> tuple[KeyPoint, ...]:
    """All key points in reading order."""
    kept = _outermost(runs)
    counted = [point for run in kept for point in _counted(text, run, paragraphs, sections)]
    told = {point.section for point in counted}
    lead = _lead_sentences(text, paragraphs, sections, told)
    return tuple(sorted([*counted, *lead], key=lambda point: point.start))


def _outermost(runs: tuple[Run, ...]) -> list[Run]:
    """Without mere detail: runs inside a paragraph that is itself an item, lists inside the articles of a law."""
    items = {point.place for run in runs if not run.is_inline for point in run.points}
    articles = [point.start for run in runs if run.style == ARTICLE for point in run.points]
    return [
        run
        for run in runs
        if not (run.is_inline and run.points[0].place in items)
        and (run.style == ARTICLE or not articles or run.points[0].start < articles[0])
    ]


def _counted(
    text: str, run: Run, paragraphs: tuple[Paragraph, ...], sections: tuple[Section, ...]
) -> Iterator[KeyPoint]:
    reason = Remark(COUNTED, {"first": run.points[0].marker, "last": run.points[-1].marker})
    confidence = 0.9 if len(run.points) > 2 else 0.75
    for point, end in zip(run.points, _ends(text, run, paragraphs), strict=True):
        title = first_clause(text[point.end : end])
        if title:
            yield KeyPoint(
                marker=point.marker,
                title=title,
                start=point.start,
                end=end,
                paragraph=paragraphs[point.place].number,
                section=section_at(sections, point.start),
                confidence=confidence,
                reason=reason,
            )


def _ends(text: str, run: Run, paragraphs: tuple[Paragraph, ...]) -> list[int]:
    """Where each item ends: before the next one, the last with its paragraph or, in a row of clauses, its sentence."""
    ends = [_before(text, point.start) for point in run.points[1:]]
    last, bound = run.points[-1], paragraphs[run.points[-1].place].end
    bodies = [text[point.end : end] for point, end in zip(run.points, ends, strict=False)]
    in_clauses = last.start > paragraphs[last.place].start and not any("。" in body.rstrip("。") for body in bodies)
    stop = SENTENCE_END.search(text, last.end, bound) if in_clauses else None
    return [*ends, stop.end() if stop else bound]


def _before(text: str, offset: int) -> int:
    """The end of what stands before an offset, blanks and line breaks left out."""
    while offset and text[offset - 1].isspace():
        offset -= 1
    return offset


def section_at(sections: tuple[Section, ...], offset: int) -> int | None:
    """The number of the innermost section around an offset."""
    place = bisect_right(sections, offset, key=lambda section: section.start) - 1
    return sections[place].number if place >= 0 and offset < sections[place].end else None


def _lead_sentences(
    text: str, paragraphs: tuple[Paragraph, ...], sections: tuple[Section, ...], told: Iterable[int | None]
) -> Iterator[KeyPoint]:
    """One for each section (or the whole text) in which nothing is counted."""
    stretches = _own_stretches(text, paragraphs, sections)
    share = min(CHARACTERS_READ, READ_IN_ALL // max(1, len(stretches)))
    for number, start, end in stretches if share >= LEAST_READ else ():
        if number in told:
            continue
        if span := _central_span(text, start, min(end, start + share), fewest=2 if number is None else 1):
            yield KeyPoint(
                marker=None,
                title=titles.of_sentence(text[slice(*span)]),
                start=span[0],
                end=span[1],
                paragraph=_paragraph_at(paragraphs, span[0]),
                section=number,
                confidence=0.4,
                reason=Remark(CENTRAL),
            )


def _own_stretches(
    text: str, paragraphs: tuple[Paragraph, ...], sections: tuple[Section, ...]
) -> list[tuple[int | None, int, int]]:
    """The body of each section up to the next one, its heading left out."""
    if not sections:
        return [(None, 0, len(text))]
    starts = [section.start for section in sections[1:]] + [len(text)]
    headings = {paragraph.start: paragraph.end for paragraph in paragraphs if paragraph.kind == "heading"}
    return [
        (section.number, headings.get(section.start, section.start), start)
        for section, start in zip(sections, starts, strict=True)
    ]


def _central_span(text: str, start: int, end: int, *, fewest: int) -> tuple[int, int] | None:
    spans = [(start + left, start + right) for left, right in sentence_spans(text[start:end])]
    spans = [span for span in spans[:SENTENCES_READ] if WORD.search(text, *span)]
    if len(spans) < fewest:
        return None
    place = central([text[left:right] for left, right in spans])
    return None if place is None else spans[place]


def _paragraph_at(paragraphs: tuple[Paragraph, ...], offset: int) -> int | None:
    return paragraphs[bisect_right(paragraphs, offset, key=lambda paragraph: paragraph.start) - 1].number
