"""From words chosen in the text to a card of their sentence, in which they are hidden."""

import re

import pytest
from django.urls import reverse

from studyapp.cards.models import Card
from tests.cards.asking import LINES, TEXT
from tests.factories import make_article, make_user

pytestmark = pytest.mark.django_db


def chosen(client, article, start: int, end: int):
    """The page to which words of the text lead."""
    place = {"revision": article.revision.pk, "start": start, "end": end}
    return client.get(reverse("cards:of_words", args=[article.pk]), place, follow=True)


def of(client, article, words: str):
    return chosen(client, article, TEXT.index(words), TEXT.index(words) + len(words))


def hidden(page: str) -> str:
    """What is chosen to be hidden."""
    return "".join(re.findall(r"checked><span>([^<]+)", page))


@pytest.mark.parametrize("words", ["图册", "三本图册", "凳"])
def test_the_chosen_words_are_hidden_whether_or_not_they_are_whole_words(client, reader, article, request, words):
    assert hidden(of(client, article, words).text) == words
    request.getfixturevalue("words")  # the text is cut
    assert hidden(of(client, article, words).text) == words


def test_their_sentence_is_the_card(client, reader, article):
    page = of(client, article, "图册").text
    start = TEXT.index("问一位老住户")
    assert f'name="start" value="{start}"' in page
    assert f'name="end" value="{start + 16}"' in page


def test_made_it_leads_back_to_the_text(client, reader, article):
    page = of(client, article, "图册").text
    fields = dict(re.findall(r'name="(revision|start|end|source|back)" value="([^"]*)"', page))
    tapped = re.findall(r'name="word" value="([^"]+)" checked', page)
    answer = client.post(reverse("cards:make_one", args=[article.pk]), fields | {"word": tapped})
    assert answer.url == reverse("reading:paragraph", args=[article.pk, 3]) + "#p3"
    card = Card.objects.get()
    assert TEXT[card.start + card.spans[0][0] : card.start + card.spans[0][1]] == "图册"


def test_a_whole_sentence_hides_nothing_yet(client, reader, article):
    answer = of(client, article, LINES[3])
    assert answer.status_code == 200
    assert hidden(answer.text) == ""


def test_of_two_paragraphs_it_is_the_first(client, reader, article):
    """From its last words to the middle of the next."""
    start = TEXT.index("石凳。\n")
    assert hidden(chosen(client, article, start, start + 12).text) == "石凳"


def test_of_a_sentence_without_end_as_much_as_a_card_holds(client, reader, group):
    article = make_article(text=f"{'很长的一句，' * 100}就到{'这里，' * 100}为止", groups=(group,))
    page = chosen(client, article, 600, 602).text
    assert hidden(page) == "就到"
    start, end = (int(re.search(rf'name="{name}" value="(\d+)"', page)[1]) for name in ("start", "end"))
    assert start <= 600
    assert 602 <= end <= start + 400


def test_rare_characters_count_as_one(client, reader, group):
    article = make_article(text="𠮷祥的路没有尽头，𠮷祥的人走在路上。", groups=(group,))
    assert hidden(chosen(client, article, 9, 11).text) == "𠮷祥"


@pytest.mark.parametrize("place", [(5, 5), (9, 2), (10**7, 10**7 + 2)])
def test_words_that_do_not_stand_there_are_not_found(client, reader, article, place):
    assert chosen(client, article, *place).status_code == 404


def test_who_may_not_read_finds_nothing(client, article):
    client.force_login(make_user())
    assert of(client, article, "图册").status_code == 404
