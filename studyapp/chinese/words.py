"""Words: the one place that knows jieba. Loaded at first use, because its dictionary costs a second and 90 MB."""

import functools
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from importlib import resources
from typing import Any

from studyapp.chinese import numerals
from studyapp.chinese.characters import HAN

# jieba is quadratic on runs of single characters (200,000 × 的: 131 s in one call, 1.5 s in pieces of 400).
LONGEST_PIECE = 400
PIECES = re.compile(rf".{{1,{LONGEST_PIECE - 1}}}[\s，。！？；：、…,!?;:”’）》]|.{{1,{LONGEST_PIECE}}}", re.DOTALL)
TELLING = re.compile(rf"[{HAN}]{{2,}}|[A-Za-z][A-Za-z0-9+#.-]+")
# Inverse document frequencies: 发展 has 3.6, 建设 4.9, 茶叶 6.9; a word never seen may be a slip of the cutter.
EVERYDAY, UNSEEN, LEAST = 3.0, 7.5, 0.3
# Words that say nothing of the subject although their document frequency is low enough to look telling.
SAYS_LITTLE = """
我们 你们 他们 她们 它们 咱们 自己 大家 这个 那个 这些 那些 这样 那样 这里 那里 这种
那种 什么 怎么 怎样 如何 为何 一个 一些 一种 一样 没有 不是 不能 不要 不会 不知 不得
就是 还是 只是 但是 可是 而且 或者 因为 所以 如果 虽然 然而 因此 由于 以及 并且 于是
不过 已经 正在 将要 可以 能够 应该 应当 必须 需要 进行 通过 根据 按照 关于 对于 其中
其他 有关 各种 所有 以上 以下 以后 以前 之后 之前 之间 时候 知道 说道 只见 起来 出来
下来 过来 进来 上去 出去 过去 一面 一时 一边 如今 今日 今天 明天 昨天 不断 进一步
更加 非常 十分 特别 第一 第二 第三 首先 其次 最后 一方面 另一方面 各个 本次 以来 来说
那么 这么 哪里 怎么样 亿元 万元 多少 可能 同时 作为 成为 等等 的话 而是 也是 都是 还有 只有 只要 就要 不仅
之一 使得
还要 直到 等到 从而 进而 乃至 甚至 尤其 仍然 依然 仿佛 似乎 忽然 突然 终于
竟然 果然 究竟 毕竟 此外 例如 比如 总之 其实 当然 另外 至于 为了 除了 随着
"""
STOP_WORDS = frozenset(SAYS_LITTLE.split())
# 一条, 三句话, 这一处, 第二百: amounts and places in a row. 两会, 四季, 一带一路 are none.
MEASURES = (
    "个条句处件种次天年月日点滴口碗篓担杯壶把张片块座道层本页段间位名份群队对双只头匹棵株根朵颗粒阵场番遍趟下声项类样批笔门堂届"
    "亩斤吨米尺寸丈里角分钟岁辈些回拨排列套副幅封篇首支枝串盏盘锅缸袋箱筐船车步"
)
NUMERAL = f"[{numerals.SIGNS}0-9几半数多]"
COUNTED = re.compile(
    rf"第?(?:[这那哪每各某另]?{NUMERAL}+|[这那哪每各某另])[来多余]?[{MEASURES}](?:[{MEASURES}]|话|人|事)?"
    rf"|第{NUMERAL}+|[这那哪每各某另]{NUMERAL}"
)
# 读到, 贴着, 好了, 不采, 没有: what is done or not done, without the thing.
BARE = re.compile(r".[到着了]|[不没未].")


@functools.cache
def _tokenizer() -> Any:
    """A tokenizer of our own, its dictionary only in memory: jieba's cache file gains nothing and is shared."""
    import jieba

    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    return tokenizer


@functools.cache
def _rarity() -> dict[str, float]:
    """How rare each word is: its inverse document frequency."""
    lines = resources.files("jieba").joinpath("analyse", "idf.txt").read_text("utf-8").splitlines()
    return {word: float(value) for word, value in (line.split(" ") for line in lines)}


@functools.cache
def _kinds() -> dict[str, str]:
    """What kind of word each is, as jieba's dictionary names it: n, v, nz, i, …"""
    lines = resources.files("jieba").joinpath("dict.txt").read_text("utf-8").splitlines()
    return {word: kind for word, _, kind in (line.split(" ") for line in lines)}


def kind(word: str) -> str:
    """Empty for a word that the dictionary does not know."""
    return _kinds().get(word, "")


def rarity(word: str) -> float:
    """Inverse document frequency, from 1 (everywhere) to 14; UNSEEN for a word that nobody counted."""
    return _rarity().get(word, UNSEEN)


def add(words: Iterable[str]) -> None:
    """Make phrases whole words from now on in this process: 新质生产力 is three words until it is added."""
    for word in words:
        _tokenizer().add_word(word)


def is_known(word: str) -> bool:
    return bool(_tokenizer().FREQ.get(word))


def cut(text: str) -> Iterator[str]:
    """The words and signs of a text in order; joined again they are the text."""
    for piece in PIECES.finditer(text):
        yield from _tokenizer().cut(piece[0])


def says_little(word: str) -> bool:
    return word in STOP_WORDS or BARE.fullmatch(word) is not None


def is_telling(word: str) -> bool:
    return TELLING.fullmatch(word) is not None and COUNTED.fullmatch(word) is None and not says_little(word)


def counts(text: str) -> Counter[str]:
    """How often each telling word occurs."""
    return Counter(word for word in cut(text) if is_telling(word))


def weights(counted: Counter[str]) -> dict[str, float]:
    """tf·idf of the counted words, the everyday words pressed down."""
    total = sum(counted.values()) or 1
    return {word: count / total * _tellingness(word) for word, count in counted.items()}


def _tellingness(word: str) -> float:
    return max(rarity(word) - EVERYDAY, LEAST)
