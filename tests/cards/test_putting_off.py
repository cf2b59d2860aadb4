"""Putting cards off without a heap growing, throwing them away and getting them back."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from studyapp.cards.models import Card, Deck
from studyapp.cards.services import answering
from studyapp.cards.services.making import delete_cards, make_cards
from studyapp.groups.services import leave_for_good
from tests.cards.asking import question

pytestmark = pytest.mark.django_db
REVIEW = "/cards/review/"


def test_a_deck_that_is_put_off_is_not_asked(client, reader, card):
    client.post(reverse("cards:pause_deck", args=[card.deck.article_id]))
    assert "没有要看的" in client.get(REVIEW).text
    client.post(reverse("cards:resume_deck", args=[card.deck.article_id]))
    assert "今天还有 1 张" in client.get(REVIEW).text


def test_a_card_that_is_put_off_is_not_asked(client, reader, card, others):
    client.post(reverse("cards:pause_card", args=[card.pk]))
    assert "今天还有 2 张" in client.get(REVIEW).text
    client.post(reverse("cards:resume_card", args=[card.pk]))
    assert "今天还有 3 张" in client.get(REVIEW).text


def test_after_a_pause_they_come_a_few_a_day(reader, card, others, monkeypatch):
    monkeypatch.setattr(answering, "A_DAY", 1)
    answering.pause_deck(card.deck)
    Card.objects.update(due=timezone.now() - timedelta(days=90))
    deck = Deck.objects.get()
    answering.resume_deck(deck)
    today = timezone.localdate()
    dues = Card.objects.order_by("due").values_list("due", flat=True)
    assert [(timezone.localdate(due) - today).days for due in dues] == [0, 1, 2]


def test_resuming_what_was_not_put_off_moves_nothing(reader, card):
    before = Card.objects.get().due
    answering.resume_deck(card.deck)
    assert Card.objects.get().due == before


def test_what_was_thrown_away_comes_back(client, reader, card):
    response = client.post(reverse("cards:delete_card", args=[card.pk]), follow=True)
    assert "删去了 1 张卡片" in response.text
    assert "没有要看的" in client.get(REVIEW).text
    client.post(reverse("cards:restore"), {"gone": card.pk, "article": card.deck.article_id})
    assert "今天还有 1 张" in client.get(REVIEW).text


def test_a_whole_deck_too(client, reader, card, others):
    response = client.post(reverse("cards:delete_deck", args=[card.deck.article_id]), follow=True)
    assert "删去了 3 张卡片" in response.text
    assert "挑几句记住它" in response.text
    client.post(reverse("cards:restore"), {"gone": [card.pk, *(other.pk for other in others)]})
    assert Card.objects.filter(deleted_at=None).count() == 3


def test_made_again_it_is_the_old_one(reader, article, card):
    delete_cards(card)
    assert make_cards(article, owner=reader, questions=[question(article, hide="石凳")]) == [card]
    assert Card.objects.get().deleted_at is None


def test_they_are_forgotten_after_a_month(reader, card, others):
    delete_cards(card)
    Card.objects.filter(pk=card.pk).update(deleted_at=timezone.now() - timedelta(days=31))
    call_command("purge_cards")
    assert set(Card.objects.all()) == set(others)
    leave_for_good(reader)
    call_command("purge_cards")
    assert not Card.objects.exists()
