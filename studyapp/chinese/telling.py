"""How telling each word of a text is, as a number that can be kept: what asks to be hidden in a cloze has most.

`weigh()` asks jieba; all that is built on it works without.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from studyapp.chinese import words
from studyapp.chinese.characters import HAN

# Kinds of words, as jieba's dictionary names them by their first letter, and what speaks for hiding one of them:
# nouns, names, idioms, short forms, places; words that only ever qualify; verbs, which have many synonyms.
KINDS = {"n": 22, "i": 18, "j": 18, "s": 14, "b": 6, "l": 2, "a": -2, "z": -2, "v": -10}
VERBAL_NOUN = 8
A_STEP = 8  # points for one step of rarity
MOST_RARE = 11.0  # words rarer than this are often slips of the cutter
UNKNOWN = -1  # the weight of a word that no dictionary knows: what stands beside it may be cut wrongly

ALL_HAN = re.compile(f"[{HAN}]{{2,}}")
# 受过伤, 要不得, 最让人, 合在一起, 第一课: turns of speech; 全镇, 各村: amounts; 茶会 in 茶会记仇: a slip.
GRAMMAR = re.compile(r".*[得着了过让被把最的不在到].*|[全各每本此该某第头一那这].*|.[会定要能是有]")
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
    return [(len(word), weight(word)) for word in words.cut(text)]


def weight(word: str) -> int:
    """0 for particles, pronouns, amounts, single characters and other words that one does not ask for."""
    kind = words.kind(word)
    if not ALL_HAN.fullmatch(word):
        return 0
    if not kind:
        return 0 if words.is_known(word) else UNKNOWN
    favour = VERBAL_NOUN if kind == "vn" else KINDS.get(kind[:1])
    is_turn = GRAMMAR.fullmatch(word) and not (kind == "i" and IDIOM.fullmatch(word))
    if favour is None or is_turn or word in MEASURING or not words.is_telling(word):
        return 0
    rarity = min(words.rarity(word), MOST_RARE) - words.EVERYDAY
    return max(1, round(rarity * A_STEP) + favour)


def tokens(weighed: Iterable[tuple[int, int]]) -> list[Token]:
    found, start = [], 0
    for length, weight in weighed:
        found.append(Token(start, start + length, weight))
        start += length
    return found
