"""A text with key points and a term, and a reader with cards of it."""

import pytest

from studyapp.cards.cutting import have_cut
from studyapp.cards.services.making import make_cards
from studyapp.library.models import KeyPoint, Term
from tests.cards.asking import LINES, TEXT, question
from tests.factories import make_study


@pytest.fixture
def study(group):
    study = make_study(group=group, text=TEXT)
    revision, start = study.article.revision, 0
    for line in LINES[:3]:
        KeyPoint.objects.create(revision=revision, marker=line[:2], title=line[2:6], start=start, end=start + len(line))
        start += len(line) + 1
    Term.objects.create(article=study.article, text="咕咚")
    return study


@pytest.fixture
def article(study):
    return study.article


@pytest.fixture
def words(article, settings):
    """The text is cut, at once."""
    settings.READ_DRAFTS_IN_BACKGROUND = False
    have_cut(article.revision)


@pytest.fixture
def card(article, reader):
    return make_cards(article, owner=reader, questions=[question(article, hide="石凳")])[0]


@pytest.fixture
def others(article, reader):
    """Two more of the reader's."""
    asked = [question(article, hide="图册", line=2), question(article, hide="白光", line=0)]
    return make_cards(article, owner=reader, questions=asked)
