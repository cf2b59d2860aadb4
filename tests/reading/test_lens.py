"""How a reader looks at the notes: whose, which, and who is to see the next one."""

import pytest
from django.urls import reverse

from studyapp.annotations.models import Annotation, Lens
from studyapp.groups.models import Membership
from studyapp.studies.services.sealing import seal
from tests.factories import join, make_article, make_group, make_note, make_user
from tests.reading.marking import looked_at, marks_in, send

pytestmark = pytest.mark.django_db
TEXT = "水从山里来，一路走，一路记。哪里缓，哪里急，转弯的地方总有人家。"
KIND = Annotation.Kind


@pytest.fixture
def article(group):
    return make_article(text=TEXT, groups=(group,))


@pytest.fixture
def study(article):
    return article.studies.get()


@pytest.fixture
def other(group):
    return join(group, user=make_user(display_name="周远"))


@pytest.fixture
def marked(article, study, reader, other):
    """One mark of each kind by somebody else, one of the reader's own."""
    for quote, kind in (("水", KIND.HIGHLIGHT), ("一路走", KIND.THOUGHT), ("一路记", KIND.QUESTION)):
        make_note(article=article, author=other, study=study, quote=quote, kind=kind, body="话" * (kind != "highlight"))
    make_note(article=article, author=reader, quote="转弯")


def choose(client, article, **told):
    return client.post(reverse("reading:lens", args=[article.pk]), {"shows": "all", **told})


def shown(client, article):
    return [words for _, words in marks_in(looked_at(client, article))]


@pytest.mark.parametrize(
    ("shows", "words"),
    [
        ("all", ["水", "一路走", "一路记", "转弯"]),
        ("mine", ["转弯"]),
        ("highlight", ["水", "转弯"]),
        ("thought", ["一路走"]),
        ("question", ["一路记"]),
        ("open", ["一路记"]),
        ("none", []),
    ],
)
def test_what_is_chosen_is_shown(client, article, marked, shows, words):
    assert choose(client, article, shows=shows).url == reverse("reading:read", args=[article.pk])
    assert shown(client, article) == words


def test_key_points_alone(client, article, study, marked, other):
    make_note(article=article, author=other, study=study, quote="哪里", kind=KIND.KEY_POINT)
    choose(client, article, shows="key-point")
    assert shown(client, article) == ["哪里"]


def test_an_answered_question_is_not_among_the_open_ones(client, article, marked):
    choose(client, article, shows="open")
    Annotation.objects.filter(kind=KIND.QUESTION).update(status=Annotation.Status.RESOLVED)
    assert shown(client, article) == []


def test_with_none_there_are_no_notes_either(client, article, marked):
    choose(client, article, shows="none")
    html = looked_at(client, article)
    assert "note-count" not in html
    assert "note-words" not in html


def test_one_persons(client, group, article, study, marked, other):
    make_note(article=article, author=join(group), study=study, quote="人家")
    choose(client, article, shows="person", person=other.pk)
    assert shown(client, article) == ["水", "一路走", "一路记"]
    assert "周远的批注" in looked_at(client, article)


def test_what_one_has_just_marked_is_there_whatever_is_shown(client, article, marked):
    choose(client, article, shows="none")
    assert [words for _, words in marks_in(send(client, article, quote="人家").content.decode())] == ["人家"]
    assert shown(client, article) == []


def test_only_who_has_shared_something_can_be_chosen(client, group, article, marked, other, reader):
    silent = join(group, user=make_user(display_name="何清"))
    make_note(article=article, author=silent, quote="人家")
    html = looked_at(client, article)
    assert f'<option value="{other.pk}">周远</option>' in html
    assert "何清" not in html
    choose(client, article, shows="person", person=silent.pk)
    assert not Lens.objects.filter(person=silent).exists()


def test_while_it_is_sealed_nobody_can_be_chosen_nor_seen(client, article, study, marked, other):
    choose(client, article, shows="person", person=other.pk)
    seal(study)
    html = looked_at(client, article)
    assert marks_in(html) == []
    assert f'<option value="{other.pk}"' not in html
    for shows in ("highlight", "thought", "question", "open"):
        choose(client, article, shows=shows)
        assert not {"水", "一路走", "一路记"} & set(shown(client, article))


class TestTwoGroupsOnOneText:
    @pytest.fixture
    def second(self, article, reader):
        group = make_group(name="棋社")
        join(group, user=reader)
        article.publications.create(group=group)
        study = group.studies.create(article=article)
        make_note(article=article, author=join(group), study=study, quote="人家")
        return study

    def test_one_at_a_time_lies_over_the_text(self, client, article, study, marked, second):
        choose(client, article, study=study.pk)
        assert shown(client, article) == ["水", "一路走", "一路记", "转弯"]
        choose(client, article, study=second.pk)
        assert shown(client, article) == ["转弯", "人家"]

    def test_who_leaves_the_one_sees_the_other(self, client, article, study, marked, second, reader):
        choose(client, article, study=second.pk)
        Membership.objects.filter(user=reader, group=second.group).delete()
        assert shown(client, article) == ["水", "一路走", "一路记", "转弯"]

    def test_a_group_of_others_cannot_be_chosen(self, client, article, second, reader):
        Membership.objects.filter(user=reader, group=second.group).delete()
        assert choose(client, article, study=second.pk).status_code == 422


class TestTheForm:
    def test_it_is_the_readers_own(self, client, article, marked, other):
        choose(client, article, shows="none")
        client.force_login(other)
        assert len(shown(client, article)) == 3

    def test_it_remembers_for_whom_the_next_note_is(self, client, article, study, reader):
        choose(client, article, shares="on")
        assert Lens.objects.get(user=reader).shares
        html = looked_at(client, article)
        assert f'<option value="{study.pk}" selected>' in html

    def test_without_script_one_comes_back_to_where_it_stood(self, client, reader, article):
        here = reverse("reading:paragraph", args=[article.pk, 1])
        assert choose(client, article, next=here).url == here
        assert choose(client, article, next="https://example.org/").url == reverse("reading:read", args=[article.pk])

    @pytest.mark.parametrize("told", [{"shows": "水"}, {"shows": ""}, {"study": "水"}, {"person": "水"}])
    def test_what_cannot_be_chosen_is_refused(self, client, reader, article, told):
        assert choose(client, article, **told).status_code == 422
        assert not Lens.objects.exists()

    def test_a_stranger_gets_404(self, client, article):
        client.force_login(make_user())
        assert choose(client, article).status_code == 404

    def test_it_is_not_done_by_looking(self, client, reader, article):
        assert client.get(reverse("reading:lens", args=[article.pk])).status_code == 405

    def test_a_reader_alone_has_less_to_choose(self, client):
        client.force_login(make_user())
        html = looked_at(client, make_article(everyone=True))
        assert 'value="mine"' not in html
        assert 'name="shares"' not in html
