"""What can be made into cards of a text: the sentences, the words to tap, and what is suggested."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.db.models import QuerySet

from studyapp.accounts.models import User
from studyapp.annotations.models import Annotation
from studyapp.cards.models import Card
from studyapp.cards.models.cards import Span, spans_from, spans_to
from studyapp.cards.suggesting import KEY_POINT, MARK, Line, Stretch, Suggestion, suggestions
from studyapp.chinese.gaps import ONE_HAN, size, visible
from studyapp.chinese.sentences import WHOLE, sentence_spans
from studyapp.chinese.telling import Token, tokens
from studyapp.glossary.models import Entry
from studyapp.library.models import Article, Paragraph, Revision

AT_ONCE = 300  # paragraphs that are looked through for one page
OFFERED = 40
MARKS = 100
LONGEST_CARD = 400  # code points
LEAST_VISIBLE = 4  # characters; of suggested cards more are left


@dataclass(frozen=True, slots=True)
class Choice:
    """A piece of a card. With a `value` it can be tapped: the spans that are hidden then."""

    text: str
    value: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Offer:
    """A suggestion as it is shown: `name` tells it from the others of the page."""

    name: str
    source: str
    number: int | None
    start: int
    end: int
    choices: list[Choice]


def line_of(paragraph: Paragraph) -> Line:
    """With the words of the paragraph; with its signs where it was not cut yet."""
    words = getattr(paragraph, "cut_words", None)
    return Line(paragraph.start, paragraph.text, tokens(words.weighed) if words else signs(paragraph.text))


def signs(text: str) -> list[Token]:
    """Characters, Latin words and numbers, none of them telling."""
    return [Token(*match.span(), 0) for match in WHOLE.finditer(text)]


def paragraphs(revision: Revision, first: int = 1) -> QuerySet[Paragraph]:
    """As many as are looked through for one page, from the paragraph with that number on."""
    rows = revision.paragraphs.filter(number__gte=first, number__lt=first + AT_ONCE)
    return rows.select_related("cut_words").order_by("position")


def offers(article: Article, revision: Revision, *, reader: User, first: int = 1) -> list[Offer]:
    """Cards that the reader could make of these paragraphs and has not. Constant in queries."""
    rows = list(paragraphs(revision, first))
    if not rows:
        return []
    lines = [line_of(row) for row in rows]
    begin, end = rows[0].start, rows[-1].end
    stretches = [*marks(revision, reader, rows), *points(revision, begin, end)]
    taken = list(Card.objects.open_to(reader).filter(revision=revision).values_list("start", "end"))
    found = suggestions(lines, stretches, terms_of(article, reader))
    free = [each for each in found if not any(each.start < last and first < each.end for first, last in taken)]
    numbers = {row.start: row.number for row in rows}
    return [offer(each, lines, numbers) for each in free[:OFFERED]]


def terms_of(article: Article, reader: User) -> list[str]:
    """Those of the text, and what the reader's groups have accepted for it."""
    accepted = Entry.objects.of_article(article, user=reader).values_list("words", flat=True)
    return list(dict.fromkeys([*article.terms.values_list("text", flat=True), *accepted]))


def points(revision: Revision, begin: int, end: int) -> list[Stretch]:
    found = revision.key_points.filter(start__lt=end, end__gt=begin)
    return [
        Stretch(KEY_POINT, row.start, row.end, (row.start, row.start + len(row.marker) + len(row.title) + 2))
        for row in found
    ]


def marks(revision: Revision, reader: User, rows: Sequence[Paragraph]) -> list[Stretch]:
    """The sentences that the reader's own marks lie on."""
    own = Annotation.objects.own(reader).filter(revision=revision).touching(rows[0].start, rows[-1].end)
    found = []
    for start, end in own.order_by("start").values_list("start", "end")[:MARKS]:
        for row in rows:
            if row.start < end and start < row.end:
                found.append(Stretch(MARK, *sentences_around(row, start, end)))
    return found


def offer(suggestion: Suggestion, lines: Sequence[Line], numbers: dict[int, int | None]) -> Offer:
    line = next(line for line in lines if line.start <= suggestion.start < line.end)
    inside = stretch_of(line, suggestion.start, suggestion.end)
    return Offer(
        name=f"{suggestion.start}-{suggestion.end}",
        source=suggestion.source,
        number=numbers[line.start],
        start=suggestion.start,
        end=suggestion.end,
        choices=one_of(*inside, suggestion.hidden),
    )


def stretch_of(line: Line, start: int, end: int) -> tuple[str, list[Token]]:
    """The words of a stretch of a line, and its tokens counted from its beginning."""
    first, last = start - line.start, end - line.start
    inside = [token for token in line.tokens if first <= token.start and token.end <= last]
    return line.text[first:last], [Token(each.start - first, each.end - first, each.weight) for each in inside]


def one_of(text: str, words: Sequence[Token], hidden: Sequence[Span]) -> list[Choice]:
    """The hidden words first chosen, and the other telling ones, each with all its places."""
    taps = [(start, end, spans_to(hidden), True) for start, end in hidden]
    for word in words:
        if word.weight > 0 and not any(word.start < end and start < word.end for start, end in hidden):
            alike = [each for each in words if text[each.start : each.end] == text[word.start : word.end]]
            taps.append((word.start, word.end, spans_to((each.start, each.end) for each in alike), False))
    return choices(text, taps)


def each_of(text: str, words: Sequence[Token], hidden: Sequence[Span]) -> list[Choice]:
    """Every word can be tapped; one of which a part is hidden in its parts."""
    taps = [
        (word.start, word.end, f"{word.start}-{word.end}", any(a <= word.start and word.end <= b for a, b in hidden))
        for word in cut_at(words, sorted({edge for span in hidden for edge in span}))
        if ONE_HAN.search(text[word.start : word.end]) or text[word.start : word.end].isalnum()
    ]
    return choices(text, taps)


def cut_at(words: Sequence[Token], edges: Sequence[int]) -> Iterator[Token]:
    for word in words:
        within = [edge for edge in edges if word.start < edge < word.end]
        yield from (Token(start, end, word.weight) for start, end in pairwise([word.start, *within, word.end]))


def choices(text: str, taps: list[tuple[int, int, str, bool]]) -> list[Choice]:
    found, place = [], 0
    for start, end, value, is_chosen in sorted(taps):
        found += [Choice(text[place:start], "", False), Choice(text[start:end], value, is_chosen)]
        place = end
    return [choice for choice in [*found, Choice(text[place:], "", False)] if choice.text]


def sentences_around(paragraph: Paragraph, start: int, end: int) -> Span:
    """The sentences that a stretch of the text touches; of longer ones as much as a card holds."""
    spans = [(paragraph.start + a, paragraph.start + b) for a, b in sentence_spans(paragraph.text)]
    touched = [(a, b) for a, b in spans if a < end and start < b]
    first, last = (touched[0][0], touched[-1][1]) if touched else (start, end)
    if last - first > LONGEST_CARD:
        first = max(first, min(start - LONGEST_CARD // 4, last - LONGEST_CARD))
    return first, min(last, first + LONGEST_CARD)


def hidden_in(paragraph: Paragraph, around: Span, start: int, end: int) -> str:
    """The words `[start, end)` of the text as hidden spans of the sentences around; none where too little is left."""
    first, last = around
    words = max(start, first) - first, min(end, last) - first
    text = paragraph.text[first - paragraph.start : last - paragraph.start]
    return spans_to([words]) if size(visible(text, [words])) >= LEAST_VISIBLE else ""


def sentences_of(paragraph: Paragraph, words: str = "") -> list[tuple[int, int, str]]:
    """Where the sentences of a paragraph lie in the text, and what they say; only those with the words looked for."""
    spans = sentence_spans(paragraph.text)
    found = [(paragraph.start + a, paragraph.start + b, paragraph.text[a:b]) for a, b in spans]
    return [each for each in found if words in each[2]]


def chosen_in(hidden: str) -> list[Span]:
    """What was tapped in a form that comes back."""
    try:
        return spans_from(hidden)
    except ValueError:
        return []
