"""What a text says that it will speak of: 先说山上。 说到桥，… 从一碗茶谈起。 怎样守好一座桥？"""

import re

from studyapp.chinese.numerals import SIGNS
from studyapp.chinese.sentences import sentence_spans

OPENING_READ = 600  # characters of a text, to find what it starts from
LONGEST = 22
ORDER = "首先|其次|最后|先|再|接着|接下来|然后|下面|另外|此外|还要|还|也"
SPEAKER = "(?:我们|我|咱们|大家|来|要|想|就)*"
SPEECH = "说|讲|谈|论|聊|看|介绍|讨论|回顾"
# 先说山上。 再来看看国内形势。 最后说到手边这一碗。 The sentence says nothing else.
SENTENCE = re.compile(
    rf"(?:那么)?{SPEAKER}(?:{ORDER}){SPEAKER}(?P<verb>{SPEECH})(?:一?(?P=verb)|到|起|一下)?(?P<topic>[^，。！？；：,;:!?]{{2,16}})"
)
# 说到桥，…
CLAUSE = re.compile(
    r"(?:[再又]|最后)?(?:[说谈讲提]到|[说谈讲提]起|至于|关于)(?P<topic>[^，。！？；：,;:!?]{2,16})[，,]"
)
SOURCE = re.compile(r"从(?P<topic>[^，。！？；：,;:!?从]{2,16}?)[谈说讲聊]起")
SET_TITLE = re.compile(r"(?:题目是|题目叫|题为|标题是)[“《](?P<topic>[^“”《》]{2,22})[”》]")
# 下面讲三点意见: how much, and not what.
AMOUNT = re.compile(rf"[{SIGNS}几多0-9]+[个点条件层句方项种].{{0,8}}|几句话?")
STOPS = "。！？；：.!?;:…"
SENTENCES_AT_END = 2


def topic(text: str) -> str | None:
    """What the first sentence announces."""
    first = next((text[start:end] for start, end in sentence_spans(text[:OPENING_READ])), "")
    found = SENTENCE.fullmatch(first.rstrip(STOPS)) or CLAUSE.match(first)
    return _words(found)


def question(text: str) -> str | None:
    """What is asked just before the answer begins."""
    last = [text[start:end] for start, end in sentence_spans(text)][-SENTENCES_AT_END:]
    asked = [sentence.rstrip("？?") for sentence in last if sentence.endswith(("？", "?"))]
    return next((words for words in reversed(asked) if 4 <= len(words) <= LONGEST), None)


def source(text: str) -> str | None:
    """What the opening of a whole text starts from, or calls its title."""
    opening = text[:OPENING_READ]
    return _words(SET_TITLE.search(opening) or SOURCE.search(opening))


def _words(found: re.Match[str] | None) -> str | None:
    if found is None or AMOUNT.fullmatch(found["topic"]):
        return None
    return found["topic"].strip()
