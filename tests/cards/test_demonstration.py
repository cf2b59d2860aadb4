"""The demo has cards, so that a newcomer can be asked."""

import pytest
from django.core.management import call_command
from django.utils import timezone

from studyapp.accounts.models import User
from studyapp.cards.models import Card
from studyapp.glossary.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    call_command("demo")


def test_some_are_asked_today_some_come_later_one_is_put_off(client, demo):
    owner = User.objects.get(username="limei")
    cards = Card.objects.open_to(owner)
    due = Card.objects.due_for(owner, now=timezone.now()).count()
    assert 2 < due < cards.count()
    assert cards.filter(paused_at__isnull=False).count() == 1
    client.force_login(owner)
    assert "card-gap" in client.get("/cards/review/").text
    assert "挑几句做成卡片" not in client.get("/cards/review/").text


def test_a_word_is_explained_and_others_wait(demo):
    assert Entry.objects.accepted().count() == 1
    assert Entry.objects.filter(accepted_at=None).count() == 2
