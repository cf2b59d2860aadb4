"""Paragraphs that come anew into an open page, and what stands in the gutter where there is no room for notes."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from studyapp.annotations.models import Annotation, Visit
from studyapp.studies.services.sealing import reveal, reveal_at, seal
from tests.factories import join, make_article, make_note
from tests.reading.marking import HX

pytestmark = pytest.mark.django_db
TEXT = "先把路走慢\n水从山里来。\n一路走，一路记。"
KIND = Annotation.Kind


@pytest.fixture
def article(group):
    return make_article(text=TEXT, groups=(group,), sections=(("先把路走慢", 1, 0),))


@pytest.fixture
def study(article):
    return article.studies.get()


@pytest.fixture
def underlined(group, article, study):
    def by(count):
        for _ in range(count):
            make_note(article=article, author=join(group), quote="水从山里来。", study=study, kind=KIND.HIGHLIGHT)

    return by


def fresh(client, article, query="?n=1"):
    return client.get(reverse("reading:paragraphs", args=[article.pk]) + query, headers=HX)


def test_what_was_asked_for_by_a_page_of_another_text_does_not_come(client, reader, article):
    assert fresh(client, article, f"?n=1&revision={article.revision.pk}").status_code == 200
    assert fresh(client, article, f"?n=1&revision={article.revision.pk + 1}").status_code == 409
    assert fresh(client, article, "?n=1&revision=x").status_code == 409


def test_a_line_without_a_number_comes_by_where_it_begins(client, reader, article):
    assert 'id="l0"' in fresh(client, article, "?at=0").content.decode()
    assert 'id="' not in fresh(client, article, "?at=6&at=x").content.decode()  # that one has a number


def test_a_page_hears_whether_it_is_revealed(client, reader, article, study):
    assert "X-Sealed" not in fresh(client, article)
    seal(study)
    assert "X-Sealed" in fresh(client, article)
    reveal(study)
    assert "X-Sealed" not in fresh(client, article)


def test_the_page_knows_when_it_will_be_revealed(client, reader, article, study):
    address = reverse("reading:read", args=[article.pk])
    assert "data-reveals-at" not in client.get(address).content.decode()
    seal(study)
    assert "data-reveals-at" not in client.get(address).content.decode()
    reveal_at(study, moment=timezone.now() + timedelta(hours=1))
    assert "data-reveals-at" in client.get(address).content.decode()


def test_where_nobody_wrote_the_gutter_counts_who_marked(client, reader, article, underlined):
    underlined(2)
    assert "note-count" not in fresh(client, article).content.decode()
    underlined(1)
    html = fresh(client, article).content.decode()
    assert 'class="note-count heat"' in html
    assert 'aria-label="第1段 · 3 人都划了这里">3</a>' in html


def test_and_says_so_above_the_notes(client, reader, article, study, underlined):
    address = reverse("reading:notes", args=[article.pk, 1])
    underlined(3)
    assert "<b>3 人</b>都划了这里" in client.get(address, headers=HX).content.decode()
    seal(study)
    assert "都划了这里" not in client.get(address, headers=HX).content.decode()


def test_what_is_new_has_a_dot_in_the_gutter(client, group, reader, article, study):
    earlier = timezone.now() - timedelta(days=1)
    Visit.objects.create(user=reader, study=study, since=earlier, came_at=earlier)
    make_note(article=article, author=join(group), quote="水从山里来。", study=study, kind=KIND.THOUGHT, body="新的")
    html = fresh(client, article).content.decode()
    assert 'aria-label="第1段 · 1 条批注 · 未读">1<span class="unread-dot"></span></a>' in html
