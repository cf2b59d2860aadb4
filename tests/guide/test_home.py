"""One's own page: what waits for somebody over all their groups."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from studyapp.annotations.models import Visit
from studyapp.studies.services.sealing import seal
from tests.factories import join, make_note, make_reply, make_study

pytestmark = pytest.mark.django_db


@pytest.fixture
def study(group):
    return make_study(group=group)


@pytest.fixture
def friend(group):
    return join(group)


def home(client):
    return client.get(reverse("guide:home")).content.decode()


def been_there(reader, study):
    yesterday = timezone.now() - timedelta(days=1)
    Visit.objects.create(user=reader, study=study, since=yesterday, came_at=yesterday)


def spoken_to(reader, friend, study):
    reader.display_name = "林小溪"
    reader.save()
    return make_note(article=study.article, author=friend, study=study, kind="thought", body="@林小溪 你怎么看？")


def test_who_was_spoken_to_is_asked_for_an_answer_until_they_reply(client, reader, friend, study):
    note = spoken_to(reader, friend, study)
    assert 'id="mentions"' in home(client)
    make_reply(note, author=reader)
    assert 'id="mentions"' not in home(client)


def test_new_notes_are_counted_by_study(client, reader, friend, study):
    been_there(reader, study)
    make_note(article=study.article, author=friend, study=study, kind="thought", body="水要等。")
    make_note(article=study.article, author=friend, study=study)  # without words
    assert "1 条新批注" in home(client)


def test_a_sealed_study_has_no_news(client, reader, friend, study):
    been_there(reader, study)
    seal(study)
    make_note(article=study.article, author=friend, study=study, kind="thought", body="水要等。")
    assert 'id="fresh"' not in home(client)


def test_a_mention_in_a_text_that_was_archived_waits_for_nobody(client, reader, friend, study):
    spoken_to(reader, friend, study)
    study.article.archived_at = timezone.now()
    study.article.save()
    shown = home(client)
    assert 'id="mentions"' not in shown
    assert str(study.article) not in shown
