"""Listening to what happens to the marks of an article: who may, and what is heard."""

from urllib.parse import urlencode

import pytest
from django.urls import reverse

from studyapp.annotations.models import Annotation
from studyapp.importing.publishing import withdraw
from studyapp.live import blocking
from studyapp.studies.services.sealing import seal
from tests.factories import join, make_article, make_note, make_user
from tests.live.listening import heard, kinds

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def article(group):
    return make_article(text="水从山里来。\n一路走，一路记。", groups=(group,))


@pytest.fixture
def study(article):
    return article.studies.get()


@pytest.fixture(autouse=True)
def brief(monkeypatch):
    """Bounded streams say what there is, and end."""
    monkeypatch.setattr(blocking, "LASTING", 0.0)


def said_to(client, article, study=None, cursor=""):
    query = urlencode({"cursor": cursor, **({"study": study.pk} if study else {})})
    return heard(client, reverse("reading:live", args=[article.pk]) + f"?{query}")


def cursor_of(client, article):
    html = client.get(reverse("reading:paragraph", args=[article.pk, 1])).content.decode()
    return html.split('data-cursor="')[1].split('"')[0]


def test_a_mark_made_since_the_page_was_opened_is_heard(client, group, reader, article, study):
    cursor = cursor_of(client, article)
    make_note(
        article=article, author=join(group), study=study, quote="一路走", kind=Annotation.Kind.THOUGHT, body="好。"
    )
    (notice,) = (said for said in said_to(client, article, study, cursor) if said.kind == "marked")
    assert notice.data == {"topic": study.topic, "version": 1, "paragraphs": [2]}


def test_private_marks_and_those_of_a_sealed_study_are_not(client, group, reader, article, study):
    cursor, other = cursor_of(client, article), join(group)
    make_note(article=article, author=other, quote="一路走")
    assert "marked" not in kinds(said_to(client, article, study, cursor))
    seal(study)
    study.refresh_from_db()
    cursor = cursor_of(client, article)
    make_note(article=article, author=other, study=study, quote="一路走")
    assert "marked" not in kinds(said_to(client, article, study, cursor))


def test_who_may_not_listen_is_told_farewell(client, reader, article, study):
    client.force_login(make_user())
    assert kinds(said_to(client, article, study)) == ["bye"]
    assert kinds(said_to(client, article)) == ["bye"]


def test_nobody_listens_to_what_is_withdrawn(client, reader, article, study):
    withdraw(article)
    assert kinds(said_to(client, article, study)) == ["bye"]


def test_a_study_of_another_article_is_not_heard_here(client, group, reader, article):
    other = make_article(groups=(group,)).studies.get()
    assert kinds(said_to(client, article, other)) == ["bye"]


def test_a_visitor_signs_in_first(client, article):
    assert client.get(reverse("reading:live", args=[article.pk])).url.startswith(reverse("account_login"))
