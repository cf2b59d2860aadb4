"""A text that is withdrawn while the meeting runs is gone from its pages and its screen at that moment."""

import pytest
from django.test import Client
from django.urls import reverse

from studyapp.importing.publishing import archive, publish_to, withdraw
from studyapp.live.models import Event
from studyapp.meetings.services import leading
from studyapp.meetings.services.planning import change
from tests.factories import make_article
from tests.meetings.somebody import comes, guest_of, part

pytestmark = pytest.mark.django_db
WORDS = "水从山里来"


@pytest.fixture
def article(meeting):
    return meeting.studies.get().article


@pytest.fixture
def everybody(meeting, desk):
    """At paragraph 4, each with an address that shows the text."""
    there = meeting.studies.get().article.revision.paragraphs.get(number=4)
    leading.focus(meeting, paragraph=there, by=meeting.lead)
    (_, member), (_, guest) = comes(meeting), guest_of(meeting)
    return {"screen": desk, "console": desk, "room": member, "text": guest}


def shown(meeting, client: Client, page: str) -> str:
    answer = client.get(reverse(f"meetings:{page}", args=[meeting.pk]))
    assert answer.status_code == 200
    return answer.text


def told(meeting) -> list[tuple[int, bool]]:
    events = Event.objects.filter(topic__name=meeting.topic, kind="text").order_by("number")
    return [(data["article"], data["gone"]) for data in events.values_list("data", flat=True)]


@pytest.mark.parametrize("take_away", [withdraw, archive])
def test_no_page_shows_it_any_more(meeting, article, everybody, take_away):
    assert all(WORDS in shown(meeting, client, page) for page, client in everybody.items())
    take_away(article)
    for page, client in everybody.items():
        words = shown(meeting, client, page)
        assert WORDS not in words, page
        assert "撤下" in words, page
    assert told(meeting) == [(article.pk, True)]
    assert part(everybody["console"], meeting, "lead").count(" disabled") == 2


def test_published_again_it_is_there_again(meeting, article, group, everybody):
    withdraw(article)
    publish_to(article, everyone=False, groups=[group])
    assert all(WORDS in shown(meeting, client, page) for page, client in everybody.items())
    assert told(meeting) == [(article.pk, True), (article.pk, False)]


def test_published_to_other_readers_it_is_told_once(meeting, article, group):
    publish_to(article, everyone=True, groups=[group])
    assert told(meeting) == [(article.pk, False)]
    publish_to(article, everyone=True, groups=[])
    assert told(meeting)[1:] == [(article.pk, True)]


def test_of_two_texts_the_other_one_does_not_lend_its_name(meeting, article, group, everybody):
    """What everybody was in is gone, and no other text is shown in its place on the screen."""
    meeting.studies.add(make_article(text="另一篇的话。", title="另一篇", groups=(group,)).studies.get())
    withdraw(article)
    words = shown(meeting, everybody["screen"], "screen")
    assert WORDS not in words
    assert "另一篇的话" not in words


def test_a_text_that_is_taken_out_of_the_plan_goes_too(meeting, article, group, everybody):
    other = make_article(text="另一篇的话。", title="另一篇", groups=(group,)).studies.get()
    change(meeting, by=meeting.lead, studies=[other])
    assert told(meeting) == [(article.pk, True), (other.article_id, False)]
    assert all(WORDS not in shown(meeting, client, page) for page, client in everybody.items())


def test_a_meeting_that_is_over_is_not_told(meeting, article):
    leading.end(meeting)
    withdraw(article)
    assert told(meeting) == []
