"""Keeping a mark or note from the reading page: what comes back, who may, what is refused."""

from uuid import uuid4

import pytest
from django.urls import reverse

from studyapp.annotations.models import Annotation, Lens
from studyapp.groups.models import Membership, Role
from studyapp.importing.publishing import withdraw
from studyapp.library.models import Revision
from tests.factories import join, make_article, make_group, make_user
from tests.reading.marking import HX, marks_in, send, told, words_of

pytestmark = pytest.mark.django_db
TEXT = "水从山里来。𠮷野家在桥头，<b>不</b>卖茶。\n一路走，一路记。"


@pytest.fixture
def article(group):
    return make_article(text=TEXT, groups=(group,))


@pytest.fixture
def study(article, group):
    return article.studies.get(group=group)


def test_a_mark_is_kept_and_the_paragraph_comes_back_with_it(client, reader, article):
    response = send(client, article, quote="𠮷野家")
    note = Annotation.objects.get()
    assert (response.status_code, response["Location"]) == (201, f"/annotations/{note.pk}/")
    assert marks_in(response.content.decode()) == [(f'class="mark highlight" data-own="{note.pk}"', "𠮷野家")]


def test_it_is_private_unless_it_is_said_for_whom(client, reader, article, study):
    send(client, article, quote="水从山里来。")
    assert Annotation.objects.get().is_private
    send(client, article, quote="水从山里来。", study=study)
    assert Annotation.objects.latest("pk").study == study


def test_the_text_of_the_paragraph_stays_what_it_is(client, reader, article):
    html = send(client, article, quote="家在桥头，<b>不</b>").content.decode()
    assert words_of(html) == TEXT.split("\n")[0]


def test_a_mark_over_two_paragraphs_brings_both(client, reader, article):
    html = send(client, article, quote="茶。\n一路走").content.decode()
    assert [words for _, words in marks_in(html, "p1") + marks_in(html, "p2")] == ["茶。", "一路走"]


def test_sent_again_with_the_same_key_it_is_kept_once_and_answered_alike(client, reader, article):
    key = uuid4()
    first, again = (send(client, article, quote="水从山里来。", key=key) for _ in range(2))
    assert (again.status_code, again["Location"], again.content) == (201, first["Location"], first.content)
    assert Annotation.objects.count() == 1


def test_without_script_one_lands_at_the_paragraph(client, reader, article):
    response = send(client, article, quote="一路走", headers={})
    assert response.status_code == 302
    assert response.url == reverse("reading:paragraph", args=[article.pk, 2]) + "#p2"


def test_a_thought_without_words_is_refused(client, reader, article):
    response = send(client, article, quote="一路走", kind="thought")
    assert response.status_code == 422
    assert '<ul class="errorlist" id="mark-errors"><li>' in response.content.decode()
    assert not Annotation.objects.exists()


def test_words_that_do_not_stand_there_are_refused(client, reader, article):
    response = send(client, article, quote="水从山里来。", start=1, end=7)
    assert response.status_code == 409
    assert 'id="mark-overtaken"' in response.content.decode()


def test_a_mark_on_an_older_text_is_refused(client, reader, article):
    data = told(article, quote="水从山里来。")
    newer = Revision.objects.get(pk=article.revision.pk)
    newer.pk, newer.number = None, 2
    newer.save()
    assert client.post(reverse("reading:mark", args=[article.pk]), data, headers=HX).status_code == 409
    assert not Annotation.objects.exists()


@pytest.mark.parametrize("revision", ["", "水", "99999999999999999999"])
def test_a_text_that_never_was_is_refused(client, reader, article, revision):
    assert send(client, article, quote="水", revision=revision).status_code == 409


@pytest.mark.parametrize(
    ("field", "value"), [("start", -1), ("end", 10**30), ("key", "水"), ("kind", "topic"), ("line", "水")]
)
def test_what_no_page_sends_is_refused(client, reader, article, field, value):
    assert send(client, article, **{"quote": "水从山里来。", field: value}).status_code == 422


class TestWhoMay:
    def test_a_stranger_gets_404(self, client, article):
        client.force_login(make_user())
        assert send(client, article, quote="水").status_code == 404

    def test_a_visitor_is_sent_to_sign_in_and_nothing_is_kept(self, client, article):
        assert send(client, article, quote="水")["HX-Redirect"].startswith(reverse("account_login"))
        assert not Annotation.objects.exists()

    def test_nobody_marks_what_is_withdrawn(self, client, reader, article):
        withdraw(article)
        assert send(client, article, quote="水").status_code == 404

    def test_a_removed_member_gets_404(self, client, reader, article):
        Membership.objects.filter(user=reader).delete()
        assert send(client, article, quote="水").status_code == 404

    def test_an_observer_marks_for_nobody_but_themselves(self, client, group, article, study):
        client.force_login(join(group, role=Role.OBSERVER))
        assert send(client, article, quote="水").status_code == 201
        assert send(client, article, quote="水", study=study).status_code == 422

    def test_nobody_writes_for_a_group_of_others(self, client, reader, article):
        other = make_group(name="棋社")
        article.publications.create(group=other)
        study = other.studies.create(article=article)
        assert send(client, article, quote="水", study=study).status_code == 422

    def test_a_reader_without_any_group_marks_what_is_for_everyone(self, client):
        client.force_login(make_user())
        assert send(client, make_article(everyone=True), quote="茶叶").status_code == 201

    def test_key_points_are_for_facilitators(self, client, group, reader, article, study):
        assert send(client, article, quote="水", kind="key-point", study=study).status_code == 422
        client.force_login(join(group, role=Role.FACILITATOR))
        html = send(client, article, quote="水从山里来。", kind="key-point", study=study).content.decode()
        assert [words for tags, words in marks_in(html) if "key-point" in tags] == ["水从山里来"]

    def test_it_is_not_done_by_looking(self, client, reader, article):
        assert client.get(reverse("reading:mark", args=[article.pk])).status_code == 405


class TestForWhomTheNextOneIs:
    def test_it_is_remembered(self, client, reader, article, study):
        send(client, article, quote="水", study=study)
        assert (Lens.objects.get().shares, Lens.objects.get().study) == (True, study)
        send(client, article, quote="水")
        assert not Lens.objects.get().shares

    def test_what_is_sent_again_later_changes_nothing(self, client, reader, article, study):
        """As when the answer was lost: meanwhile the reader has chosen otherwise."""
        key = uuid4()
        send(client, article, quote="水", key=key, study=study)
        send(client, article, quote="一路走")
        send(client, article, quote="水", key=key, study=study)
        assert not Lens.objects.get().shares

    def test_a_group_that_is_not_in_sight_is_not_taken_for_the_one_that_is(self, client, reader, article, study):
        other = make_group(name="棋社")
        join(other, user=reader)
        article.publications.create(group=other)
        send(client, article, quote="水", study=study)
        send(client, article, quote="水", study=other.studies.create(article=article))
        shown = Lens.objects.get()
        assert (shown.study, shown.shares) in [(study, False), (study, True)]


class TestParagraphsAsTheyAreNow:
    def ask(self, client, article, query):
        return client.get(reverse("reading:paragraphs", args=[article.pk]) + query)

    def test_those_that_were_asked_for(self, client, reader, article):
        send(client, article, quote="一路记")
        html = self.ask(client, article, "?n=2").content.decode()
        assert 'id="p2"' in html
        assert 'id="p1"' not in html
        assert [words for _, words in marks_in(html, "p2")] == ["一路记"]

    @pytest.mark.parametrize("query", ["", "?n=", "?n=99", "?n=水&n=-1", "?n=" + "9" * 30, "?n=²"])
    def test_what_is_not_there_is_left_out(self, client, reader, article, query):
        response = self.ask(client, article, query)
        assert response.status_code == 200
        assert "paragraph-text" not in response.content.decode()

    def test_a_stranger_gets_404(self, client, article):
        client.force_login(make_user())
        assert self.ask(client, article, "?n=1").status_code == 404
