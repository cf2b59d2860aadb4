"""Seams: where a speech that arrived as one line, without gaps, falls into paragraphs: before its counted points."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import combinations, pairwise, product

from studyapp.chinese import words
from studyapp.chinese.sentences import sentence_spans
from studyapp.importing.gaps import FEW_LINES
from studyapp.importing.layout import SPLIT, Page
from studyapp.importing.material import Block
from studyapp.importing.outline import metadata, runs
from studyapp.importing.outline.lines import Line, placed
from studyapp.importing.outline.runs import Run
from studyapp.importing.remarks import Remark

LONG_LINE = 600  # characters; a shorter one is a paragraph
LENGTH_WEIGHT = 0.3
MOST_SENTENCES = 60  # between two runs; where more stand, they are more than a point and a lead


def opened(page: Page) -> Page:
    """The page, a one-line text cut at its seams."""
    if len(page.blocks) > FEW_LINES:
        return page
    pieces = tuple(piece for block in page.blocks for piece in _cut(block))
    if len(pieces) == len(page.blocks):
        return page
    return Page(pieces, (*page.remarks, Remark(SPLIT, {"count": len(pieces)})))


def _cut(block: Block) -> Iterator[Block]:
    if len(block.text) <= LONG_LINE:
        yield block
        return
    spans = list(sentence_spans(block.text))
    lines = placed(Block(block.text[start:end]) for start, end in spans)
    places = sorted({0, *_seams(lines), *(place for place, line in enumerate(lines) if metadata.read(line.text))})
    for first, after in pairwise([*places, len(lines)]):
        yield replace(block, text=block.text[spans[first][0] : spans[after - 1][1]])


def _seams(lines: tuple[Line, ...]) -> Iterator[int]:
    """The sentences that open a point of an outermost run, and those that lead into the run after another."""
    before: Run | None = None
    for run in _outermost(runs.find(lines, frozenset()).runs):
        if before and run.points[0].place - before.points[-1].place <= MOST_SENTENCES:
            yield _lead(lines, before, run.points[0].place)
        yield from (point.place for point in run.points if point.opens)
        before = run


def _outermost(found: tuple[Run, ...]) -> Iterator[Run]:
    """Runs whose points open sentences and that stand inside no other."""
    end = -1
    for run in found:
        if run.points[0].opens and run.points[0].place > end:
            yield run
            end = run.points[-1].place


def _lead(lines: tuple[Line, ...], before: Run, first: int) -> int:
    """Where, between the last point of one run and the first of the next, the new part begins.

    There the words change most, and the last point is about as long as its fellows.
    """
    last = before.points[-1].place
    usual = (before.points[-1].start - before.points[0].start) / (len(before.points) - 1)
    bags = {place: frozenset(words.counts(lines[place].text)) for place in range(last, first)}

    def cost(place: int) -> float:
        length = lines[place].start - lines[last].start
        return _togetherness(bags, last, place, first) + LENGTH_WEIGHT * abs(length - usual) / usual

    return min(range(last + 1, first), key=cost, default=first)


def _togetherness(bags: dict[int, frozenset[str]], start: int, middle: int, end: int) -> float:
    """How much more the two sides of `middle` share with each other than within themselves."""
    left, right = range(start, middle), range(middle, end)
    across = _mean(_shared(bags[one], bags[other]) for one, other in product(left, right))
    within = _mean(_shared(bags[one], bags[other]) for side in (left, right) for one, other in combinations(side, 2))
    return across - within + _shared(bags[middle - 1], bags[middle])


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / (min(len(one), len(other)) or 1)


def _mean(values: Iterable[float]) -> float:
    listed = list(values)
    return sum(listed) / len(listed) if listed else 0.0
