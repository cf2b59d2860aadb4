"""Suggested titles: the clause that says most with fewest words."""

import re
from collections import Counter

from studyapp.chinese import words
from studyapp.importing.outline.clauses import clauses, first_clause

SHORTEST, LONGEST = 4, 22
CHARACTERS_READ = 2000
UNTITLED = "无题"
# A title says what, not who means to: 我们要坚持… → 坚持….
SPEAKER = re.compile(
    r"^(?:(?:我们|我|大家)?(?:都|就|还|也)?(?:必须|一定要|应当|应该|需要|要|将|应|会)|[也就更这]是)(?=..)"
)
# Clauses that lean on the one before them.
LEANING = re.compile(
    r"[也并而且但却又还更是使让把将被其这那此该它他她我你越真再才就都以为从对在当如若因虽只即或及与和同所]|不仅|特别|尤其|同时|进而|主要"
)
LEANING_WORTH = 0.5
FREE_LENGTH = 8  # added to every length, so that four characters do not win by shortness alone


def suggest(text: str, around: str = "") -> str:
    """A clause of `text`, short and full of words that come again in it or in what stands `around`."""
    head = text[:CHARACTERS_READ]
    weights = _weights(words.counts(head + "\n" + around[:CHARACTERS_READ]))
    candidates = [clause for whole in clauses(head) if SHORTEST <= len(clause := SPEAKER.sub("", whole)) <= LONGEST]
    if not candidates:
        return first_clause(text)[:LONGEST] or UNTITLED
    return max(candidates, key=lambda clause: _telling(clause, weights))


def of_sentence(sentence: str) -> str:
    """The sentence itself when it is short enough for a title, else its most telling clause."""
    bare = sentence.rstrip("。！；…!;. ")
    return bare if len(bare) <= LONGEST else suggest(sentence)


def _weights(counted: Counter[str]) -> dict[str, float]:
    """Words that come again weigh; where none does, all do."""
    again = Counter({word: count for word, count in counted.items() if count > 1})
    return words.weights(again or counted)


def _telling(clause: str, weights: dict[str, float]) -> float:
    worth = sum(weights.get(word, 0) for word in set(words.cut(clause))) / (len(clause) + FREE_LENGTH)
    return worth * LEANING_WORTH if LEANING.match(clause) else worth
