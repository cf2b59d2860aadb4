"""At the same moment: nothing is kept twice, nothing is lost, no count drifts, no two acts block each other."""

from functools import partial
from uuid import uuid4

import pytest

from studyapp.annotations.models import Annotation, Heat, Reaction, Reply, Wording
from studyapp.annotations.services import marks, moderation, reactions, threads
from tests import simultaneous
from tests.annotations.acting import now
from tests.factories import join, make_note, make_reply

pytestmark = pytest.mark.django_db(transaction=True)

at_once = partial(simultaneous.at_once, errors=(marks.RepliedError, marks.StaleNoteError, threads.ClosedThreadError))


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
        assert (
            sum(
                result in {marks.RepliedError, threads.ClosedThreadError}
                for result in results
                if isinstance(result, type)
            )
            == 1
        )
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
