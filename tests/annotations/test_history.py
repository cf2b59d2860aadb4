"""Edits keep what was said before; others read back only as far as it was theirs to read."""

import pytest
from django.urls import reverse

from studyapp.annotations.models import Wording
from studyapp.annotations.services import marks, moderation, threads
from studyapp.studies.services.sealing import reveal, seal
from tests.annotations.acting import HTMX, act, by, look, now, page
from tests.factories import make_note, make_reply

pytestmark = pytest.mark.django_db


def rewrite(note, body):
    return marks.rewrite(note, body=body, tags=[], edition=now(note).edition)


def history(client, note) -> str:
    answer = look(client, "history", note)
    assert answer.status_code == 200
    return answer.content.decode()


def test_editing_keeps_words_tags_and_line(client, reader, mine):
    data = {"edition": 1, "body": "改了", "tags": "茶 #水", "line": "double"}
    answer = act(client, "rewrite", mine, data)
    assert answer.status_code == 303
    assert (now(mine).body, mine.line, mine.edition) == ("改了", "double", 2)
    assert [tag.name for tag in mine.tags.all()] == ["茶", "水"]
    assert Wording.objects.get().body == "只是我想。"
    assert "只是我想。" in history(client, mine)


def test_the_form_holds_what_stands_there(client, reader, mine):
    marks.rewrite(mine, body="**粗**\n\n新段", tags=["茶", "水"], edition=1)
    text = look(client, "edit", mine).content.decode()
    assert "**粗**\n\n新段</textarea>" in text
    assert 'value="茶 水"' in text
    assert 'name="edition" value="2"' in text


def test_editing_in_place(client, reader, mine):
    form = look(client, "edit", mine, headers=HTMX).content.decode()
    assert form.split("\n", 1)[1].startswith(f'<form class="edit-form" id="edit-{mine.pk}"')
    text = act(client, "rewrite", mine, {"edition": 1, "body": "改了"}, headers=HTMX).content.decode()
    assert text.lstrip().startswith(f'<article class="note thought own" id="note-{mine.pk}">')
    assert "改了" in text


@pytest.mark.parametrize("headers", [{}, {"headers": HTMX}])
def test_a_second_window_loses_nothing(client, reader, mine, headers):
    rewrite(mine, "别处改的")
    answer = act(client, "rewrite", mine, {"edition": 1, "body": "这里写的"}, **headers)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "别处改的" in text
    assert "这里写的</textarea>" in text
    assert now(mine).body == "别处改的"
    assert act(client, "rewrite", mine, {"edition": 2, "body": "这里写的"}).status_code == 303


@pytest.mark.parametrize(
    "data", [{"body": ""}, {"body": "字" * 20_001}, {"body": "好", "tags": "字" * 21}, {"body": "好", "edition": "x"}]
)
def test_a_refused_edit_is_explained(client, reader, mine, data):
    assert act(client, "rewrite", mine, {"edition": 1, **data}).status_code == 422
    assert now(mine).body == "只是我想。"


def test_only_new_tags_are_no_new_edition(client, reader, mine):
    act(client, "rewrite", mine, {"edition": 1, "body": mine.body, "tags": "茶"})
    assert now(mine).edition == 1
    assert not Wording.objects.exists()


def test_others_read_back_to_the_sharing(client, reader, other, study, mine):
    rewrite(mine, "共享时的话")
    marks.share(mine, study=study)
    rewrite(mine, "共享后的话")
    rewrite(mine, "现在的话")
    own, theirs = history(client, mine), history(by(client, other), mine)
    for words in ("共享时的话", "共享后的话", "现在的话"):
        assert words in own
        assert words in theirs
    assert "只是我想。" in own
    assert "只是我想。" not in theirs


def test_taken_back_and_shared_again_it_begins_anew(client, reader, other, study, ours):
    rewrite(ours, "第二次")
    marks.unshare(ours)
    rewrite(ours, "私下的话")
    marks.share(ours, study=study)
    theirs = history(by(client, other), ours)
    assert "说给大家。" not in theirs
    assert "第二次" not in theirs
    assert "私下的话" in theirs


def test_what_was_changed_before_the_reveal_stays_ones_own(client, reader, other, study):
    seal(study)
    note = make_note(article=study.article, author=reader, study=study, kind="thought", body="独学时写的")
    rewrite(note, "揭晓时的话")
    reveal(study)
    rewrite(note, "揭晓后的话")
    theirs = history(by(client, other), note)
    assert "独学时写的" not in theirs
    assert "揭晓时的话" in theirs


def test_a_deleted_note_has_no_history_to_read(client, reader, other, ours):
    rewrite(ours, "改了")
    make_reply(ours, author=other)
    marks.delete(ours)
    assert look(by(client, other), "history", ours).status_code == 404
    assert not Wording.objects.visible_to(other).exists()


def test_of_a_reply_everybody_in_the_thread_reads_it(client, reader, other, thought):
    reply = make_reply(thought, author=other, body="起初")
    threads.rewrite_reply(reply, body="后来", edition=1)
    text = look(client, "history_reply", reply).content.decode()
    assert "起初" in text
    assert "后来" in text
    assert "起初" not in history(client, thought)
    assert reverse("annotations:history_reply", args=[reply.pk]) in page(client, thought)


def test_of_a_hidden_reply_nobody_else(client, reader, other, leader, thought):
    reply = make_reply(thought, author=other, body="起初")
    threads.rewrite_reply(reply, body="后来", edition=1)
    moderation.hide_reply(reply, by=leader, reason="无关")
    assert look(client, "history_reply", reply).status_code == 404
    assert look(by(client, leader), "history_reply", reply).status_code == 200
