"""Suggested titles: the clause that says most with fewest words."""

from studyapp.chinese import words
from studyapp.importing.outline.clauses import clauses, first_clause

SHORTEST, LONGEST = 4, 22
CHARACTERS_READ = 2000
UNTITLED = "无题"


def suggest(text: str, around: str = "") -> str:
    """A clause of `text` that is short and full of the telling words of `text` and what follows it."""
    head = text[:CHARACTERS_READ]
    weights = words.weights(words.counts(head + around[:CHARACTERS_READ]))
    candidates = [clause for clause in clauses(head) if SHORTEST <= len(clause) <= LONGEST]
    if not candidates:
        return first_clause(text)[:LONGEST] or UNTITLED
    return max(candidates, key=lambda clause: _telling(clause, weights))


def _telling(clause: str, weights: dict[str, float]) -> float:
    return sum(weights.get(word, 0) for word in set(words.cut(clause))) / (len(clause) + 6)
