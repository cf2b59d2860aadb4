"""A text of three key points and what they lead to, and questions about it."""

from studyapp.cards.models import Card
from studyapp.cards.services.making import Question

LINES = (
    "一是看清水色。水色发青的地方深，发黄的地方浅，泛着细碎白光的地方底下多半有石头。",
    "二是听懂水声。有一处拐弯，坐下来才听得见水底的“咕咚”声，后来那里就放了第一张石凳。",
    "三是问水路。问一位老住户，比翻三本图册都快。",
    "走完步道的人都说，云雾炒青法是听着水声想出来的，和山下茶农的手法不一样。",
)
TEXT = "\n".join(LINES)


def question(article, *, hide: str, line: int = 1, source: str = Card.Source.HAND) -> Question:
    """The line with these words of it hidden, where they stand first."""
    start, place = TEXT.index(LINES[line]), LINES[line].index(hide)
    return Question(article.revision, start, start + len(LINES[line]), ((place, place + len(hide)),), source)
