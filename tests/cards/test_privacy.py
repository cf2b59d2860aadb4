"""Cards are their owner's alone, and are there only while the text can be read."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.template import Context, Template
from django.urls import reverse

from studyapp.cards.models import Card
from studyapp.groups.models import Role
from studyapp.importing.publishing import archive, is_marked, publish_to, withdraw
from tests.factories import join, make_user

pytestmark = pytest.mark.django_db

DUE = Template("{% include 'cards/_due.html' %}")
OF_STUDY = Template("{% include 'cards/_of_study.html' %}")


@pytest.fixture
def watchers(study):
    return [
        join(study.group, role=Role.MEMBER),
        join(study.group, role=Role.FACILITATOR),
        study.group.members.get(memberships__role=Role.OWNER),
        make_user(is_staff=True),
        make_user(is_staff=True, is_superuser=True),
    ]


def test_nobody_else_comes_near(client, watchers, reader, card, article):
    for watcher in watchers:
        client.force_login(watcher)
        for act in ("answer", "rate", "pause_card", "resume_card", "delete_card"):
            assert client.post(reverse(f"cards:{act}", args=[card.pk])).status_code == 404
        for act in ("pause_deck", "resume_deck", "delete_deck"):
            assert client.post(reverse(f"cards:{act}", args=[article.pk])).status_code == 404
        client.post(reverse("cards:restore"), {"gone": card.pk})
        page = client.get("/cards/").text + client.get("/cards/review/").text
        assert "没有要看的" in page
        assert "还没有卡片" in page
    card.refresh_from_db()
    assert (card.seen_at, card.paused_at, card.deleted_at) == (None, None, None)


def test_nobody_elses_page_changes(client, watchers, reader, card, article, study):
    pages = ["/", f"/groups/{study.group.pk}/", f"/studies/{study.pk}/", f"/studies/{study.pk}/overview/"]

    def seen(watcher):
        client.force_login(watcher)
        return [client.get(page).text.count("张") for page in pages]

    with_cards = {watcher: seen(watcher) for watcher in watchers}
    Card.objects.all().delete()
    assert {watcher: seen(watcher) for watcher in watchers} == with_cards


def test_the_admin_has_none_of_it():
    models = set(apps.get_app_config("cards").get_models())
    assert not models & set(admin.site._registry)


def test_what_is_typed_is_in_no_log(client, reader, card, caplog):
    caplog.set_level("DEBUG")
    client.post(reverse("cards:answer", args=[card.pk]), {"typed": "缸底的青花"})
    assert "缸底的青花" not in caplog.text


@pytest.mark.parametrize("end", [withdraw, archive])
def test_a_text_that_is_taken_away_takes_its_cards_along_until_it_is_back(client, reader, card, article, study, end):
    end(article)
    assert client.get(reverse("cards:deck", args=[article.pk])).status_code == 404
    assert "没有要看的" in client.get("/cards/review/").text
    assert "还没有卡片" in client.get("/cards/").text
    publish_to(article, everyone=False, groups=[study.group])
    assert "今天还有 1 张" in client.get("/cards/review/").text


def test_who_has_left_the_group_is_not_asked_until_they_are_back(client, reader, card, study):
    study.group.memberships.filter(user=reader).delete()
    assert client.post(reverse("cards:rate", args=[card.pk])).status_code == 404
    assert "没有要看的" in client.get("/cards/review/").text
    join(study.group, user=reader)
    assert "今天还有 1 张" in client.get("/cards/review/").text


def test_a_text_with_cards_is_not_replaced(article, card):
    assert is_marked(article)


def test_other_pages_show_it_only_where_there_is_some(reader, article, card):
    stranger = make_user()
    assert "今天有 1 张" in DUE.render(Context({"user": reader}))
    assert DUE.render(Context({"user": stranger})).strip() == ""
    assert "今天有 1 张" in OF_STUDY.render(Context({"user": reader, "article": article}))
    assert "挑几张" in OF_STUDY.render(Context({"user": stranger, "article": article}))
