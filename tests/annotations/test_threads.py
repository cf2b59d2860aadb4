"""A thread as a page and as a part of one: what stands in it, and that three hundred replies cost what one does."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from studyapp.accounts.services import anonymise
from studyapp.annotations.models import Annotation, Reply, ThreadSeen, Visit
from studyapp.annotations.services import marks, moderation
from studyapp.annotations.services.topics import open_topic
from studyapp.groups.services import leave
from tests.annotations.acting import HTMX, act, by, look, now, page
from tests.factories import make_note, make_reply, make_study, make_user

pytestmark = pytest.mark.django_db


def test_it_is_a_page_on_its_own(client, reader, thought):
    text = page(client, thought)
    assert "<html" in text
    assert "先把茶叶放进壶里。" in text
    assert "茶叶要先放。" in text
    assert "「茶社」3 人可见" in text
    assert reverse("reading:paragraph", args=[thought.article_id, 1]) + f"?note={thought.pk}#p1" in text


def test_in_the_panel_it_is_a_part(client, reader, thought):
    make_reply(thought, author=reader)
    text = look(client, "thread", thought, headers=HTMX).content.decode()
    assert text.lstrip().startswith(f'<section class="thread" id="thread-{thought.pk}"')
    for part in ("note", "acts", "replies", "reply-form"):
        assert text.count(f'id="{part}-{thought.pk}"') == 1
    assert "hx-swap-oob" not in text


def test_a_form_keeps_its_draft_under_a_name(client, reader, thought, ours):
    assert f'data-draft="reply-{thought.pk}"' in page(client, thought)
    assert f'data-draft="edit-{ours.pk}"' in look(client, "edit", ours).content.decode()


def test_strangers_get_404(client, thought):
    assert look(by(client, make_user()), "thread", thought).status_code == 404


def test_visitors_sign_in_first(client, thought):
    assert look(client, "thread", thought).status_code == 302


def test_a_private_note_is_its_authors(client, reader, other, leader, mine):
    assert "仅自己可见" in page(client, mine)
    for who in (other, leader, make_user(is_staff=True), make_user(is_superuser=True, is_staff=True)):
        assert look(by(client, who), "thread", mine).status_code == 404


def test_who_left_for_good_has_no_name(client, reader, other, thought):
    make_reply(thought, author=other, body="还在的话")
    anonymise(other)
    text = page(client, thought)
    assert "已离开的成员" in text
    assert "周远" not in text
    assert "还在的话" in text


def queries(client, note) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        page(client, note)
    return len(captured)


def say_often(note, people, count):
    Reply.objects.bulk_create(
        Reply(
            annotation=note,
            study=note.study,
            author=people[i % len(people)],
            body=f"第{i}句",
            html=f"<p>第{i}句</p>",
            key=uuid4(),
        )
        for i in range(count)
    )


def test_three_hundred_replies_cost_what_one_does(client, reader, other, leader, question):
    say_often(question, [other], 1)
    page(client, question)
    few = queries(client, question)
    say_often(question, [reader, other, leader], 299)
    assert queries(client, question) <= few + 1  # that not all are read is one more
    assert few < 40


def test_of_very_many_the_first_and_the_last_are_shown(client, reader, other, question):
    say_often(question, [other], 300)
    text = page(client, question)
    assert "<p>第4句</p>" in text
    assert "<p>第5句</p>" not in text
    assert "<p>第275句</p>" in text
    assert "中间还有 270 条" in text
    assert 'aria-label="300 条回复"' in text
    whole = page(client, question, "?all=1")
    assert whole.count('<li class="reply') == 300
    assert "中间还有" not in whole


def test_the_answer_is_never_folded(client, reader, other, question):
    say_often(question, [other], 100)
    answer = question.replies.order_by("pk")[50]
    moderation.resolve(question, answer=answer)
    text = page(client, question)
    assert f'class="reply answer" id="reply-{answer.pk}"' in text
    assert "中间还有 45 条" in text
    assert "中间还有 24 条" in text


def test_agreeing_in_the_unfolded_middle_gives_that_reply_back(client, reader, other, question):
    say_often(question, [other], 100)
    middle = question.replies.order_by("pk")[50]
    text = act(client, "agree_reply", middle, headers=HTMX).content.decode()
    assert text.lstrip().startswith(f'<li class="reply" id="reply-{middle.pk}"')


def test_opening_it_is_having_seen_it(client, reader, other, thought):
    Visit.objects.create(
        user=reader, study=thought.study, since=timezone.now() - timedelta(days=1), came_at=timezone.now()
    )
    make_reply(thought, author=other)
    assert page(client, thought).count("unread-dot") == 2
    assert ThreadSeen.objects.filter(annotation=thought, user=reader).exists()
    assert "unread-dot" not in page(client, thought)


def test_on_a_first_visit_nothing_is_new(client, reader, thought):
    assert "unread-dot" not in page(client, thought)


def test_of_a_deleted_note_an_empty_place_stays_with_what_others_said(client, reader, other, thought):
    make_reply(thought, author=reader, body="这句还在")
    marks.delete(thought)
    text = page(client, thought)
    assert "作者删去了" in text
    assert "这句还在" in text
    assert "茶叶要先放。" not in text
    assert "先把茶叶放进壶里。" not in text
    assert f'id="reply-body-{thought.pk}"' not in text


def test_a_deleted_note_without_replies_is_gone_for_others(client, reader, thought):
    marks.delete(thought)
    assert look(client, "thread", thought).status_code == 404


def test_its_author_finds_the_way_back(client, reader, ours):
    answer = act(client, "delete", ours)
    assert answer.status_code == 303
    assert reverse("annotations:restore", args=[ours.pk]) in client.get(answer.headers["Location"]).content.decode()
    act(client, "restore", ours)
    assert not now(ours).is_gone


def test_deleting_in_place_offers_to_undo(client, reader, ours):
    answer = act(client, "delete", ours, headers=HTMX)
    text = answer.content.decode()
    assert text.lstrip().startswith(f'<article class="note thought own" id="note-{ours.pk}"')
    assert text.count(reverse("annotations:restore", args=[ours.pk])) >= 4  # in its place and in the toast
    assert '"paragraphs": [1]' in answer.headers["HX-Trigger"]


def test_who_left_keeps_their_own_words_and_sees_no_others(client, reader, other, study):
    note = make_note(article=study.article, author=reader, study=study, kind="question", body="我问的")
    make_reply(note, author=other, body="组里的回答")
    leave(study.group.memberships.get(user=reader))
    text = page(client, note)
    assert "我问的" in text
    assert "组里的回答" not in text
    assert "你已不在其中" in text
    assert "1 条回复" not in text
    assert 'aria-label="0 条回复"' in text


def test_who_left_can_still_delete_but_not_edit(client, reader, ours):
    leave(ours.study.group.memberships.get(user=reader))
    assert look(client, "edit", ours).status_code == 404
    assert act(client, "delete", ours).status_code == 303


def test_a_topic_leads_back_to_the_discussion(client, reader, study):
    topic = open_topic(study, author=reader, key=uuid4(), body="下次读什么？")
    text = page(client, topic)
    assert reverse("annotations:discussion", args=[study.pk]) in text
    assert "在原文里看" not in text
    assert "改为仅自己可见" not in text
    assert act(client, "unshare", topic).status_code == 404


def test_a_mark_in_a_heading_leads_to_a_paragraph(client, reader):
    study = make_study(text="标题\n正文。")
    study.article.revision.paragraphs.filter(position=0).update(number=None, kind="heading")
    note = make_note(article=study.article, author=study.group.memberships.get().user, study=study, quote="标题")
    assert "在原文里看" in page(by(client, note.author), note)


def test_the_text_that_is_withdrawn_is_not_linked(client, reader, study, ours):
    study.article.publications.update(withdrawn_at=timezone.now())
    text = page(client, ours)
    assert "在原文里看" not in text
    assert "说给大家。" in text


def test_wrong_methods_are_refused(client, reader, thought):
    assert client.get(reverse("annotations:delete", args=[thought.pk])).status_code == 405
    assert client.post(reverse("annotations:thread", args=[thought.pk])).status_code == 405
    assert Annotation.objects.filter(deleted_at=None).count() == 1
