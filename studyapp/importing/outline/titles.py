"""Suggested titles: the clause that says most with fewest words."""

import re
from collections import Counter

from studyapp.chinese import words
from studyapp.chinese.counting import counts
from studyapp.chinese.sentences import ends_sentence, sentence_spans
from studyapp.importing.outline import announced as announcements
from studyapp.importing.outline.clauses import LEADING, clauses, first_clause
from studyapp.importing.outline.metadata import LONGEST_TITLE

SHORTEST, LONGEST = 4, 22
CHARACTERS_READ = 2000
UNTITLED = "无题"
# A title says what, not who means to: 我们要坚持… → 坚持….
SPEAKER = re.compile(
    r"^(?:(?:今后|下一步|当前|目前)?(?:我们|我|大家)?(?:都|就|还|也)?(?:必须|一定要|应当|应该|需要|要|将|应|会)|[也就更这]是)(?=..)"
)
# Clauses that lean on the one before them.
LEANING = re.compile(
    r"[也并而且但却又还更是使让把将被其这那此该它他她我你越真再才就都以为从对在当如若因虽只即或及与和同所]|不仅|特别|尤其|同时|进而|主要"
)
LEANING_WORTH = 0.5
# 老师傅常说要守住… → 守住…
REPORTED = re.compile(r"^[^“”]*(?:说|要求|提出|强调|指出)(?:要|应|应当|必须)?(?=[^“”]+“)")
FIRM = 2  # words that come again
QUOTED = re.compile(r"“[^“”，。]{2,12}”")
FREE_LENGTH = 8  # added to every length, so that four characters do not win by shortness alone


def of_text(text: str) -> str:
    """A title for a text that has none: what it says it is about, a first line too long for a title, or a clause."""
    first = text.partition("\n")[0]
    opening = first_clause(first) or UNTITLED
    if len(first) > LONGEST_TITLE and not ends_sentence(first):
        return opening
    found = announcements.source(text) or suggest(text)
    return found if _bag(found).keys() & _again(_bag(text[:CHARACTERS_READ])).keys() else opening


def announced(lead: str) -> str | None:
    """What the paragraph that leads into a part says it will speak of, or asks at its end."""
    return announcements.topic(lead) or announcements.question(lead)


def of_lead(lead: str, around: str) -> str:
    """A telling clause; where that rests on one word, rather the quoted phrase by which the lead ends."""
    found = suggest(lead, around)
    if len(_bag(found).keys() & _again(_bag(lead + "\n" + around)).keys()) >= FIRM:
        return found
    return _summary(lead) or found


def suggest(text: str, around: str = "") -> str:
    """A clause of `text`, short and full of words that come again in it or in what stands `around`."""
    head = text[:CHARACTERS_READ]
    weights = _weights(_bag(head + "\n" + around[:CHARACTERS_READ]))
    candidates = _candidates(head)
    if not candidates:
        return first_clause(text)[:LONGEST] or UNTITLED
    return max(candidates, key=lambda clause: _telling(clause, weights))


def of_sentence(sentence: str) -> str:
    """The sentence itself when it is short enough for a title, else its most telling clause."""
    bare = sentence.rstrip("。！；…!;. ")
    return bare if len(bare) <= LONGEST else suggest(sentence)


def _candidates(text: str) -> list[str]:
    bare = (SPEAKER.sub("", _uncounted(clause)) for clause in clauses(text))
    return [clause for clause in bare if SHORTEST <= len(clause) <= LONGEST]


def _uncounted(clause: str) -> str:
    """三是修堤 → 修堤."""
    first = next(counts(clause), None)
    return clause[first.end :].lstrip(LEADING) if first and first.start == 0 else clause


def _summary(lead: str) -> str | None:
    """The last clause of the lead's last sentence that has a quoted phrase."""
    spans = list(sentence_spans(lead))
    last = lead[slice(*spans[-1])] if spans else ""
    quoting = next((clause for clause in reversed(_candidates(last)) if QUOTED.search(clause)), None)
    return quoting and REPORTED.sub("", quoting)


def _bag(text: str) -> Counter[str]:
    """Telling words, and what is quoted as one of them."""
    return words.counts(text) + Counter(QUOTED.findall(text))


def _again(counted: Counter[str]) -> Counter[str]:
    return Counter({word: count for word, count in counted.items() if count > 1})


def _weights(counted: Counter[str]) -> dict[str, float]:
    """Words that come again weigh; where none does, all do."""
    return words.weights(_again(counted) or counted)


def _telling(clause: str, weights: dict[str, float]) -> float:
    worth = sum(weights.get(word, 0) for word in _bag(clause)) / (len(clause) + FREE_LENGTH)
    return worth * LEANING_WORTH if LEANING.match(clause) else worth
