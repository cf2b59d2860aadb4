"""Terms: set phrases in quotation marks, titles of works, and frequent words that no dictionary knows."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from studyapp.chinese import words
from studyapp.chinese.characters import HAN
from studyapp.chinese.numerals import SIGNS
from studyapp.importing.structure import Term

SHORTEST_PHRASE, LONGEST_PHRASE = 2, 20
MOST_TERMS, MOST_UNKNOWN = 200, 30
OFTEN = 3
# The cutter's slips have a word of grammar in them: 其所, 内未, 时应.
GRAMMAR = frozenset(
    "的了是在和与或及其所内外时应不未前后上下每各另本该此可以为之于由被把将个些这那有无并而也都就又还从对到"
)
QUOTED = re.compile(r"“([^“”\n]+)”|「([^「」\n]+)」|『([^『』\n]+)』|\"([^\"\n]+)\"")
WORK = re.compile(r"《([^《》\n]{1,40})》|〈([^〈〉\n]{1,40})〉")
WORD = re.compile(r"\w.*\w", re.DOTALL)  # a term has two letters at least: 《学》 and “……” are none
SENTENCE = re.compile(r"[。！？；，…：!?;,:]")
SPOKEN = ("：", ":")  # what stands before direct speech
HAN_WORD = re.compile(rf"[{HAN}]{{2,6}}")


def find(text: str, tokens: Iterable[str]) -> tuple[Term, ...]:
    """Terms by the first place where they stand, each with how often its words occur.

    `tokens` are the words of the text, or of pieces of it.
    """
    works = (next(filter(None, found.groups())) for found in WORK.finditer(text))
    phrases = dict.fromkeys(phrase for phrase in (*_set_phrases(text), *works) if WORD.search(phrase))
    listed = list(phrases)[:MOST_TERMS]
    listed += [word for word in _unknown(text, tokens) if word not in phrases]
    terms = (Term(phrase, text.count(phrase)) for phrase in listed)
    return tuple(sorted(terms, key=lambda term: text.find(term.text)))


def _set_phrases(text: str) -> Iterator[str]:
    """Quoted words that are no speech; in a text full of speech, only those that are quoted again."""
    quoted = [(found.start(), next(filter(None, found.groups())).strip()) for found in QUOTED.finditer(text)]
    phrases = Counter(phrase for start, phrase in quoted if not _is_speech(text, start, phrase))
    again = 2 if 2 * phrases.total() < len(quoted) else 1
    for phrase, count in phrases.items():
        if count >= again and SHORTEST_PHRASE <= len(phrase) <= LONGEST_PHRASE and not words.says_little(phrase):
            yield phrase


def _is_speech(text: str, start: int, phrase: str) -> bool:
    return text[max(0, start - 1) : start] in SPOKEN or SENTENCE.search(phrase) is not None


def _unknown(text: str, tokens: Iterable[str]) -> list[str]:
    """Words that jieba put together by their look and that come again and again."""
    counted = Counter(word for word in tokens if HAN_WORD.fullmatch(word) and word[0] not in SIGNS)
    often = max(OFTEN, len(text) // 20_000)
    return [
        word
        for word, count in counted.most_common()
        if count >= often and not words.is_known(word) and not GRAMMAR.intersection(word)
    ][:MOST_UNKNOWN]
