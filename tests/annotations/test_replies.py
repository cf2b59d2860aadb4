"""Replies: said once, counted right, edited with their history, taken back."""

from uuid import uuid4

import pytest
from django.urls import reverse

from studyapp.annotations.models import Reply, Wording
from studyapp.annotations.services import marks, moderation, threads
from tests.annotations.acting import HTMX, act, by, look, now, page
from tests.factories import make_reply

pytestmark = pytest.mark.django_db


def say(client, note, body="我也这样想。", **headers):
    return act(client, "reply", note, {"key": uuid4(), "body": body}, **headers)


def test_a_plain_form_leads_back_to_what_was_said(client, reader, thought):
    answer = say(client, thought)
    reply = Reply.objects.get()
    assert answer.status_code == 303
    assert answer.headers["Location"] == reverse("annotations:thread", args=[thought.pk]) + f"#reply-{reply.pk}"
    assert (reply.author, reply.study, now(thought).reply_count) == (reader, thought.study, 1)


def test_htmx_gets_an_empty_form_and_the_parts_that_changed(client, reader, thought):
    answer = say(client, thought, "我也这样想。", headers=HTMX)
    text = answer.content.decode()
    assert answer.status_code == 201
    assert text.lstrip().startswith(f'<form class="reply-form" id="reply-form-{thought.pk}" action')
    assert text.count("我也这样想。") == 1
    for part in ("note", "replies", "acts"):
        assert f'id="{part}-{thought.pk}"' in text
    assert answer.headers["HX-Trigger"] == f'{{"notes:changed": {{"paragraphs": [1], "annotation": {thought.pk}}}}}'


@pytest.mark.parametrize("body", ["", "  \n ", "字" * 20_001])
@pytest.mark.parametrize("headers", [{}, {"headers": HTMX}])
def test_a_refused_reply_is_explained_with_what_was_typed(client, reader, thought, body, headers):
    answer = say(client, thought, body, **headers)
    assert answer.status_code == 422
    assert 'class="error"' in answer.content.decode()
    assert body.strip() in answer.content.decode()
    assert not Reply.objects.exists()


def test_what_is_sent_twice_is_said_once(client, reader, thought):
    data = {"key": uuid4(), "body": "一次"}
    assert act(client, "reply", thought, data).status_code == act(client, "reply", thought, data).status_code == 303
    assert now(thought).reply_count == Reply.objects.count() == 1


def test_a_thread_that_was_closed_meanwhile_keeps_what_was_typed(client, reader, thought):
    moderation.lock(thought)
    for headers in ({}, {"headers": HTMX}):
        answer = say(client, thought, "写了很久的话", **headers)
        assert answer.status_code == 409
        assert "写了很久的话" in answer.content.decode()
        assert "没有发出去" in answer.content.decode()
    assert not Reply.objects.exists()


@pytest.mark.parametrize("way", ["delete", "unshare"])
def test_nothing_is_said_to_what_is_gone(other, reader, thought, way):
    getattr(marks, way)(thought)
    with pytest.raises(threads.ClosedThreadError):
        make_reply(thought, author=reader)


def test_those_who_only_listen_cannot_reply(client, observer, thought):
    assert say(by(client, observer), thought).status_code == 404
    assert "你在这里只能看，不能回复。" in page(client, thought)


def test_a_private_note_takes_no_reply(client, reader, mine):
    assert say(client, mine).status_code == 404
    assert "reply-body" not in page(client, mine)


def test_editing_keeps_what_was_said(client, reader, thought):
    reply = make_reply(thought, author=reader, body="起初")
    assert "起初" in look(client, "edit_reply", reply).content.decode()
    answer = act(client, "rewrite_reply", reply, {"edition": 1, "body": "后来"})
    assert answer.status_code == 303
    assert now(reply).html == "<p>后来</p>\n"
    assert Wording.objects.get().body == "起初"
    assert "改过" in page(client, thought)


def test_editing_in_place_gives_the_reply_back(client, reader, thought):
    reply = make_reply(thought, author=reader, body="起初")
    form = look(client, "edit_reply", reply, headers=HTMX).content.decode()
    assert form.split("\n", 2)[1].startswith(f'<li class="reply editing" id="reply-{reply.pk}"')
    text = act(client, "rewrite_reply", reply, {"edition": 1, "body": "后来"}, headers=HTMX).content.decode()
    assert text.lstrip().startswith('<li class="reply own"')
    assert "后来" in text


def test_an_unchanged_reply_has_no_history(client, reader, thought):
    reply = make_reply(thought, author=reader, body="起初")
    act(client, "rewrite_reply", reply, {"edition": 1, "body": "起初"})
    assert now(reply).edited_at is None
    assert not Wording.objects.exists()


@pytest.mark.parametrize("headers", [{}, {"headers": HTMX}])
def test_a_second_window_loses_nothing(client, reader, thought, headers):
    reply = make_reply(thought, author=reader, body="起初")
    threads.rewrite_reply(reply, body="别处改的", edition=1)
    answer = act(client, "rewrite_reply", reply, {"edition": 1, "body": "这里写的"}, **headers)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "别处改的" in text
    assert "这里写的" in text
    assert 'name="edition" value="2"' in text
    assert now(reply).body == "别处改的"


def test_an_empty_edit_is_refused(client, reader, thought):
    reply = make_reply(thought, author=reader)
    assert act(client, "rewrite_reply", reply, {"edition": 1, "body": " "}).status_code == 422


def test_a_deleted_reply_can_be_brought_back(client, reader, thought):
    reply = make_reply(thought, author=reader, body="说错了")
    answer = act(client, "delete_reply", reply)
    assert now(thought).reply_count == 0
    after = client.get(answer.headers["Location"]).content.decode()
    assert "说错了" not in after
    assert reverse("annotations:restore_reply", args=[reply.pk]) in after
    act(client, "restore_reply", reply)
    assert now(thought).reply_count == 1
    assert "说错了" in page(client, thought)


def test_a_toast_brings_a_deleted_reply_back(client, reader, thought):
    reply = make_reply(thought, author=reader)
    text = act(client, "delete_reply", reply, headers=HTMX).content.decode()
    assert text.lstrip().startswith('<ol class="replies"')
    assert 'id="toasts"' in text
    assert reverse("annotations:restore_reply", args=[reply.pk]) in text


def test_others_touch_neither_words_nor_fate(client, reader, leader, other, thought):
    reply = make_reply(thought, author=other)
    for who in (reader, leader):
        by(client, who)
        assert look(client, "edit_reply", reply).status_code == 404
        for name in ("rewrite_reply", "delete_reply", "restore_reply"):
            assert act(client, name, reply, {"edition": 1, "body": "不"}).status_code == 404


def test_quoting_without_scripts_fills_the_form(client, reader, other, thought):
    reply = make_reply(thought, author=other, body="> 先前的话\n\n第一行\n第二行")
    text = page(client, thought, f"?quote={reply.pk}")
    assert "&gt; 第一行\n&gt; 第二行" in text
    assert "&gt; 先前的话" not in text


def test_quoting_in_place_keeps_what_was_typed(client, reader, other, thought):
    reply = make_reply(thought, author=other, body="原话")
    key = uuid4()
    text = act(client, "quote", reply, {"key": key, "body": "我已经写了"}, headers=HTMX).content.decode()
    assert "我已经写了\n\n&gt; 原话" in text
    assert str(key) in text


@pytest.mark.parametrize("query", ["?quote=x", "?quote=", "?quote=0", "?quote=" + "9" * 30, "?undo=x", "?undo=²"])
def test_odd_queries_are_nothing(client, reader, thought, query):
    assert '<textarea class="input"' in page(client, thought, query)


def test_replies_of_another_thread_are_not_quoted(client, reader, other, thought, question):
    reply = make_reply(question, author=other, body="别处的话")
    assert "别处的话" not in page(client, thought, f"?quote={reply.pk}")
