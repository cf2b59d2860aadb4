"""Being asked: what is shown, when a card comes again, and when it is enough."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from studyapp.cards import today
from studyapp.cards.models import Card
from studyapp.cards.services.making import delete_cards, make_cards
from studyapp.library.models import Paragraph, Revision
from tests.cards.asking import TEXT, question

pytestmark = pytest.mark.django_db
REVIEW = "/cards/review/"
HTMX = {"HX-Request": "true"}


def rate(client, card, rating, **how):
    card.refresh_from_db()
    data = {"rating": rating, "seen": card.due.isoformat()}
    return client.post(reverse("cards:rate", args=[card.pk]), data, **how)


def test_the_hidden_words_are_not_on_the_page(client, reader, card):
    page = client.get(REVIEW).text
    assert "后来那里就放了第一张" in page
    assert "石凳" not in page
    assert '<b lang="zh-Hans">石</b>' in page  # the hint, folded


@pytest.mark.parametrize(("typed", "is_right"), [("石凳", True), (" 石凳。", True), ("石櫈", False), ("", False)])
def test_what_is_typed_is_compared_leniently(client, reader, card, typed, is_right):
    page = client.post(reverse("cards:answer", args=[card.pk]), {"typed": typed}).text
    assert '<mark class="card-answer">石凳</mark>' in page
    assert ("对了" in page) == is_right


def test_a_page_is_answered_with_a_piece_for_htmx(client, reader, card):
    page = client.post(reverse("cards:answer", args=[card.pk]), {"typed": ""}, headers=HTMX).text
    assert page.lstrip().startswith("<section")
    assert rate(client, card, 3, headers=HTMX).status_code == 200


@pytest.mark.parametrize(("rating", "days"), [(2, 1), (3, 2), (4, 8)])
def test_it_comes_again_on_a_morning(client, reader, card, rating, days):
    with time_machine.travel("2026-11-24 15:30+08:00", tick=False):
        assert rate(client, card, rating).status_code == 303
        card.refresh_from_db()
        due = timezone.localtime(card.due)
        assert (due.date() - timezone.localdate()).days == days
        assert (due.hour, due.minute) == (0, 0)


def test_intervals_grow(client, reader, card):
    now = timezone.now()
    gaps = []
    for _ in range(4):
        with time_machine.travel(now, tick=False):
            rate(client, card, 3)
        card.refresh_from_db()
        gaps.append((card.due - now).days)
        now = card.due + timedelta(hours=9)
    assert gaps == sorted(set(gaps))


def test_what_was_forgotten_is_asked_again_when_nothing_else_is_left(client, reader, card, others):
    rate(client, card, 1)
    for other in others:
        assert "石凳" not in client.get(REVIEW).text
        rate(client, other, 3)
    assert "后来那里就放了第一张" in client.get(REVIEW).text
    rate(client, card, 3)
    assert "今天就到这里" in client.get(REVIEW).text


def test_before_midnight_tomorrows_cards_are_tomorrows(client, reader, card, others):
    with time_machine.travel("2026-11-24 23:55+08:00", tick=False):
        rate(client, card, 1)
        for other in others:
            rate(client, other, 2)  # come again in five minutes, which is tomorrow
        assert "后来那里就放了第一张" in client.get(REVIEW).text
        rate(client, card, 2)
        assert "今天就到这里" in client.get(REVIEW).text


def test_pressed_twice_counts_once(client, reader, card):
    data = {"rating": 3, "seen": card.due.isoformat()}
    for _ in range(2):
        client.post(reverse("cards:rate", args=[card.pk]), data)
    card.refresh_from_db()
    assert card.stability == pytest.approx(2.3065)


def test_nothing_of_the_answers_is_kept(client, reader, card):
    client.post(reverse("cards:answer", args=[card.pk]), {"typed": "青花"})
    rate(client, card, 1)
    kept = Card.objects.values().get()
    assert "青花" not in str(kept)
    assert not {"rating", "count", "lapses", "streak"} & set(kept)


def test_the_end_says_when_the_next_one_comes(client, reader, card):
    with time_machine.travel("2026-11-24 15:30+08:00", tick=False):
        rate(client, card, 3)
        assert "下一张在11月26日" in client.get(REVIEW).text


def test_enough_is_enough_unless_somebody_wants_more(client, reader, card, others, monkeypatch):
    monkeypatch.setattr(today, "ENOUGH", 1)
    assert "今天还有 1 张" in client.get(REVIEW).text
    rate(client, card, 3)
    assert "其余的明天再看也不迟" in client.get(REVIEW).text
    assert "今天还有 2 张" in client.get(REVIEW, {"more": 1}).text


def test_only_one_text_is_asked_for(client, reader, card):
    assert "没有要看的" in client.get(REVIEW, {"article": 10**6}).text
    assert TEXT[card.start : card.start + 6] in client.get(REVIEW, {"article": card.deck.article_id}).text


def test_a_card_keeps_the_text_that_it_was_made_of(client, reader, card):
    """Also when there is a newer revision, in which other words stand there."""
    text = "别的文章。" * 60
    newer = Revision.objects.create(
        article=card.deck.article, number=2, length=len(text), characters=240, paragraph_count=1, digest="x"
    )
    Paragraph.objects.create(revision=newer, position=0, number=1, start=0, end=len(text), text=text)
    assert "后来那里就放了第一张" in client.get(REVIEW).text
    assert "石凳" in client.get(reverse("cards:deck", args=[card.deck.article_id])).text


def test_a_rating_that_is_none_changes_nothing(client, reader, card):
    rate(client, card, 9)
    assert Card.objects.get().seen_at is None


def test_there_is_no_hint_that_is_the_answer(client, reader, article, card):
    """The page holds nothing of a word of one character before it is asked for."""
    make_cards(article, owner=reader, questions=[question(article, hide="凳")])
    delete_cards(card)
    page = client.get(REVIEW).text
    assert "后来那里就放了第一张" in page
    assert "凳" not in page
    assert "提示" not in page


def test_the_answers_are_folded_away_while_cards_are_asked(client, reader, card):
    deck = reverse("cards:deck", args=[card.deck.article_id])
    assert '<details class="deck-all">' in client.get(deck).text
    assert '<details class="deck-all" open>' in client.get(deck, {"cards": 1}).text
    rate(client, card, 3)
    assert '<details class="deck-all" open>' in client.get(deck).text
