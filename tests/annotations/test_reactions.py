"""赞同 and 我也有此问: once each, taken back, counted as they stand."""

import pytest

from studyapp.annotations.services import reactions
from tests.annotations.acting import HTMX, act, by, now, page
from tests.factories import join, make_reply

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("name", "count"), [("agree", "agree_count"), ("me_too", "me_too_count")])
def test_it_is_given_and_taken_back(client, reader, question, name, count):
    assert act(client, name, question).status_code == 303
    assert getattr(now(question), count) == 1
    assert 'aria-pressed="true"' in page(client, question)
    act(client, name, question)
    assert getattr(now(question), count) == 0
    assert 'aria-pressed="true"' not in page(client, question)


def test_the_two_are_counted_apart(study, reader, question):
    reactions.agree(question, by=reader)
    reactions.me_too(question, by=reader)
    reactions.me_too(question, by=join(study.group))
    assert (now(question).agree_count, question.me_too_count) == (1, 2)


def test_in_place_the_note_comes_back(client, reader, question):
    answer = act(client, "me_too", question, headers=HTMX)
    text = answer.content.decode()
    assert text.lstrip().startswith(f'<article class="note question" id="note-{question.pk}">')
    assert f'id="reply-form-{question.pk}"' not in text
    assert '<span class="number">1</span>' in text
    assert "notes:changed" in answer.headers["HX-Trigger"]


def test_a_reply_is_agreed_with(client, reader, other, question):
    reply = make_reply(question, author=other)
    assert act(client, "agree_reply", reply).headers["Location"].endswith(f"#reply-{reply.pk}")
    assert now(reply).agree_count == 1
    assert now(question).agree_count == 0
    act(client, "agree_reply", reply)
    assert now(reply).agree_count == 0


def test_only_a_question_is_asked_too(client, reader, thought):
    assert act(client, "me_too", thought).status_code == 404


def test_nobody_agrees_with_themselves(client, other, question):
    reply = make_reply(question, author=other)
    by(client, other)
    assert act(client, "agree", question).status_code == 404
    assert act(client, "me_too", question).status_code == 404
    assert act(client, "agree_reply", reply).status_code == 404


def test_observers_see_how_many_and_do_not_count(client, observer, reader, question):
    reactions.me_too(question, by=reader)
    by(client, observer)
    assert act(client, "agree", question).status_code == 404
    assert "1 人也有此问" in page(client, question)
