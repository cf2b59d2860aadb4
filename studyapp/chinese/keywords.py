"""Keywords: the most telling words of a text, neighbours joined to phrases."""

from collections import Counter
from collections.abc import Iterator

from studyapp.chinese import words

LONGEST_PHRASE = 10
# A phrase must be seen more than once; words that mostly occur inside it then give way to it.
OFTEN = 2


def keywords(text: str, limit: int) -> tuple[str, ...]:
    """At most `limit` words or phrases of a text, the most telling first."""
    return most_telling(list(words.cut(text)), limit)


def most_telling(tokens: list[str], limit: int) -> tuple[str, ...]:
    """The same of a text that is already cut into words."""
    counted = Counter(token for token in tokens if words.is_telling(token))
    weights = words.weights(counted)
    top = frozenset(sorted(weights, key=lambda word: (-weights[word], word))[: 4 * limit])
    return _ranked(counted, weights, _phrases(tokens, top), limit)


def _phrases(tokens: list[str], top: frozenset[str]) -> dict[tuple[str, ...], int]:
    """Neighbouring top words that stand together often, with their counts."""
    counted = Counter(_neighbours(tokens, top))
    return {phrase: count for phrase, count in counted.items() if count >= OFTEN}


def _neighbours(tokens: list[str], top: frozenset[str]) -> Iterator[tuple[str, ...]]:
    row: list[str] = []
    for token in [*tokens, ""]:
        if token in top and len("".join(row)) + len(token) <= LONGEST_PHRASE:
            row.append(token)
            continue
        if len(set(row)) > 1:
            yield tuple(row)
        row = [token] if token in top else []


def _ranked(
    counted: Counter[str], weights: dict[str, float], phrases: dict[tuple[str, ...], int], limit: int
) -> tuple[str, ...]:
    alone = Counter(counted)
    scores: dict[str, float] = {}
    for phrase, count in phrases.items():
        for word in phrase:
            alone[word] -= count
        scores["".join(phrase)] = sum(weights[word] / counted[word] for word in phrase) * count
    for word, weight in weights.items():
        scores[word] = scores.get(word, 0) + weight * max(alone[word], 0) / counted[word]
    return _without_parts(sorted(scores, key=lambda word: (-scores[word], word)), limit)


def _without_parts(ranked: list[str], limit: int) -> tuple[str, ...]:
    """The first `limit`, leaving out what is only a part of one already taken, or has it as a part."""
    taken: list[str] = []
    for word in ranked:
        if len(taken) == limit:
            break
        if not any(word in other or other in word for other in taken):
            taken.append(word)
    return tuple(taken)
