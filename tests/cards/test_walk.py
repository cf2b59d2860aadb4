"""From a text to the day on which a card comes again."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from studyapp.cards.models import Card
from tests.cards.conftest import LINES

pytestmark = pytest.mark.django_db


def test_nothing_is_there_before_somebody_begins(client, reader, article):
    assert not Card.objects.exists()
    page = client.get(reverse("cards:new", args=[article.pk])).text
    assert "找找看" in page


def test_suggestions_become_cards_that_are_asked_and_come_again(client, reader, article):
    new = reverse("cards:new", args=[article.pk])
    assert client.post(reverse("cards:look", args=[article.pk])).status_code == 303
    page = client.get(new).text
    names = re.findall(r'name="take" value="([\d-]+)"', page)
    assert names
    chosen = {"take": names, "revision": article.revision.pk}
    chosen |= {f"hide-{n}": re.search(rf'name="hide-{n}" value="([\d -]+)" checked', page)[1] for n in names}
    assert client.post(reverse("cards:make", args=[article.pk]), chosen).status_code == 303
    assert Card.objects.filter(deck__owner=reader).count() == len(names)
    assert not re.findall(r'name="take"', client.get(new).text)
