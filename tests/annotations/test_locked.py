"""A locked thread stays as it is: nothing is added, changed or brought back."""

import pytest
from django.urls import reverse

from studyapp.annotations.services import moderation, threads
from tests.factories import join, make_note, make_reply, make_study

pytestmark = pytest.mark.django_db


@pytest.fixture
def said(group, reader):
    study = make_study(group=group)
    note = make_note(article=study.article, author=join(group), study=study, kind="thought", body="先看水。")
    said = make_reply(note, author=reader, body="再看山。")
    moderation.lock(note)
    return said


def test_a_reply_keeps_its_words(client, said):
    answer = client.post(reverse("annotations:rewrite_reply", args=[said.pk]), {"edition": 1, "body": "看云。"})
    said.refresh_from_db()
    assert (answer.status_code, said.body) == (404, "再看山。")


def test_a_deleted_reply_stays_away(client, said):
    threads.delete_reply(said)
    assert client.post(reverse("annotations:restore_reply", args=[said.pk])).status_code == 404


def test_its_author_may_still_take_it_away(client, said):
    client.post(reverse("annotations:delete_reply", args=[said.pk]))
    said.refresh_from_db()
    assert said.deleted_at
