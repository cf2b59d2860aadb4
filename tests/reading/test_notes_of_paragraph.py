"""All notes of one paragraph, the form without script, and the way from one unread note to the next."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from studyapp.annotations.models import Annotation, Visit
from studyapp.annotations.services.marks import delete
from studyapp.annotations.services.visiting import see
from studyapp.groups.models import Membership, Role
from studyapp.studies.services.sealing import seal
from tests.factories import join, make_article, make_note, make_user
from tests.reading.marking import HX

pytestmark = pytest.mark.django_db
TEXT = "水从山里来。一路走，一路记。\n哪里缓，哪里急。"
SECRET = "谁也不该看见"
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
def say(article, study, other):
    def said(body, *, author=None, quote="水从山里来。", kind=KIND.THOUGHT, **more):
        placed = {"article": article, "author": author or other, "quote": quote, "kind": kind, "body": body}
        return make_note(**placed, **{"study": study, **more})

    return said


def notes(client, article, query="", *, number=1, headers=None):
    return client.get(reverse("reading:notes", args=[article.pk, number]) + query, headers=headers)


def body(client, article, query="", **more):
    response = notes(client, article, query, **more)
    assert response.status_code == 200
    return response.content.decode()


class TestWhatIsThere:
    def test_notes_with_words_and_who_wrote_them(self, client, reader, article, say):
        say("**说得好**。")
        say("", kind=KIND.HIGHLIGHT)
        html = body(client, article)
        assert "<strong>说得好</strong>" in html
        assert "周远" in html
        assert html.count('class="note ') == 1

    def test_those_of_other_paragraphs_are_elsewhere(self, client, reader, article, say):
        say("别处的话", quote="哪里缓")
        assert "别处的话" not in body(client, article)
        assert "别处的话" in body(client, article, number=2)

    def test_it_opens_in_the_panel_without_the_page_around_it(self, client, reader, article, say):
        say("说得好。")
        html = body(client, article, headers=HX)
        assert "<html" not in html
        assert "说得好。" in html
        assert "plain-note" not in html

    @pytest.mark.parametrize(
        ("query", "seen"), [("", "abc"), ("?show=question", "b"), ("?show=thought", "ac"), ("?show=mine", "c")]
    )
    def test_some_of_them_can_be_chosen(self, client, reader, article, say, query, seen):
        say("想法a")
        say("问题b", kind=KIND.QUESTION)
        say("想法c", author=reader, study=None)
        html = body(client, article, query)
        assert [word[-1] for word in ("想法a", "问题b", "想法c") if word in html] == list(seen)

    def test_three_hundred_come_twenty_at_a_time(self, client, reader, article, say):
        for number in range(45):
            say(f"第{number}条。")
        html = body(client, article)
        assert html.count('class="thread"') == 20
        assert "还有 25 条" in html
        more = body(client, article, "?show=all&from=20", headers={**HX, "HX-Target": "more-notes"})
        assert more.count('class="thread"') == 20
        assert "gathered-head" not in more
        assert "第20条。" in more
        last = body(client, article, "?from=40")
        assert last.count('class="thread"') == 5
        assert 'id="more-notes"' not in last

    def test_ones_own_marks_can_be_deleted_here(self, client, reader, article, say):
        own = say("", author=reader, kind=KIND.HIGHLIGHT)
        assert f'action="{reverse("annotations:delete", args=[own.pk])}"' in body(client, article)

    def test_of_a_deleted_note_its_place_stays_when_others_had_replied(self, client, reader, article, say):
        note = say(SECRET)
        Annotation.objects.filter(pk=note.pk).update(reply_count=1)
        delete(note)
        html = body(client, article)
        assert SECRET not in html
        assert f'id="note-{note.pk}"' in html


class TestWhoSeesIt:
    def test_private_notes_of_others_are_nowhere(self, client, reader, article, say):
        say(SECRET, study=None)
        html = body(client, article)
        assert SECRET not in html
        assert "还没有批注" in html

    @pytest.mark.parametrize("role", [Role.OBSERVER, Role.MEMBER, Role.OWNER])
    def test_while_it_is_sealed_nothing_of_others_is_counted(self, client, group, article, study, say, role):
        client.force_login(join(group, role=role))
        seal(study)
        say(SECRET)
        html = body(client, article)
        assert SECRET not in html
        assert "还没有批注" in html

    def test_an_observer_reads_and_writes_for_themselves_alone(self, client, group, article, study, say):
        client.force_login(join(group, role=Role.OBSERVER))
        say("说得好。")
        html = body(client, article)
        assert "说得好。" in html
        assert f'<option value="{study.pk}"' not in html

    def test_a_stranger_and_a_removed_member_get_404(self, client, reader, article):
        Membership.objects.filter(user=reader).delete()
        assert notes(client, article).status_code == 404
        client.force_login(make_user())
        assert notes(client, article).status_code == 404

    def test_no_such_paragraph(self, client, reader, article):
        assert notes(client, article, number=99).status_code == 404
        assert notes(client, article, number=0).status_code == 404

    def test_a_visitor_signs_in_first(self, client, article):
        assert notes(client, article).url.startswith(reverse("account_login"))


class TestWithoutScript:
    def write(self, client, article, **more):
        form = notes(client, article).context["form"]
        told = {name: form.initial[name] for name in ("key", "paragraph")}
        told |= {"revision": article.revision.pk, "sentence": "6-14", "kind": "thought", "body": "好。", "audience": ""}
        return client.post(reverse("reading:mark", args=[article.pk]), {**told, **more})

    def test_a_sentence_is_chosen_from_a_list(self, client, reader, article):
        assert self.write(client, article).url == reverse("reading:paragraph", args=[article.pk, 1]) + "#p1"
        note = Annotation.objects.get()
        assert (note.quote, note.start, note.body, note.study) == ("一路走，一路记。", 6, "好。", None)

    def test_or_the_whole_paragraph_of_many(self, client, reader, article, study):
        self.write(client, article, sentence="0-14", audience=study.pk)
        assert Annotation.objects.get().quote == TEXT.split("\n")[0]

    def test_it_stands_where_the_paragraph_stands(self, client, reader, article):
        self.write(client, article, paragraph=2, sentence="0-8")
        assert (Annotation.objects.get().start, Annotation.objects.get().quote) == (15, "哪里缓，哪里急。")

    def test_what_was_typed_is_still_there_when_it_is_refused(self, client, reader, article):
        response = self.write(client, article, kind="question", body="", tags="水路")
        assert response.status_code == 422
        html = response.content.decode()
        assert 'value="水路"' in html
        assert "还没有写内容。" in html

    @pytest.mark.parametrize("told", [{"sentence": "3-5"}, {"sentence": ""}, {"sentence": "水"}, {"paragraph": 99}])
    def test_what_was_not_offered_is_refused(self, client, reader, article, told):
        assert self.write(client, article, **told).status_code == 422
        assert not Annotation.objects.exists()

    def test_a_text_that_changed_meanwhile(self, client, reader, article):
        response = self.write(client, article, revision=99)
        assert response.status_code == 409
        assert "<html" in response.content.decode()

    def test_sent_twice_it_is_kept_once(self, client, reader, article):
        key = notes(client, article).context["form"].initial["key"]
        for _ in range(2):
            self.write(client, article, key=key)
        assert Annotation.objects.count() == 1


class TestTheNextUnread:
    @pytest.fixture
    def away(self, reader, study):
        earlier = timezone.now() - timedelta(days=1)
        Visit.objects.create(user=reader, study=study, since=earlier, came_at=earlier)

    def go(self, client, article, after=0):
        return client.get(reverse("reading:unread", args=[article.pk]), {"after": after})

    def test_to_the_next_one_and_round_again(self, client, reader, article, say, away):
        first, second = say("一"), say("二", quote="哪里缓")
        assert self.go(client, article).url.endswith(f"/p/1/?note={first.pk}#p1")
        assert self.go(client, article, after=1).url.endswith(f"/p/2/?note={second.pk}#p2")
        assert self.go(client, article, after=2).url.endswith(f"/p/1/?note={first.pk}#p1")

    def test_what_was_opened_is_not_unread(self, client, reader, article, say, away):
        first, second = say("一"), say("二", quote="哪里缓")
        see(first, reader)
        assert f"note={second.pk}" in self.go(client, article).url

    def test_when_nothing_is_new_one_comes_back_and_is_told(self, client, reader, article, away):
        response = self.go(client, article, after=2)
        assert response.url == reverse("reading:paragraph", args=[article.pk, 2])
        assert "没有新的批注了。" in client.get(response.url).content.decode()

    def test_nothing_sealed_or_private_is_ever_new(self, client, reader, article, study, say, away):
        say("一", study=None)
        seal(study)
        say("二")
        assert "note=" not in self.go(client, article).url

    def test_a_stranger_gets_404(self, client, article):
        client.force_login(make_user())
        assert self.go(client, article).status_code == 404
