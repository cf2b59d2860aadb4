"""Rows of the self-test: a reader's cards, and the words of texts they are made of."""

from studyapp.cards.models.cards import GRACE, Card, Deck
from studyapp.cards.models.cutting import Cutting, Words

__all__ = ["GRACE", "Card", "Cutting", "Deck", "Words"]
