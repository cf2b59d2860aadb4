"""Cards that are offered for a text: from its key points, its terms, and one's own marks. Plain values, no rows."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from studyapp.chinese.cloze import Cloze, clozes
from studyapp.chinese.gaps import Matters, Span
from studyapp.chinese.telling import Token

KEY_POINT, TERM, MARK = "key-point", "term", "mark"
MOST_TERMS = 60
MOST_LINES = 8  # in which a term is looked for
MOST_LOOKED_THROUGH = 300  # stretches and terms of a page
LEAD_SENTENCE = 12  # points for a sentence that a key point begins with: it says what the point is


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph that begins at `start` of its text."""

    start: int
    text: str
    tokens: Sequence[Token]

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Stretch:
    """What a card is made from: `[start, end)` of the text; `lead` is where a key point says what it is."""

    source: str
    start: int
    end: int
    lead: Span | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A card at `[start, end)` of the text; the `hidden` spans count from `start`."""

    source: str
    start: int
    end: int
    hidden: tuple[Span, ...]
    answer: str


def suggestions(lines: Sequence[Line], stretches: Iterable[Stretch], terms: Sequence[str]) -> list[Suggestion]:
    """At most one card of a stretch and of a term, none that lies over another or asks the same; in text order."""
    matters = Matters(terms=terms, counts=counted(lines))
    found: list[Suggestion] = []
    offers = chain(of_stretches(lines, stretches, matters), of_terms(lines, terms[:MOST_TERMS], matters))
    for offer in islice(offers, MOST_LOOKED_THROUGH):
        fitting = (each for each in offer if not any(is_against(each, other) for other in found))
        found += [first] if (first := next(fitting, None)) else []
    return sorted(found, key=lambda each: each.start)


def counted(lines: Iterable[Line]) -> Counter[str]:
    return Counter(line.text[token.start : token.end] for line in lines for token in line.tokens if token.weight > 0)


def is_against(one: Suggestion, other: Suggestion) -> bool:
    return (one.start < other.end and other.start < one.end) or one.answer == other.answer


def of_stretches(lines: Sequence[Line], stretches: Iterable[Stretch], matters: Matters) -> Iterator[list[Suggestion]]:
    for stretch in stretches:
        found = [each for line in lines for each in within(stretch, line, matters)]
        yield [each for _, each in sorted(found, key=lambda pair: (-pair[0], pair[1].start))]


def within(stretch: Stretch, line: Line, matters: Matters) -> Iterator[tuple[int, Suggestion]]:
    """What of a stretch lies in a line, each with its points."""
    if line.end <= stretch.start or stretch.end <= line.start:
        return
    span = max(0, stretch.start - line.start), min(len(line.text), stretch.end - line.start)
    lead = [(stretch.lead[0] - line.start, stretch.lead[1] - line.start)] if stretch.lead else []
    around = Matters(matters.terms, matters.counts, lead)
    for cloze in clozes(line.text, line.tokens, span, matters=around):
        first = LEAD_SENTENCE if line.start + cloze.start == stretch.start else 0
        yield cloze.score + first, suggested(stretch.source, line, cloze)


def of_terms(lines: Sequence[Line], terms: Iterable[str], matters: Matters) -> Iterator[list[Suggestion]]:
    for term in terms:
        found: list[Suggestion] = []
        for line in islice((line for line in lines if term in line.text), MOST_LINES):
            some = clozes(line.text, line.tokens, (0, len(line.text)), matters=matters, wanted=term)
            found += [suggested(TERM, line, cloze) for cloze in some]
        yield found


def suggested(source: str, line: Line, cloze: Cloze) -> Suggestion:
    first, last = cloze.hidden[0]
    answer = line.text[cloze.start + first : cloze.start + last]
    return Suggestion(source, line.start + cloze.start, line.start + cloze.end, cloze.hidden, answer)
