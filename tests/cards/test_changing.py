"""Hiding another word of a card's sentence: a correction keeps the schedule, another question begins anew."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from studyapp.cards.models import Card
from studyapp.cards.services.making import delete_cards, make_cards
from tests.cards.asking import LINES, question
from tests.factories import join

pytestmark = pytest.mark.django_db
LINE = LINES[1]


@pytest.fixture
def known(card):
    """Answered a week ago, and asked again in three days."""
    now = timezone.now()
    memory = {"stability": 9.5, "difficulty": 5.0, "seen_at": now - timedelta(days=7), "due": now + timedelta(days=3)}
    Card.objects.filter(pk=card.pk).update(**memory)
    card.refresh_from_db()
    return card


def change(client, card, *words, **more):
    places = [LINE.index(word) for word in words]
    tapped = [f"{place}-{place + len(word)}" for place, word in zip(places, words, strict=True)]
    return client.post(reverse("cards:change", args=[card.pk]), {"word": tapped} | more)


def memory(card):
    card.refresh_from_db()
    return card.stability, card.difficulty, card.seen_at, card.due


def test_the_page_shows_the_sentence_with_what_is_hidden_now(client, reader, card):
    page = client.get(reverse("cards:edit", args=[card.pk])).text
    assert 'value="39-40" checked' in page  # not cut into words yet: 石 and 凳
    assert 'value="40-41" checked' in page
    assert page.count("checked") == 2


def test_another_word_is_a_new_question(client, reader, known):
    answer = change(client, known, "水底", "咕咚")
    assert answer.url == reverse("cards:deck", args=[known.deck.article_id]) + "?cards=1"
    stability, difficulty, seen_at, due = memory(known)
    assert (stability, difficulty, seen_at) == (None, None, None)
    assert due <= timezone.now()
    assert len(known.spans) == 2


@pytest.mark.parametrize("words", ["第一张石凳", "凳"])
def test_more_or_less_of_the_same_keeps_its_schedule(client, reader, known, words):
    before = memory(known)
    assert change(client, known, words).status_code == 303
    assert memory(known) == before
    assert LINE[slice(*known.spans[0])] == words


def test_what_was_put_off_stays_put_off(client, reader, known):
    Card.objects.filter(pk=known.pk).update(paused_at=timezone.now())
    change(client, known, "咕咚")
    known.refresh_from_db()
    assert known.paused_at


def test_an_answer_to_the_old_question_does_not_count_for_the_new_one(client, reader, known):
    seen = known.due.isoformat()
    change(client, known, "咕咚")
    client.post(reverse("cards:rate", args=[known.pk]), {"rating": 3, "seen": seen})
    assert memory(known)[0] is None


def test_two_cards_do_not_ask_the_same(client, reader, article, known):
    other = make_cards(article, owner=reader, questions=[question(article, hide="咕咚")])[0]
    answer = change(client, known, "咕咚")
    assert answer.status_code == 422
    assert "已经有一张" in answer.text
    delete_cards(other)
    assert change(client, known, "咕咚").status_code == 303
    assert list(Card.objects.all()) == [known]


def test_what_leaves_nothing_to_read_is_said_kindly(client, reader, card):
    for words in ([], [LINE]):
        answer = change(client, card, *words)
        assert answer.status_code == 422
        assert 'class="error"' in answer.text
    card.refresh_from_db()
    assert LINE[slice(*card.spans[0])] == "石凳"


@pytest.mark.parametrize(("back", "there"), [("review", "/cards/review/?article={}"), ("reviews", "/cards/review/")])
def test_one_goes_on_where_one_was_asked(client, reader, card, back, there):
    assert change(client, card, "咕咚", back=back).url == there.format(card.deck.article_id)


def test_it_is_nobody_elses_to_change(client, study, card):
    client.force_login(join(study.group))
    assert client.get(reverse("cards:edit", args=[card.pk])).status_code == 404
    assert change(client, card, "咕咚").status_code == 404
