"""The topic of a shared reflection says what its author shared: it is changed where the reflection is written."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from studyapp.reflections import services
from tests.factories import make_note
from tests.reflections.conftest import now, words

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def topic(reflection, study):
    services.share(reflection, study=study)
    return now(reflection).topic


def test_to_change_it_leads_to_the_reflection(client, topic, reflection):
    editor = reverse("reflections:edit", args=[reflection.pk])
    answer = client.get(reverse("annotations:edit", args=[topic.pk]))
    assert (answer.status_code, answer.url) == (303, editor)
    assert client.get(answer.url).status_code == 200
    assert client.get(reverse("annotations:edit", args=[topic.pk]), headers=HTMX)["HX-Redirect"] == editor


def test_it_is_not_changed_behind_the_reflections_back(client, topic, reflection):
    """Sent from a page that was opened before: the words would be lost when the reflection is shared anew."""
    answer = client.post(
        reverse("annotations:rewrite", args=[topic.pk]), {"body": "别的话。", "edition": topic.edition}
    )
    assert answer.url == reverse("reflections:edit", args=[reflection.pk])
    assert "请在这里改" in str(next(iter(get_messages(answer.wsgi_request))))
    topic.refresh_from_db()
    assert "我总是急。" in topic.body


def test_what_was_changed_there_reaches_the_topic_when_it_is_shared_anew(client, topic, reflection):
    services.save(reflection, **words(reflection, body="又想了想。"))
    share = reverse("reflections:share", args=[reflection.pk])
    assert share in client.get(reverse("reflections:edit", args=[reflection.pk])).text
    client.post(reverse("reflections:share_now", args=[reflection.pk]))
    topic.refresh_from_db()
    assert "又想了想。" in topic.body


def test_other_notes_are_changed_where_they_stand(client, reader, article, topic):
    note = make_note(article=article, author=reader, quote="石头", kind="thought", body="水里的。")
    assert client.get(reverse("annotations:edit", args=[note.pk])).status_code == 200


def test_a_topic_that_outlives_its_reflection_is_a_topic_like_any_other(client, topic, reflection):
    """The reflection deleted, the topic brought back in the discussion."""
    services.delete(reflection)
    client.post(reverse("annotations:restore", args=[topic.pk]))
    assert client.get(reverse("annotations:edit", args=[topic.pk])).status_code == 200


def test_nobody_else_is_led_there(client, topic, other):
    client.force_login(other)
    assert client.get(reverse("annotations:edit", args=[topic.pk])).status_code == 404
