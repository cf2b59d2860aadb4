"""Cards are their owner's alone, and are there only while the text can be read."""

import re

import pytest
from django.apps import apps
from django.contrib import admin
from django.template import Context, Template
from django.urls import reverse

from studyapp.cards.models import Card
from studyapp.groups.models import Role
from studyapp.importing.publishing import archive, is_marked, publish_to, withdraw
from studyapp.logs import without_secrets
from tests.factories import join, make_note, make_user

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


def refusal(client, article, owner) -> str:
    """What somebody who manages the text reads when they want to replace it."""
    client.force_login(owner)
    page = client.get(reverse("importing:upload"), {"replaces": article.pk}).text
    found = re.findall(r"upload-refused.*?</div>", page, re.DOTALL)
    client.logout()
    return found[0] if found else ""


def test_that_a_text_is_not_replaced_tells_nothing_of_cards(client, article, study, card):
    """The same words for a card, for what everybody may see, and whoever it was."""
    owner = study.group.members.get(memberships__role=Role.OWNER)
    assert is_marked(article)
    for_cards = refusal(client, article, owner)
    Card.objects.all().delete()
    assert refusal(client, article, owner) == ""
    make_note(article=article, author=owner, study=study, quote="水色")
    assert refusal(client, article, owner) == for_cards
    assert "不能整篇换掉" in for_cards
    assert not re.search(r"\d|卡片|自测|批注", re.sub("<svg.*?</svg>", "", for_cards, flags=re.DOTALL))


def test_what_a_card_is_made_of_is_in_no_log(article, card):
    for name in ("one", "of_words", "choose", "new"):
        line = f'"GET {reverse(f"cards:{name}", args=[article.pk])}?q=缸底&start=7&end=19&hidden=2-4 HTTP/1.1" 200'
        assert not re.search("缸底|start|hidden", without_secrets(line))
        assert "HTTP/1.1" in without_secrets(line)


def test_other_pages_show_it_only_where_there_is_some(reader, article, card):
    stranger = make_user()
    assert "今天有 1 张" in DUE.render(Context({"user": reader}))
    assert DUE.render(Context({"user": stranger})).strip() == ""
    assert "今天有 1 张" in OF_STUDY.render(Context({"user": reader, "article": article}))
    assert "挑几张" in OF_STUDY.render(Context({"user": stranger, "article": article}))


@pytest.mark.parametrize("asked", ["accounts/user/?decks", "library/article/?decks", "library/revision/?cards"])
@pytest.mark.parametrize("how", ["__isnull=False", "__pk__gt=0"])
def test_lists_of_the_admin_are_not_narrowed_by_who_has_cards(client, card, asked, how):
    client.force_login(make_user(is_staff=True, is_superuser=True))
    assert client.get(f"/admin/{asked}{how}").status_code == 400
