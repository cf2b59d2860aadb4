"""What can be hidden of a sentence: each answer with all its places, and points for what it is and where it stands.

Pure: works on words that were weighed before (telling.py). The points are explained in docs/cloze.md.
"""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice, takewhile

from studyapp.chinese.characters import HAN
from studyapp.chinese.telling import ALL_HAN, UNKNOWN, Token

Span = tuple[int, int]

OFTEN, TOO_OFTEN = 2, 5  # times in the text: what comes again matters, what is in every paragraph is no question
LONGEST_WHOLE = 6  # characters of a phrase that is hidden whole

# Points of a set phrase or a term; and for where an answer stands.
SET_PHRASE, TERM, IN_A_LONG_ONE = 84, 74, 10
LEAD, COMES_AGAIN, TOLD_APART, AT_THE_END = 16, 8, 8, 4
EVERYWHERE, AT_THE_BEGINNING, LONELY, LISTED, GIVEN_AWAY, AGAIN, BESIDE_A_SLIP = -16, -20, -16, -12, -14, -12, -14

QUOTED = re.compile(r"[“「『](?P<inner>[^“”「」『』\n]{1,24})[”」』]")
WORK = re.compile(r"《(?P<inner>[^《》\n]{1,24})》")
SPEECH = re.compile(r"[。！？!?；;：:]")
JOINTS = re.compile(r"[、，,+＋/·]")
ITEM = re.compile(r"[^、，,。；;：:！？!?]+")
CLAUSE = re.compile(r"[^，,。；;：:！？!?]+[，,。；;：:！？!?”’」』）)]*")
END_OF_CLAUSE = re.compile(r"[，,。；;：:！？!?]|$")  # where Chinese says what is new
ONE_HAN = re.compile(f"[{HAN}]")


@dataclass(frozen=True, slots=True)
class Matters:
    """What matters in a text: its `terms`, how often words come in it, and where its key points say what they say."""

    terms: Collection[str] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    leads: Sequence[Span] = ()


NOTHING_KNOWN = Matters()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence by itself: its tokens and `leads` count from 0. Of `wanted`, if there is one, something is hidden."""

    text: str
    tokens: list[Token]
    matters: Matters = NOTHING_KNOWN
    leads: Sequence[Span] = ()
    wanted: str = ""

    @property
    def phrases(self) -> list[Span]:
        """What stands in quotation marks without being said by somebody, and titles of works; without their marks."""
        found = [match.span("inner") for pattern in (QUOTED, WORK) for match in pattern.finditer(self.text)]
        return [(start, end) for start, end in found if not SPEECH.search(self.text[start:end])]

    def telling(self, start: int, end: int) -> list[Token]:
        return [token for token in self.tokens if token.weight > 0 and start <= token.start and token.end <= end]


def sentence_at(text: str, weighed: Sequence[Token], span: Span, matters: Matters, wanted: str = "") -> Sentence:
    start, end = span
    first = bisect_left(weighed, start, key=lambda token: token.start)
    inside = takewhile(lambda token: token.end <= end, islice(weighed, first, None))
    local = [Token(token.start - start, token.end - start, token.weight) for token in inside]
    leads = [(first - start, last - start) for first, last in matters.leads]
    return Sentence(text[start:end], local, matters, leads, wanted)


def candidates(sentence: Sentence) -> Iterator[tuple[list[Span], int]]:
    """Places to hide, all those of one answer together, each answer with its points by itself."""
    whole = [*phrases(sentence), *terms(sentence)]
    closed = [*sentence.phrases, *(span for span, _ in whole)]
    alone = [((token.start, token.end), token.weight) for token in sentence.tokens if token.weight > 0]
    seen: set[str] = set()
    for span, points in [*whole, *((span, points) for span, points in alone if not within(span, closed))]:
        answer = sentence.text[slice(*span)]
        places = places_of(sentence, answer)
        is_alone = points not in {SET_PHRASE, TERM}
        if answer not in seen and places and not (is_alone and len(places) > 1):
            yield places, points + AGAIN * (len(places) - 1)
        seen.add(answer)


def standing(text: str, words: str) -> list[Span]:
    """Wherever the words stand, none lying over another."""
    found, start = [], text.find(words)
    while start >= 0:
        found.append((start, start + len(words)))
        start = text.find(words, start + len(words))
    return found


def within(span: Span, others: Iterable[Span]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in others)


def places_of(sentence: Sentence, answer: str) -> list[Span]:
    """Wherever the answer stands; none when it also stands inside another word, where it would be read."""
    found = standing(sentence.text, answer)
    edges = {edge for token in sentence.tokens for edge in (token.start, token.end)}
    is_whole = len(answer) > 2 or all(start in edges and end in edges for start, end in found)
    return found if is_whole else []


def phrases(sentence: Sentence) -> Iterator[tuple[Span, int]]:
    """Of a set phrase its last part, or all of it, or of a long one its most telling word."""
    for start, end in sentence.phrases:
        inner = sentence.text[start:end]
        joints = [match.end() for match in JOINTS.finditer(inner)]
        if joints and end - start - joints[-1] > 1:
            yield (start + joints[-1], end), SET_PHRASE
        elif size(inner) == end - start <= LONGEST_WHOLE and (
            end - start > 1 or sentence.text[end + 1 : end + 2] == "字"
        ):
            yield (start, end), SET_PHRASE
        elif end - start > LONGEST_WHOLE and (token := heaviest(sentence.telling(start, end))):
            yield (token.start, token.end), token.weight + IN_A_LONG_ONE


def is_asked(text: str, start: int, end: int) -> bool:
    """Not a single character, unless the text itself holds it up: 一个“等”字."""
    return end - start > 1 or text[end + 1 : end + 2] == "字"


def terms(sentence: Sentence) -> Iterator[tuple[Span, int]]:
    """Terms outside quotation marks: all of a short one, of a long one its most telling word."""
    for term in sentence.matters.terms:
        start = sentence.text.find(term)
        span = (start, start + len(term))
        if start < 0 or len(term) < 2 or within(span, sentence.phrases):
            continue
        if len(term) <= LONGEST_WHOLE and ALL_HAN.fullmatch(term):
            yield span, TERM
        elif token := heaviest(sentence.telling(*span)):
            yield (token.start, token.end), token.weight + IN_A_LONG_ONE


def heaviest(found: Iterable[Token]) -> Token | None:
    return max(found, key=lambda token: (token.weight, token.start), default=None)


def circumstances(sentence: Sentence, places: Sequence[Span]) -> int:
    """Points for where the answer stands: what helps to find it, and what gives it away."""
    start, end = places[0]
    answer, text = sentence.text[start:end], sentence.text
    times = sentence.matters.counts.get(answer, 0)
    points = LEAD if within((start, end), sentence.leads) else 0
    points += EVERYWHERE if times > TOO_OFTEN else COMES_AGAIN if times >= OFTEN else 0
    points += AT_THE_BEGINNING if not ONE_HAN.search(text[:start]) else 0
    points += BESIDE_A_SLIP if text[:start].endswith("新") else 0
    points += AT_THE_END if END_OF_CLAUSE.match(text, end) else 0
    is_phrase = (start, end) in sentence.phrases
    points += LONELY if not is_phrase and not hints_in_clause(sentence, places) else 0
    points += GIVEN_AWAY if is_given_away(answer, visible(text, places)) else 0
    is_sure = answer in sentence.matters.terms  # somebody said that these words belong together
    points += BESIDE_A_SLIP if not is_sure and is_beside_a_slip(sentence, (start, end)) else 0
    return points + in_a_row(text, (start, end))


def is_given_away(answer: str, rest: str) -> bool:
    """Whether two neighbouring characters of a longer answer can be read elsewhere on the card."""
    return len(answer) > 2 and any(answer[at : at + 2] in rest for at in range(len(answer) - 1))


def is_beside_a_slip(sentence: Sentence, span: Span) -> bool:
    """专精 in 专精特新: the word beside it is unknown, so where the cutter cut may be wrong."""
    slips = [token for token in sentence.tokens if token.weight == UNKNOWN]
    return any(token.start == span[1] or token.end == span[0] for token in slips)


def hints_in_clause(sentence: Sentence, places: Sequence[Span]) -> int:
    clause = next((m.span() for m in CLAUSE.finditer(sentence.text) if within(places[0], [m.span()])), None)
    found = sentence.telling(*clause) if clause else []
    return sum(not touches(places, token) for token in found)


def in_a_row(text: str, span: Span) -> int:
    """In 网络强国、交通强国 what tells them apart is asked for; in 教育、医疗、养老 each could be another."""
    items = [match.span() for match in ITEM.finditer(text)]
    here = next((index for index, item in enumerate(items) if within(span, [item])), None)
    if here is None:
        return 0
    pairs = [(index, index + 1) for index in (here - 1, here) if 0 <= index < len(items) - 1]
    beside = [one if two == here else two for one, two in pairs if text[items[one][1] : items[two][0]] == "、"]
    if not beside:
        return 0
    mine = text[slice(*items[here])]
    return TOLD_APART if any(is_parallel(mine, text[slice(*items[other])]) for other in beside) else LISTED


def is_parallel(one: str, other: str) -> bool:
    """Whether both end alike, or begin alike with more than one character."""
    ends = one[-1] == other[-1] and bool(ONE_HAN.match(one[-1]))
    return ends or (len(one) > 2 and one[:2] == other[:2])


def touches(places: Iterable[Span], token: Token) -> bool:
    return any(start < token.end and token.start < end for start, end in places)


def is_wanted(sentence: Sentence, places: Sequence[Span]) -> bool:
    return any(within(place, standing(sentence.text, sentence.wanted)) for place in places)


def pieces(text: str, hidden: Iterable[Span]) -> list[tuple[str, bool]]:
    """The card's text in order, each piece with whether it is hidden. Joined again they are the text."""
    found, place = [], 0
    for start, end in sorted(hidden):
        found += [(text[place:start], False), (text[start:end], True)]
        place = end
    return [(piece, is_hidden) for piece, is_hidden in [*found, (text[place:], False)] if piece]


def visible(text: str, hidden: Iterable[Span]) -> str:
    """What can be read of a card, a mark in place of each gap."""
    return "".join("▁" if is_hidden else piece for piece, is_hidden in pieces(text, hidden))


def size(text: str) -> int:
    return len(ONE_HAN.findall(text))
