"""How telling each word of a text is, as a number that can be kept: what asks to be hidden in a cloze has most.

`weigh()` asks jieba; all that is built on it works without.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from studyapp.chinese import words
from studyapp.chinese.characters import HAN

# Kinds of words, as jieba's dictionary names them by their first letter, and what speaks for hiding one of them:
# nouns, names, idioms, short forms, places; words that only ever qualify; verbs, which have many synonyms.
KINDS = {"n": 22, "i": 18, "j": 18, "s": 14, "b": 6, "l": 2, "a": -2, "z": -2, "v": -10}
VERBAL_NOUN = 8
A_STEP = 8  # points for one step of rarity
MOST_RARE = 10.0  # what is rarer still matters no more: 图册, or a slip of the cutter
UNKNOWN = -1  # the weight of a word that no dictionary knows: what stands beside it may be cut wrongly

ALL_HAN = re.compile(f"[{HAN}]{{2,}}")
# 受过伤, 要不得, 最让人, 合在一起, 第一课: turns of speech; 全镇, 各村: amounts; 茶会 in 茶会记仇: a slip.
GRAMMAR = re.compile(r".*[得着了过让被把最的不在到].*|[全各每本此该某第头一那这].*|.一.|.[会定要能是有]")
# 大力发展, 认真贯彻, 灵活运用: an adverb with a verb, one as good as the other.
BY_THE_WAY = re.compile(r"(?:大力|认真|明确|灵活|积极|深入|切实|全面|坚决|坚持|努力|充分|严格|高度|密切|不断).{2}")
IDIOM = re.compile(f"[{HAN}]{{4}}")
# What is half a 钟头 is no question.
MEASURING = frozenset(["钟头", "小时", "时辰", "分钟", "公里", "年头", "样子", "地方", "事情", "东西", "日子"])


@dataclass(frozen=True, slots=True)
class Token:
    """A word at `[start, end)`; of `weight` 0 or less it is never hidden alone."""

    start: int
    end: int
    weight: int


def weigh(text: str) -> list[tuple[int, int]]:
    """Length and weight of each word and sign of a text, in order. Loads jieba."""
    found = list(words.cut(text))
    return [(len(word), 0 if is_torn(before, word) else weight(word)) for before, word in pairwise(["", *found])]


def is_torn(before: str, word: str) -> bool:
    """桌边 in 茶桌边: the single character before it belongs to it as well."""
    return len(before) == 1 and len(word) > 1 and words.is_known(before + word[0])


def weight(word: str) -> int:
    """0 for particles, pronouns, amounts, single characters and other words that one does not ask for."""
    kind = words.kind(word)
    if not ALL_HAN.fullmatch(word):
        return 0
    if not kind:
        return 0 if words.is_known(word) else UNKNOWN
    favour = VERBAL_NOUN if kind == "vn" else KINDS.get(kind[:1])
    if favour is None or is_turn(word, kind) or not words.is_telling(word):
        return 0
    rarity = min(words.rarity(word), MOST_RARE) - words.EVERYDAY
    return max(1, round(rarity * A_STEP) + favour)


def is_turn(word: str, kind: str) -> bool:
    """A turn of speech rather than a thing: nobody would look it up."""
    is_grammar = GRAMMAR.fullmatch(word) and not (kind == "i" and IDIOM.fullmatch(word))
    return bool(is_grammar or BY_THE_WAY.fullmatch(word) or word in MEASURING)


def tokens(weighed: Iterable[tuple[int, int]]) -> list[Token]:
    found, start = [], 0
    for length, weight in weighed:
        found.append(Token(start, start + length, weight))
        start += length
    return found
