"""A text whose words are cut at once, and a reader with cards of it."""

import pytest

from studyapp.cards.cutting import have_cut
from studyapp.cards.models import Card
from studyapp.cards.services.making import Question, make_cards
from studyapp.library.models import KeyPoint, Term
from tests.factories import make_study

LINES = (
    "一是看清水色。水色发青的地方深，发黄的地方浅，泛着细碎白光的地方底下多半有石头。",
    "二是听懂水声。有一处拐弯，坐下来才听得见水底的“咕咚”声，后来那里就放了第一张石凳。",
    "三是问水路。问一位老住户，比翻三本图册都快。",
)
TEXT = "\n".join(LINES)


@pytest.fixture(autouse=True)
def cut_at_once(settings):
    settings.READ_DRAFTS_IN_BACKGROUND = False


@pytest.fixture
def study(group):
    study = make_study(group=group, text=TEXT)
    revision, start = study.article.revision, 0
    for line in LINES:
        marker = line[:2]
        KeyPoint.objects.create(
            revision=revision, marker=marker, title=line[2:6], start=start, end=start + len(line)
        )
        start += len(line) + 1
    Term.objects.create(article=study.article, text="咕咚")
    return study


@pytest.fixture
def article(study):
    return study.article


@pytest.fixture
def words(article):
    have_cut(article.revision)


def question(article, *, hide: str, sentence: str = LINES[1], source: str = Card.Source.HAND) -> Question:
    """The sentence with these words of it hidden."""
    start, place = TEXT.index(sentence), sentence.index(hide)
    return Question(article.revision, start, start + len(sentence), ((place, place + len(hide)),), source)


@pytest.fixture
def card(article, reader):
    return make_cards(article, owner=reader, questions=[question(article, hide="石凳")])[0]


@pytest.fixture
def others(article, reader):
    """Two more of the reader's."""
    asked = [question(article, hide="图册", sentence=LINES[2]), question(article, hide="白光", sentence=LINES[0])]
    return make_cards(article, owner=reader, questions=asked)
