"""Cloze: what to hide of a sentence, so that who has read the text can say it and who has not cannot.

Pure: works on words that were weighed before (telling.py). The rules are explained in docs/cloze.md.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from studyapp.chinese.gaps import (
    CLAUSE,
    NOTHING_KNOWN,
    ONE_HAN,
    QUOTED,
    WORK,
    Matters,
    Sentence,
    Span,
    candidates,
    circumstances,
    is_wanted,
    sentence_at,
    size,
    touches,
    visible,
)
from studyapp.chinese.sentences import sentence_spans
from studyapp.chinese.telling import Token

LEAST_LEFT = 8  # Han characters that stay to be read
LEAST_HINTS = 2  # telling words among them
MOST_HIDDEN = 8  # characters of one answer
MOST_SHARE = 0.45  # of the characters of a card
SHORT, LONG = 18, 64  # Han characters: what is shorter takes a neighbour in, what is longer is cut at its commas
LONGEST = 400  # code points: what has no stop for longer is no sentence, and would take long to look through
MOST_TRIED = 16  # sentences of a stretch: a key point has three or four
WORTH = 58  # points from which on a card is offered
CUT_AT = re.compile(r"[，,。；;！？!?]$")


@dataclass(frozen=True, slots=True)
class Cloze:
    """A stretch `[start, end)` of a text, and what is `hidden` of it: spans that count from `start`."""

    start: int
    end: int
    hidden: tuple[Span, ...]
    score: int = 0


def is_worth(text: str, cloze: Cloze, hints: int) -> bool:
    """Whether a card is worth a reader's minute; `hints` are the telling words that stay to be read."""
    left = len(ONE_HAN.findall(visible(text, cloze.hidden)))
    sizes = [end - start for start, end in cloze.hidden]
    is_modest = max(sizes) <= MOST_HIDDEN and sum(sizes) <= MOST_SHARE * (left + sum(sizes))
    return cloze.score >= WORTH and left >= LEAST_LEFT and hints >= LEAST_HINTS and is_modest


def clozes(
    text: str, weighed: Sequence[Token], span: Span, *, matters: Matters = NOTHING_KNOWN, wanted: str = ""
) -> list[Cloze]:
    """One cloze of each sentence of `text[span]` that is worth it, the best first.

    Only the first MOST_TRIED sentences are looked through, of `wanted` those with these words.
    """
    spans = [
        (start, end) for start, end in comfortable(text, span) if end - start <= LONGEST and wanted in text[start:end]
    ]
    found = []
    for start, end in spans[:MOST_TRIED]:
        cloze = best(sentence_at(text, weighed, (start, end), matters, wanted))
        if cloze:
            found.append(replace(cloze, start=start + cloze.start, end=start + cloze.end))
    return sorted(found, key=lambda cloze: (-cloze.score, cloze.start))


def comfortable(text: str, span: Span) -> list[Span]:
    """The sentences of a stretch; a short one together with the one behind it, or before it at the end."""
    begin, end = span
    spans = [(begin + start, begin + stop) for start, stop in sentence_spans(text[begin:end])]
    found: list[Span] = []
    for index, (start, stop) in enumerate(spans):
        if size(text[start:stop]) < SHORT and len(spans) > 1:
            other = index + 1 if index + 1 < len(spans) else index - 1
            both = min(start, spans[other][0]), max(stop, spans[other][1])
            start, stop = (start, stop) if "\n" in text[slice(*both)] else both
        found.append((start, stop))
    return list(dict.fromkeys(found))


def best(sentence: Sentence) -> Cloze | None:
    """The best that can be hidden of a sentence, if any is worth it."""
    return next((cloze for cloze in ranked(sentence)), None)


def ranked(sentence: Sentence) -> list[Cloze]:
    """All that is worth hiding, the best first, each cut to a comfortable length."""
    found = []
    for places, points in candidates(sentence):
        if sentence.wanted and not is_wanted(sentence, places):
            continue
        start, end = window(sentence, places[0])
        inside = tuple((a - start, b - start) for a, b in places if start <= a and b <= end)
        cloze = Cloze(start, end, inside, points + circumstances(sentence, places))
        hints = [token for token in sentence.telling(start, end) if not touches(places, token)]
        if is_worth(sentence.text[start:end], cloze, len(hints)):
            found.append(cloze)
    return sorted(found, key=lambda cloze: (-cloze.score, -cloze.start - cloze.hidden[0][0]))


def window(sentence: Sentence, place: Span) -> Span:
    """All of a sentence, or of a long one as many clauses around the place as are read in one go."""
    text = sentence.text
    if size(text) <= LONG:
        return 0, len(text)
    quoted = [match.span() for pattern in (QUOTED, WORK) for match in pattern.finditer(text)]
    ends = [match.end() for match in CLAUSE.finditer(text) if CUT_AT.search(match.group().rstrip("”’」』）)"))]
    edges = sorted({0, len(text), *(end for end in ends if not any(a < end < b for a, b in quoted))})
    clauses = list(pairwise(edges))
    first = last = next(index for index, (_, end) in enumerate(clauses) if place[0] < end)
    while True:
        before = first > 0 and size(text[clauses[first - 1][0] : clauses[last][1]]) <= LONG
        first -= before
        behind = last + 1 < len(clauses) and size(text[clauses[first][0] : clauses[last + 1][1]]) <= LONG
        last += behind
        if not before and not behind:
            return clauses[first][0], clauses[last][1]
