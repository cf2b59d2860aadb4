"""Cards on other pages: what is asked today, and the reader's cards of one text."""

from dataclasses import dataclass

from django import template

from studyapp.accounts.models import User
from studyapp.cards.models import Deck
from studyapp.cards.today import left_today
from studyapp.library.models import Article

register = template.Library()


@dataclass(frozen=True, slots=True)
class Cards:
    """`is_begun`: whether there are any; `left` is what is asked today."""

    is_begun: bool
    is_paused: bool
    left: int


@register.simple_tag
def cards_today(user: User) -> int:
    return left_today(user)


@register.simple_tag
def cards_of(article: Article, user: User) -> Cards:
    own = Deck.objects.open_to(user).filter(article=article, cards__deleted_at=None, cards__isnull=False).first()
    left = left_today(user, article.pk) if own and not own.paused_at else 0
    return Cards(own is not None, own is not None and own.paused_at is not None, left)
