"""Questions are answered, parked, opened again; facilitators lock, and hide with a reason."""

import pytest

from studyapp.annotations.models import Annotation, Heat
from studyapp.annotations.services import moderation
from tests.annotations.acting import HTMX, act, by, look, now, page
from tests.factories import make_reply

pytestmark = pytest.mark.django_db

OPEN, RESOLVED, PARKED = Annotation.Status
REASON = {"reason": "与本段无关"}


def test_the_asker_names_the_answer(client, reader, other, question):
    reply = make_reply(question, author=reader)
    by(client, other)
    assert act(client, "resolve", question, {"reply": reply.pk}).status_code == 303
    assert (now(question).status, question.answer) == (RESOLVED, reply)
    text = page(client, question)
    assert f'class="reply answer" id="reply-{reply.pk}"' in text
    assert "已解答" in text


def test_resolving_in_place_marks_the_answer(client, other, reader, question):
    reply = make_reply(question, author=reader)
    text = act(by(client, other), "resolve", question, {"reply": reply.pk}, headers=HTMX).content.decode()
    assert text.lstrip().startswith(f'<article class="note question own" id="note-{question.pk}">')
    assert f'class="reply answer" id="reply-{reply.pk}"' in text


def test_a_question_is_answered_without_a_reply_too(client, leader, question):
    act(by(client, leader), "resolve", question)
    assert (now(question).status, question.answer) == (RESOLVED, None)


def test_opened_again_nothing_is_the_answer(client, leader, other, question):
    moderation.resolve(question, answer=make_reply(question, author=leader))
    act(by(client, other), "reopen", question)
    assert (now(question).status, question.answer) == (OPEN, None)


def test_facilitators_park(client, leader, question):
    act(by(client, leader), "park", question)
    assert now(question).status == PARKED
    assert "会后再议" in page(client, question)


def test_the_asker_does_not_park(client, other, question):
    assert act(by(client, other), "park", question).status_code == 404


@pytest.mark.parametrize("name", ["resolve", "reopen", "park", "lock", "unlock", "hide", "unhide"])
def test_members_decide_nothing(client, reader, question, name):
    assert act(client, name, question, REASON).status_code == 404


@pytest.mark.parametrize("name", ["resolve", "park", "reopen"])
def test_only_questions_are_settled(client, leader, thought, name):
    assert act(by(client, leader), name, thought).status_code == 404


@pytest.mark.parametrize("named", ["x", "0", "9" * 30])
def test_an_answer_that_is_none(client, other, question, named):
    assert act(by(client, other), "resolve", question, {"reply": named}).status_code == 404


def test_the_answer_stands_in_the_same_thread(client, other, reader, thought, question):
    elsewhere = make_reply(thought, author=reader)
    assert act(by(client, other), "resolve", question, {"reply": elsewhere.pk}).status_code == 404


def test_an_answered_question_no_longer_glows(study, question):
    assert Heat.objects.get().questions == 1
    moderation.resolve(question)
    heat = Heat.objects.get()
    assert heat.questions == 0
    assert heat.spans[0][3] == ""


def test_a_locked_thread_says_so(client, reader, leader, thought):
    act(by(client, leader), "lock", thought)
    by(client, reader)
    assert act(client, "reply", thought, {"body": "晚了"}).status_code in {409, 422}
    assert "讨论已锁定，不再添回复。" in page(client, thought)
    assert "引用" not in page(client, thought)
    act(by(client, leader), "unlock", thought)
    assert f'id="reply-body-{thought.pk}"' in page(by(client, reader), thought)


def test_hiding_says_why_to_the_author_and_nothing_to_others(client, reader, other, leader, thought):
    assert act(by(client, leader), "hide", thought, REASON).status_code == 303
    assert "主持人隐藏了这条：与本段无关" in page(client, thought)
    assert "<details" in page(client, thought)
    assert "看隐藏的内容" not in page(by(client, other), thought)
    assert "主持人隐藏了这条：与本段无关" in page(client, thought)
    assert "茶叶要先放。" in page(client, thought)
    assert look(by(client, reader), "thread", thought).status_code == 404


def test_what_is_hidden_does_not_count(client, leader, thought):
    moderation.hide(thought, by=leader, reason="无关")
    assert Heat.objects.get().notes == 0
    moderation.unhide(thought)
    assert Heat.objects.get().notes == 1


@pytest.mark.parametrize("headers", [{}, {"headers": HTMX}])
@pytest.mark.parametrize("reason", ["", "  ", "因" * 201])
def test_hiding_needs_a_reason(client, leader, thought, headers, reason):
    answer = act(by(client, leader), "hide", thought, {"reason": reason}, **headers)
    assert answer.status_code == 422
    assert 'class="error"' in answer.content.decode()
    assert now(thought).hidden_at is None
    assert answer.headers.get("HX-Retarget", f"#hide-{thought.pk}") == f"#hide-{thought.pk}"


def test_a_reply_is_hidden(client, reader, other, leader, thought):
    reply = make_reply(thought, author=other, body="不该说的")
    by(client, leader)
    assert act(client, "hide_reply", reply, {"reason": ""}).status_code == 422
    act(client, "hide_reply", reply, REASON)
    assert now(thought).reply_count == 0
    assert "不该说的" in page(client, thought)
    assert "不该说的" in page(by(client, other), thought)
    assert "不该说的" not in page(by(client, reader), thought)
    act(by(client, leader), "unhide_reply", reply)
    assert now(thought).reply_count == 1
    assert "不该说的" in page(by(client, reader), thought)


def test_nobody_hides_what_they_wrote(client, leader, thought):
    reply = make_reply(thought, author=leader)
    assert act(by(client, leader), "hide_reply", reply, REASON).status_code == 404


def test_what_was_hidden_is_not_shared_anew(client, reader, leader, ours):
    """The way around it would be: take it back, share it again."""
    moderation.hide(ours, by=leader, reason="无关")
    assert act(client, "unshare", ours).status_code == 303
    assert act(client, "share", ours).status_code == 404
    assert "给「茶社」看" not in page(client, ours)
