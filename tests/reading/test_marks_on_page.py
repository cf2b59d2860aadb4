"""What lies over the text and beside it: one's own, what a group comes to, and nothing that one may not know."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from studyapp.annotations.models import Annotation, Heat, Visit
from studyapp.annotations.services import moderation
from studyapp.annotations.services.marks import delete
from studyapp.groups.models import Membership, Role
from studyapp.library.models import KeyPoint, Term
from studyapp.studies.services.sealing import reveal, seal
from tests.factories import join, make_article, make_group, make_note, make_user
from tests.reading.marking import looked_at, marks_in, words_of

pytestmark = pytest.mark.django_db
FIRST = "水从山里来，一路走，一路记。哪里缓，哪里急，“转弯”的地方总有人家，也总有一座桥等着。" * 6
TEXT = f"{FIRST}\n路在水边，这叫“借景”。"
SECRET = "谁也不该看见"
KEY, QUESTION, THOUGHT = Annotation.Kind.KEY_POINT, Annotation.Kind.QUESTION, Annotation.Kind.THOUGHT


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
def note(article, study):
    def made(author, quote, **more):
        return make_note(article=article, author=author, quote=quote, **{"study": study, **more})

    return made


class TestOverTheText:
    def test_ones_own_is_told_by_its_kind_and_line(self, client, reader, article, note):
        private = note(reader, "水从山里来", study=None)
        assert marks_in(looked_at(client, article))[0] == (
            f'class="mark highlight" data-own="{private.pk}"',
            "水从山里来",
        )

    def test_what_others_marked_is_told_by_how_many_they_are(self, client, group, reader, article, note):
        for _ in range(3):
            note(join(group), "水从山里来")
        note(join(group), "山里来，一路走")
        assert marks_in(looked_at(client, article)) == [
            ('class="mark" data-heat="3"', "水从山里来"),
            ('class="mark" data-heat="1"', "，一路走"),
        ]

    def test_one_who_marked_it_too_is_not_counted_as_another(self, client, reader, other, article, note):
        own, _ = note(reader, "水从山里来"), note(other, "水从山里来")
        assert marks_in(looked_at(client, article)) == [
            (f'class="mark highlight" data-own="{own.pk}" data-heat="1"', "水从山里来")
        ]

    def test_an_open_question_is_drawn_and_an_answered_one_is_not(self, client, reader, other, article, note):
        note(other, "一路记。", kind=QUESTION, body="为什么？")
        assert marks_in(looked_at(client, article)) == [('class="mark question" data-heat="1"', "一路记。")]

    def test_a_key_point_of_the_group_has_dots_under_its_characters(self, client, group, reader, article, note):
        note(join(group, role=Role.FACILITATOR), "山里来，一路走", kind=KEY)
        drawn = marks_in(looked_at(client, article))
        assert [(tags.split('"')[1], words) for tags, words in drawn] == [
            ("mark key-point", "山里来"), ("mark", "，"), ("mark key-point", "一路走"),
        ]  # fmt: skip

    def test_marks_terms_and_key_points_lie_over_each_other_and_the_text_stays(self, client, reader, article, note):
        start = article.revision.paragraphs.get(number=2).start
        KeyPoint.objects.create(revision=article.revision, marker="路", title="在水边", start=start, end=start + 11)
        Term.objects.create(article=article, text="借景", explanation="把远处收进来看。")
        note(reader, "水边，这叫“借", kind=THOUGHT, body="好。")
        html = looked_at(client, article, 2)
        assert words_of(html, "p2") == TEXT.split("\n")[1]
        assert '<a class="term"' in html

    def test_a_mark_over_two_paragraphs_lies_on_both(self, client, reader, article, note):
        note(reader, "等着。\n路在水边")
        html = looked_at(client, article)
        assert [words for place in ("p1", "p2") for _, words in marks_in(html, place)] == ["等着。", "路在水边"]

    def test_the_stops_are_those_of_the_sentences(self, client, reader, article):
        assert 'data-stops="12"' in looked_at(client, article).split('id="p2"')[1]

    def test_what_was_deleted_or_hidden_is_not_drawn(self, client, group, reader, other, article, note):
        delete(note(other, "水从山里来"))
        moderation.hide(note(other, "一路走"), by=join(group, role=Role.FACILITATOR), reason="跑题")
        assert marks_in(looked_at(client, article)) == []


class TestWhoSeesIt:
    def test_private_marks_of_others_are_nowhere(self, client, reader, other, article, note):
        note(other, "水从山里来", study=None, kind=THOUGHT, body=SECRET)
        html = looked_at(client, article)
        assert marks_in(html) == []
        assert SECRET not in html
        assert "note-words" not in html
        assert "note-count" not in html

    @pytest.mark.parametrize("role", [Role.OBSERVER, Role.MEMBER, Role.FACILITATOR, Role.OWNER])
    def test_while_the_study_is_sealed_nothing_of_others_is(self, client, group, other, article, study, note, role):
        client.force_login(join(group, role=role))
        seal(study)
        note(other, "水从山里来", kind=THOUGHT, body=SECRET)
        html = looked_at(client, article)
        assert marks_in(html) == []
        assert SECRET not in html
        assert "note-words" not in html
        assert "note-count" not in html

    def test_but_ones_own_is_there_and_tells_nothing_of_others(self, client, reader, other, article, study, note):
        seal(study)
        own = note(reader, "水从山里来", kind=THOUGHT, body="我的想法")
        note(other, "水从山里来")
        Annotation.objects.filter(pk=own.pk).update(reply_count=3, agree_count=2)
        html = looked_at(client, article)
        assert marks_in(html) == [(f'class="mark thought" data-own="{own.pk}"', "水从山里来")]
        assert "我的想法" in html
        assert "回复" not in html
        assert "赞同" not in html

    def test_its_facilitators_see_the_questions(self, client, group, other, article, study, note):
        client.force_login(join(group, role=Role.FACILITATOR))
        seal(study)
        note(other, "水从山里来", kind=QUESTION, body="为什么？")
        note(other, "一路走")
        html = looked_at(client, article)
        assert [words for _, words in marks_in(html)] == ["水从山里来"]
        assert "为什么？" in html

    def test_after_the_reveal_all_of_it_is_there(self, client, group, reader, article, study, note):
        seal(study)
        note(reader, "哪里缓，")
        for _ in range(6):
            note(join(group), "水从山里来")
        reveal(study)
        html = looked_at(client, article)
        assert 'data-heat="4"' in html
        assert "<b>6 人</b>都划了这一句" in html

    def test_and_where_one_was_alone_it_is_said(self, client, reader, other, article, study, note):
        seal(study)
        note(reader, "路在水边")
        reveal(study)
        assert "只有你注意到" in looked_at(client, article)
        note(other, "在水边")
        assert "只有你注意到" not in looked_at(client, article)

    def test_an_observer_reads_along(self, client, group, other, article, note):
        client.force_login(join(group, role=Role.OBSERVER))
        note(other, "水从山里来", kind=THOUGHT, body="说得好。")
        html = looked_at(client, article)
        assert marks_in(html) == [('class="mark" data-heat="1"', "水从山里来")]
        assert "说得好。" in html

    def test_who_was_removed_keeps_only_what_is_theirs(self, client, group, reader, other, article, note):
        article.publications.create(group=None)
        own = note(reader, "水从山里来")
        note(other, "水从山里来", kind=THOUGHT, body=SECRET)
        Membership.objects.filter(user=reader).delete()
        html = looked_at(client, article)
        assert marks_in(html) == [(f'class="mark highlight" data-own="{own.pk}"', "水从山里来")]
        assert SECRET not in html

    def test_another_groups_marks_on_the_same_text_are_not_seen(self, client, reader, article, note):
        others = make_group(name="棋社")
        article.publications.create(group=others)
        note(join(others), "水从山里来", study=others.studies.create(article=article), kind=THOUGHT, body=SECRET)
        html = looked_at(client, article)
        assert marks_in(html) == []
        assert SECRET not in html

    def test_nor_when_what_is_kept_of_ones_own_group_names_one(self, client, reader, other, article, study, note):
        """The heat is worked out apart: its words are asked for as this group's."""
        others = make_group(name="棋社")
        article.publications.create(group=others)
        there = others.studies.create(article=article)
        theirs = note(join(others), "水从山里来", study=there, kind=THOUGHT, body=SECRET)
        note(other, "水从山里来", kind=THOUGHT, body="看得见")
        Heat.objects.filter(study=study).update(top=[theirs.pk])
        assert SECRET not in looked_at(client, article)


class TestBesideTheText:
    def test_a_note_in_few_words(self, client, reader, other, article, note):
        made = note(other, "水从山里来", kind=THOUGHT, body="**水**[有](https://example.org)来处" + "，还有去处" * 20)
        html = looked_at(client, article)
        assert f'href="{reverse("annotations:thread", args=[made.pk])}" data-panel data-note="{made.pk}"' in html
        assert '<span class="note-words">水有来处，还有去处' in html
        assert "…</span></a>" in html

    def test_ones_own_says_who_can_see_it(self, client, reader, article, note):
        note(reader, "水从山里来", study=None, kind=THOUGHT, body="自己想想")
        note(reader, "一路走", kind=THOUGHT, body="大家看看")
        html = looked_at(client, article)
        assert '<span class="note-facts">仅自己可见</span>' in html
        assert '<span class="note-facts">「茶社」可见</span>' in html

    def test_what_it_says_is_text(self, client, reader, article, note):
        reader.display_name = "<b>林溪</b>"
        reader.save()
        note(reader, "水从山里来", kind=THOUGHT, body="<script>alert(1)</script>")
        html = looked_at(client, article)
        assert "&lt;script&gt;alert(1)" in html
        assert "<b>林溪" not in html

    def test_of_many_a_few_are_shown_and_the_others_counted(self, client, reader, other, article, note):
        for number in range(9):
            note(other, "水从山里来", kind=THOUGHT, body=f"第{number}个想法")
        html = looked_at(client, article)
        assert html.count("data-note=") == 3
        assert f'href="{reverse("reading:notes", args=[article.pk, 1])}" data-panel>还有 6 条</a>' in html
        assert 'aria-label="第1段 · 9 条批注">9</a>' in html

    def test_open_questions_come_first_and_show_in_the_count(self, client, reader, other, article, note):
        for _ in range(3):
            note(other, "水从山里来", kind=THOUGHT, body="想法")
        note(other, "水从山里来", kind=QUESTION, body="为什么？")
        html = looked_at(client, article)
        assert "为什么？" in html
        assert 'class="note-count question"' in html

    def test_what_came_since_the_last_visit_has_a_dot(self, client, reader, other, article, study, note):
        earlier = timezone.now() - timedelta(days=1)
        Visit.objects.create(user=reader, study=study, since=earlier, came_at=earlier)
        note(other, "水从山里来", kind=THOUGHT, body="新的想法")
        assert 'class="unread-dot"' in looked_at(client, article)

    def test_at_the_first_visit_nothing_is_new(self, client, reader, other, article, note):
        note(other, "水从山里来", kind=THOUGHT, body="旧的想法")
        assert 'class="unread-dot"' not in looked_at(client, article)


class TestWhatThePageTellsTheScript:
    def test_where_it_begins_to_listen(self, client, reader, article, study):
        html = looked_at(client, article)
        assert f'data-live="{reverse("reading:live", args=[article.pk])}?study={study.pk}"' in html
        assert f'data-cursor="study-{study.pk}:0,user-{reader.pk}:' in html

    def test_a_thread_to_open(self, client, reader, other, article, note):
        open_one, private = note(other, "水从山里来"), note(other, "一路走", study=None)
        address = reverse("reading:paragraph", args=[article.pk, 1])
        assert f'data-open="{open_one.pk}"' in client.get(f"{address}?note={open_one.pk}").content.decode()
        for asked in (private.pk, "水", "9" * 30, ""):
            assert "data-open=" not in client.get(f"{address}?note={asked}").content.decode()


def queries_for(client, url):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


@pytest.mark.parametrize("name", ["page", "paragraphs", "notes"])
def test_the_number_of_queries_does_not_grow_with_the_marks(client, group, reader, article, study, note, name):
    url = {
        "page": reverse("reading:paragraph", args=[article.pk, 1]),
        "paragraphs": reverse("reading:paragraphs", args=[article.pk]) + "?n=1&n=2",
        "notes": reverse("reading:notes", args=[article.pk, 1]),
    }[name]

    def write(count):
        for number in range(count):
            author = (reader, people[number % 4])[number % 2]
            note(
                author,
                "水从山里来",
                kind=(THOUGHT, QUESTION)[number % 2],
                body="想法",
                study=(study, None)[number % 3 == 0],
            )

    people = [join(group) for _ in range(4)]
    looked_at(client, article)  # the visit begins: what comes from now on is new
    write(8)
    few = queries_for(client, url)
    write(60)
    assert queries_for(client, url) == few
