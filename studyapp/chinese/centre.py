"""The central sentence of a text: TextRank over shared words (Mihalcea & Tarau 2004)."""

from collections.abc import Sequence
from math import log

from studyapp.chinese import words

DAMPING = 0.85
ROUNDS = 15


def central(sentences: Sequence[str]) -> int | None:
    """The place of the sentence that has most in common with the others, or None where there is none.

    Costs the square of the number of sentences: hand in some dozens.
    """
    if not sentences:
        return None
    bags = [frozenset(words.counts(sentence)) for sentence in sentences]
    scores = _ranks(_similarities(bags))
    return max(range(len(sentences)), key=lambda place: (scores[place], -place))


def _similarities(bags: list[frozenset[str]]) -> list[dict[int, float]]:
    links: list[dict[int, float]] = [{} for _ in bags]
    for left, bag in enumerate(bags):
        for right in range(left):
            if shared := len(bag & bags[right]):
                links[left][right] = links[right][left] = shared / (1 + log(len(bag)) + log(len(bags[right])))
    return links


def _ranks(links: list[dict[int, float]]) -> list[float]:
    strength = [sum(link.values()) or 1 for link in links]
    scores = [1.0] * len(links)
    for _ in range(ROUNDS):
        scores = [
            1 - DAMPING + DAMPING * sum(weight / strength[other] * scores[other] for other, weight in link.items())
            for link in links
        ]
    return scores
