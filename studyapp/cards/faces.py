"""Cards as they are shown: their words as they stand in the text, and in them the gaps."""

from collections.abc import Sequence
from dataclasses import dataclass

from studyapp.cards.models import Card
from studyapp.cards.models.cards import CardQuerySet, Span
from studyapp.chinese.gaps import pieces
from studyapp.chinese.sentences import ends_sentence


@dataclass(frozen=True, slots=True)
class Piece:
    text: str
    is_hidden: bool


@dataclass(frozen=True, slots=True)
class Face:
    """`is_cut` before and behind: whether the sentence goes on there. `number` is the paragraph's."""

    card: Card
    pieces: list[Piece]
    number: int | None
    is_cut_before: bool
    is_cut_behind: bool

    @property
    def answer(self) -> str:
        """The hidden words in order; what is hidden at several places once."""
        return " … ".join(dict.fromkeys(piece.text for piece in self.pieces if piece.is_hidden))

    @property
    def hint(self) -> str:
        """The first character; none of an answer that has no other."""
        return self.answer[:1] if len(self.answer) > 1 else ""


def face(card: Card) -> Face:
    """Of a card of `with_words()`."""
    text, start, end = card.words or "", card.start - card.base, card.end - card.base
    return Face(
        card=card,
        pieces=shown(text[start:end], card.spans),
        number=card.number,
        is_cut_before=goes_on_before(text, start),
        is_cut_behind=goes_on_behind(text, end),
    )


def shown(text: str, hidden: Sequence[Span]) -> list[Piece]:
    return [Piece(*piece) for piece in pieces(text, hidden)]


def goes_on_before(text: str, start: int) -> bool:
    return bool(text[:start].strip()) and not ends_sentence(text[:start])


def goes_on_behind(text: str, end: int) -> bool:
    return bool(text[end:].strip()) and not ends_sentence(text[:end])


def faces(cards: CardQuerySet) -> list[Face]:
    """In the order of the text. One query."""
    return [face(card) for card in cards.with_words().select_related("deck__article").order_by("start", "pk")]
