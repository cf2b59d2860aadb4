"""A rating pressed by mistake is taken back, once, by whoever gave it."""

import html
import re
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from studyapp.cards.models import Card
from studyapp.cards.services.answering import rate
from tests.factories import join

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def pressed(client, card, rating=4, **how):
    """The page that comes then."""
    card.refresh_from_db()
    data = {"rating": rating, "seen": card.due.isoformat()}
    return client.post(reverse("cards:rate", args=[card.pk]), data, follow=True, **how).text


def token(page: str) -> str:
    return html.unescape(re.search(r'name="before" value="([^"]+)"', page)[1])


def take_back(client, card, before: str):
    return client.post(reverse("cards:take_back", args=[card.pk]), {"before": before})


def memory(card):
    return Card.objects.values_list("stability", "difficulty", "seen_at", "due").get(pk=card.pk)


@pytest.mark.parametrize("how", [{}, {"headers": HTMX}])
def test_it_is_as_before_and_asked_again(client, reader, card, how):
    before = memory(card)
    page = pressed(client, card, **how)
    assert memory(card) != before
    answer = take_back(client, card, token(page))
    assert (answer.status_code, memory(card)) == (303, before)
    assert "后来那里就放了第一张" in client.get(answer.url).text


def test_also_what_was_answered_before(client, reader, card):
    rate(card, rating=3, seen=card.due)
    Card.objects.filter(pk=card.pk).update(due=timezone.now() - timedelta(hours=1))
    before = memory(card)
    take_back(client, card, token(pressed(client, card, 1)))
    assert memory(card) == before


def test_only_the_last_press_and_only_once(client, reader, card):
    first = token(pressed(client, card, 1))
    Card.objects.filter(pk=card.pk).update(due=timezone.now())
    second = token(pressed(client, card, 3))
    now = memory(card)
    take_back(client, card, first)
    assert memory(card) == now
    take_back(client, card, second)
    then = memory(card)
    assert then != now
    take_back(client, card, second)
    assert memory(card) == then


def test_what_nobody_sealed_or_too_long_ago_changes_nothing(client, reader, card, others):
    sealed = token(pressed(client, card))
    now = memory(card)
    for wrong in ("", "x", sealed[:-1], token(pressed(client, others[0]))):
        take_back(client, card, wrong)
    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        take_back(client, card, sealed)
    assert memory(card) == now


def test_nobody_else_takes_it_back(client, reader, study, card):
    sealed = token(pressed(client, card))
    client.force_login(join(study.group))
    assert take_back(client, card, sealed).status_code == 404


def test_pressed_twice_it_is_not_offered_twice(client, reader, card):
    data = {"rating": 3, "seen": card.due.isoformat()}
    client.post(reverse("cards:rate", args=[card.pk]), data)
    page = client.post(reverse("cards:rate", args=[card.pk]), data, follow=True).text
    assert 'name="before"' not in page
