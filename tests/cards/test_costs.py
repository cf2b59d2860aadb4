"""Pages of cards cost the same for few and for many."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from studyapp.cards.cutting import cut
from studyapp.cards.models import Cutting, Words
from studyapp.cards.services.making import Question, make_cards
from studyapp.library.models import KeyPoint
from tests.factories import make_article

pytestmark = pytest.mark.django_db
LINE = "步道每隔三百米设一处石凳，坐下来才听得见水声。"


def cost(client, path: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked)


def deck_of(article, reader, cards: int):
    revision, step = article.revision, len(LINE) + 1
    spans = [(number * step, number * step + len(LINE)) for number in range(cards)]
    make_cards(article, owner=reader, questions=[Question(revision, a, b, ((0, 2),), "hand") for a, b in spans])


@pytest.fixture
def texts(group):
    return [make_article(text="\n".join([LINE] * lines), title=f"{lines}", groups=(group,)) for lines in (3, 60, 1)]


def test_a_deck_of_three_and_of_sixty(client, reader, texts):
    few, many, _ = texts
    deck_of(few, reader, 3)
    deck_of(many, reader, 60)
    client.get(reverse("cards:deck", args=[few.pk]))
    assert cost(client, reverse("cards:deck", args=[few.pk])) == cost(client, reverse("cards:deck", args=[many.pk]))
    assert cost(client, reverse("cards:deck", args=[many.pk])) < 16


def test_one_deck_and_many(client, reader, texts, group):
    deck_of(texts[0], reader, 3)
    one = cost(client, "/cards/"), cost(client, "/cards/review/")
    for number in range(12):
        deck_of(make_article(text=LINE, title=f"第{number}", groups=(group,)), reader, 1)
    assert (cost(client, "/cards/"), cost(client, "/cards/review/")) == one


def test_suggestions_of_a_short_and_a_long_text(client, reader, texts, monkeypatch):
    monkeypatch.setattr("studyapp.cards.cutting.weigh", lambda text: [(2, 60), (len(text) - 2, 0)])
    costs = []
    for article in texts[:2]:
        revision = article.revision
        rows = revision.paragraphs.all()
        points = (KeyPoint(revision=revision, title="步道", start=row.start, end=row.end) for row in rows)
        KeyPoint.objects.bulk_create(points)
        Cutting.objects.create(revision=revision)
        cut(revision)
        costs.append(cost(client, reverse("cards:new", args=[article.pk])))
    assert costs[0] == costs[1] < 20
    assert Words.objects.count() == 63
