"""From a text to cards: suggestions, any sentence, one's own mark."""

import re

import pytest
from django.urls import reverse

from studyapp.cards.cutting import have_cut, is_being_cut, is_cut
from studyapp.cards.models import Card, Cutting, Deck
from studyapp.cards.models.cards import spans_from
from studyapp.glossary import services as glossary
from studyapp.groups.models import Role
from tests.cards.asking import LINES, TEXT
from tests.factories import make_note

pytestmark = pytest.mark.django_db


def offered(page: str) -> dict[str, str]:
    """The suggestions of a page, each with what it hides."""
    found = re.findall(r'name="take" value="([\d-]+)"', page)
    return {name: re.search(rf'name="hide-{name}" value="([\d -]+)" checked', page)[1] for name in found}


def answers(page: str) -> set[str]:
    found = [(int(name.split("-")[0]), spans_from(spans)[0]) for name, spans in offered(page).items()]
    return {TEXT[start + first : start + last] for start, (first, last) in found}


def test_nothing_is_cut_before_somebody_asks(client, reader, article):
    page = client.get(reverse("cards:new", args=[article.pk])).text
    assert "找找看" in page
    assert not Cutting.objects.exists()


def test_the_words_are_looked_for_beside_this_process(client, reader, article, monkeypatch, request):
    started = []
    monkeypatch.setattr("studyapp.cards.cutting.spawn", started.append)
    with request.getfixturevalue("django_capture_on_commit_callbacks")(execute=True):
        client.post(reverse("cards:look", args=[article.pk]))
        client.post(reverse("cards:look", args=[article.pk]))
    assert started == ["cut_words"]
    assert is_being_cut(article.revision)
    assert "正在找" in client.get(reverse("cards:new", args=[article.pk])).text
    assert client.get(reverse("cards:progress", args=[article.pk])).status_code == 204


def test_suggestions_become_cards_and_are_not_offered_again(client, reader, article, words):
    new = reverse("cards:new", args=[article.pk])
    page = client.get(new).text
    assert "水声" in answers(page)
    found = offered(page)
    chosen = {"take": list(found), "revision": article.revision.pk}
    chosen |= {f"hide-{name}": spans for name, spans in found.items()}
    assert client.post(reverse("cards:make", args=[article.pk]), chosen).status_code == 303
    assert Card.objects.filter(deck__owner=reader).count() == len(found) > 1
    assert offered(client.get(new).text) == {}


def test_another_word_can_be_hidden(client, reader, article, words):
    page = client.get(reverse("cards:new", args=[article.pk])).text
    name = next(iter(offered(page)))
    other = next(value for value in re.findall(rf'name="hide-{name}" value="([\d -]+)">', page))
    client.post(reverse("cards:make", args=[article.pk]), {"take": name, f"hide-{name}": other})
    assert Card.objects.get().hidden == other


def test_ones_own_marks_are_offered(client, reader, article, words):
    make_note(article=article, author=reader, quote="走完步道的人都说，云雾炒青法是听着水声想出来的")
    page = client.get(reverse("cards:new", args=[article.pk])).text
    assert "你划过" in page


def test_what_the_group_has_accepted_is_a_word(client, reader, article, words, study):
    owner = study.group.members.get(memberships__role=Role.OWNER)
    entry = glossary.add(study.group, by=owner, words="云雾炒青法")
    glossary.accept(entry, by=owner, meaning="一种炒茶的手法。")
    assert "云雾炒青法" in answers(client.get(reverse("cards:new", args=[article.pk])).text)


def test_nothing_ticked_makes_nothing(client, reader, article):
    client.post(reverse("cards:make", args=[article.pk]), {})
    assert not Deck.objects.exists()


def test_any_sentence_can_be_chosen_and_looked_for(client, reader, article):
    page = client.get(reverse("cards:choose", args=[article.pk]), {"q": "老住户"}).text
    link = re.search(r'href="([^"]+/one/[^"]+)"', page)[1].replace("&amp;", "&")
    assert "石凳" not in page
    assert "原文里没有" in client.get(reverse("cards:choose", args=[article.pk]), {"q": "\0茶\x1f%"}).text
    assert 'name="word"' in client.get(link).text


@pytest.mark.parametrize(
    ("tapped", "hidden"), [(["0-2"], "0-2"), (["2-3", "3-5"], "2-5"), (["8-10", "0-2"], "0-2 8-10")]
)
def test_words_that_touch_are_one_gap(client, reader, article, tapped, hidden):
    start = TEXT.index("问一位老住户")
    place = {"start": start, "end": start + 16, "word": tapped, "revision": article.revision.pk}
    assert client.post(reverse("cards:make_one", args=[article.pk]), place).status_code == 303
    assert Card.objects.get().hidden == hidden


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"word": ["0-99"]},
        {"word": ["4-2"]},
        {"word": ["0-3", "2-5"]},
        {"word": ["0-14"]},
        {"word": ["x"]},
        {"word": ["0-2"], "end": len(LINES[0]) + 4},
    ],
)
def test_what_is_no_card_is_said_kindly(client, reader, article, wrong):
    place = {"start": 0, "end": 16} | wrong
    response = client.post(reverse("cards:make_one", args=[article.pk]), place)
    assert response.status_code in {404, 422}
    assert response.status_code == 404 or 'class="error"' in response.text
    assert not Card.objects.exists()


def test_a_mark_becomes_a_card_of_its_sentence(client, reader, article):
    note = make_note(article=article, author=reader, quote="老住户")
    assert "做成遮词卡片" in client.get(reverse("annotations:thread", args=[note.pk])).text
    response = client.get(reverse("cards:of_mark", args=[note.pk]))
    start = TEXT.index("问一位老住户")
    assert f"start={start}&end={start + 16}" in response["Location"]
    assert client.get(response["Location"]).status_code == 200


def test_the_same_question_is_not_asked_twice(client, reader, article, card):
    place = {"start": card.start, "end": card.end, "word": card.hidden, "revision": card.revision_id}
    client.post(reverse("cards:make_one", args=[article.pk]), place)
    assert Card.objects.count() == 1


def test_a_text_is_cut_once(article, words):
    assert is_cut(article.revision)
    done = Cutting.objects.get().done_at
    have_cut(article.revision)
    assert Cutting.objects.get().done_at == done


def test_of_a_deck_that_is_put_off_one_is_told_so(client, reader, article, card):
    client.post(reverse("cards:pause_deck", args=[article.pk]))
    start = TEXT.index("问一位老住户")
    place = {"start": start, "end": start + 16, "word": "0-2", "revision": article.revision.pk}
    page = client.post(reverse("cards:make_one", args=[article.pk]), place, follow=True).text
    assert "接着来以后才会问到" in page
