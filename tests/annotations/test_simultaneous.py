"""At the same moment: nothing is kept twice, nothing is lost, no count drifts, no two acts block each other."""

from contextlib import suppress
from datetime import timedelta
from functools import partial
from threading import Event
from time import sleep
from uuid import uuid4

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from studyapp.annotations.models import Annotation, Heat, Reaction, Reply, Wording
from studyapp.annotations.services import marks, moderation, purging, reactions, threads
from tests import simultaneous
from tests.annotations.acting import now
from tests.factories import join, make_note, make_reply

pytestmark = pytest.mark.django_db(transaction=True)

at_once = partial(simultaneous.at_once, errors=(marks.StaleNoteError, threads.ClosedThreadError))


@pytest.fixture
def people(group):
    return [join(group) for _ in range(6)]


def mark(study, author, *, key=None, start=0, end=4):
    quote = "先把茶叶放进壶里。\n再等水开。"[start:end]
    return marks.annotate(
        study.article.revision, author=author, key=key or uuid4(), kind="highlight", start=start, end=end, quote=quote,
        study=study, tags=["茶"],
    )  # fmt: skip


def test_a_note_sent_twice_at_once_is_kept_once(study, people):
    key = uuid4()
    first, second = at_once(*[lambda: mark(study, people[0], key=key)] * 2)
    assert first == second
    assert Annotation.objects.count() == 1
    assert first.tags.count() == 1


def test_a_reply_sent_twice_at_once_is_kept_once(thought, people):
    key = uuid4()
    at_once(*[lambda: threads.reply(thought, author=people[0], key=key, body="一次")] * 3)
    assert (now(thought).reply_count, Reply.objects.count()) == (1, 1)


def test_marks_of_many_are_all_counted(study, people):
    """Each waits for the row before it counts: who counted first and wrote last would forget the other."""
    at_once(*[partial(mark, study, person) for person in people])
    assert Heat.objects.get().spans == [[0, 4, len(people), ""]]


def test_marks_over_the_same_paragraphs_do_not_block_each_other(study, people):
    at_once(*[partial(mark, study, person, start=index, end=15 - index) for index, person in enumerate(people[:4])] * 2)
    assert Annotation.objects.count() == 8


def test_replies_of_many_are_all_counted(thought, people):
    at_once(*[partial(make_reply, thought, author=person) for person in people])
    assert now(thought).reply_count == len(people)


def test_agreement_of_many_is_all_counted(question, people):
    at_once(
        *[partial(reactions.agree, question, by=person) for person in people[:3]],
        *[partial(reactions.me_too, question, by=person) for person in people],
    )
    assert (now(question).agree_count, question.me_too_count) == (3, 6)


def test_a_double_tap_never_counts_twice(question, people):
    at_once(*[lambda: reactions.agree(question, by=people[0])] * 4)
    assert now(question).agree_count == Reaction.objects.count() == 0


def test_a_reply_and_its_agreement_while_it_goes(thought, people):
    reply = make_reply(thought, author=people[0])
    at_once(
        lambda: threads.delete_reply(reply),
        lambda: reactions.agree_with(reply, by=people[1]),
        lambda: make_reply(thought, author=people[2]),
        lambda: moderation.hide_reply(reply, by=people[3], reason="无关"),
    )
    assert now(thought).reply_count == Reply.objects.standing().count() == 1
    assert now(reply).agree_count == 1


def test_taken_back_or_replied_to_but_never_both(study, other, people):
    for _ in range(4):
        note = make_note(article=study.article, author=other, study=study)
        results = at_once(lambda: marks.unshare(note), lambda: make_reply(note, author=people[0]))  # noqa: B023
        note.refresh_from_db()
        assert (results[0] == [note]) != (results[1] == threads.ClosedThreadError)
        assert note.is_private != note.replies.exists()


def test_of_two_edits_one_is_told_of_the_other(thought):
    results = at_once(
        lambda: marks.rewrite(thought, body="甲", tags=[], edition=1),
        lambda: marks.rewrite(thought, body="乙", tags=[], edition=1),
    )
    assert marks.StaleNoteError in results
    assert (now(thought).edition, Wording.objects.count()) == (2, 1)


def test_deleted_and_restored_at_once_it_is_one_or_the_other(thought):
    at_once(lambda: marks.delete(thought), lambda: marks.restore(thought), lambda: marks.delete(thought))
    assert Heat.objects.get().notes == (0 if now(thought).is_gone else 1)


def in_notebook(author, name, **data):
    """Posts to the notebook, where many are acted on at once."""
    client = Client()
    client.force_login(author)
    return lambda: client.post(reverse(f"annotations:notebook_{name}"), data).status_code


def test_acts_on_many_and_replies_to_each_do_not_block_each_other(study, other, people):
    """Who acts on many has them all before anybody is told: who replies to one holds it and then tells."""
    for _ in range(3):
        notes = [make_note(article=study.article, author=other, study=study, quote=quote) for quote in ("茶叶", "水开")]
        pks = [note.pk for note in notes]
        replies = [partial(make_reply, note, author=person) for note in notes for person in people[:2]]
        assert at_once(in_notebook(other, "unshare", chosen=pks), *replies)[0] == 303
        assert at_once(in_notebook(other, "delete", chosen=pks), *replies)[0] == 303
        assert at_once(in_notebook(other, "restore", gone=pks), *replies)[0] == 303


def test_many_are_shared_by_several_at_once(study, people):
    def private(person):
        notes = [make_note(article=study.article, author=person, quote=quote) for quote in ("水开", "茶叶", "壶里")]
        return [note.pk for note in notes]

    shares = [in_notebook(person, "share", chosen=private(person), study=study.pk) for person in people[:4]]
    assert at_once(*shares) == [303] * 4
    assert {heat.paragraph: max(span[2] for span in heat.spans) for heat in Heat.objects.all()} == {0: 4, 10: 4}


def test_what_is_forgotten_blocks_nobody_who_brings_it_back(study, other, people):
    moment = timezone.now() + timedelta(hours=1)
    for _ in range(4):
        note = make_note(article=study.article, author=other, study=study, kind="question", body="为什么？")
        replies = [make_reply(note, author=person) for person in people[:3]]
        moderation.resolve(note, answer=replies[0])
        for reply in replies:
            threads.delete_reply(reply)
        at_once(
            lambda: purging.forget_replies(moment),
            *[partial(brought_back, reply) for reply in replies],
        )
        assert now(note).reply_count == note.replies.standing().count()


def brought_back(reply):
    with suppress(Reply.DoesNotExist):
        threads.restore_reply(reply)


def test_who_waited_for_a_note_sees_the_study_that_it_came_to_meanwhile(study, people):
    note = make_note(article=study.article, author=people[0])
    holds = Event()

    def share() -> None:
        with transaction.atomic():
            marks.one_held(note)
            holds.set()
            sleep(0.5)  # in which the other asks for it
            Annotation.objects.filter(pk=note.pk).update(study=study, shared_at=timezone.now())

    def look() -> object:
        holds.wait()
        with transaction.atomic():
            return marks.one_held(note).study

    assert at_once(share, look) == [None, study]
