"""Notes are pinned to the words that stand there, once; what a group said of them is never taken along."""

from uuid import uuid4

import pytest

from studyapp.annotations.anchoring import LostAnchorError
from studyapp.annotations.models import LONGEST_MARK, Annotation, Tag
from studyapp.annotations.services import marks, moderation, reactions
from tests.annotations.acting import now
from tests.factories import join, make_article, make_note, make_reply, make_study

pytestmark = pytest.mark.django_db

TEXT = "先把𠮷放进壶里。\n再等水开。\n\n茶。"


@pytest.fixture
def revision(group):
    return make_article(text=TEXT, groups=(group,)).revision


def annotate(revision, author, start, end, quote=None, **fields):
    quote = TEXT[start:end] if quote is None else quote
    key = fields.pop("key", None) or uuid4()
    return marks.annotate(
        revision, author=author, key=key, kind="highlight", start=start, end=end, quote=quote, **fields
    )


@pytest.mark.parametrize(
    ("start", "end", "paragraph"),
    [(0, 8, 0), (2, 3, 0), (7, 11, 0), (9, 14, 9), (10, 12, 9), (0, len(TEXT), 0), (len(TEXT) - 2, len(TEXT), 16)],
)
def test_it_knows_the_paragraph_where_it_begins(revision, reader, start, end, paragraph):
    assert annotate(revision, reader, start, end).paragraph == paragraph


@pytest.mark.parametrize(
    ("start", "end", "quote"),
    [
        (0, 2, "再等"),  # other words
        (0, 2, "先把𠮷"),  # more than stands there
        (0, 2, ""),
        (8, 9, "\n"),  # only a line's end
        (8, 11, "\n再等"),  # from a line's end
        (7, 9, "。\n"),  # to a line's end
        (3, 3, ""),
        (5, 2, "先把"),
        (-1, 2, "先把"),
        (14, 99, "\n\n茶。"),  # beyond the end
        (99, 100, "茶"),
    ],
)
def test_other_words_are_refused(revision, reader, start, end, quote):
    with pytest.raises(LostAnchorError):
        annotate(revision, reader, start, end, quote)
    assert not Annotation.objects.exists()


def test_a_mark_has_an_end(group, reader):
    text = "字" * (LONGEST_MARK + 1)
    revision = make_article(text=text, groups=(group,)).revision
    place = {"key": uuid4(), "kind": "highlight", "start": 0}
    marks.annotate(revision, author=reader, end=LONGEST_MARK, quote=text[:LONGEST_MARK], **place)
    with pytest.raises(LostAnchorError):
        marks.annotate(revision, author=reader, end=LONGEST_MARK + 1, quote=text, **{**place, "key": uuid4()})


def test_what_is_sent_twice_is_kept_once(revision, reader):
    key = uuid4()
    first = annotate(revision, reader, 0, 2, key=key, tags=["茶", "茶", "水"])
    again = annotate(revision, reader, 0, 2, key=key, tags=["茶"])
    assert first == again
    assert list(Tag.objects.values_list("name", flat=True)) == ["茶", "水"]


def test_a_key_is_ones_own(revision, reader, other):
    key = uuid4()
    assert annotate(revision, reader, 0, 2, key=key) != annotate(revision, other, 0, 2, key=key)


def test_sent_again_after_it_was_deleted_it_stays_deleted(revision, reader):
    key = uuid4()
    marks.delete(annotate(revision, reader, 0, 2, key=key))
    assert annotate(revision, reader, 0, 2, key=key).is_gone


def test_a_group_that_ends_leaves_the_note_to_its_author_alone(study, reader, other):
    note = make_note(article=study.article, author=reader, study=study, kind="question", body="为什么？")
    make_reply(note, author=other)
    reactions.me_too(note, by=other)
    study.group.delete()
    note.refresh_from_db()
    assert note.is_private
    assert list(Annotation.objects.visible_to(reader)) == [note]
    assert not Annotation.objects.visible_to(other).exists()


def test_another_group_hears_nothing_of_what_the_first_said(reader, other, study):
    note = make_note(article=study.article, author=reader, study=study, kind="question", body="为什么？")
    reply = make_reply(note, author=other)
    reactions.me_too(note, by=other)
    moderation.resolve(note, answer=reply)
    moderation.lock(note)
    study.group.delete()
    second = make_study()
    marks.share(now(note), study=second)
    note = now(note)
    assert (note.reply_count, note.agree_count, note.me_too_count) == (0, 0, 0)
    assert note.is_open
    assert note.locked_at is None
    assert not note.reactions.exists()


def test_a_second_sharing_changes_nothing(study, mine):
    marks.share(mine, study=study)
    marks.share(mine, study=make_study())
    assert now(mine).study == study


def test_deleting_twice_keeps_the_first_time(mine):
    marks.delete(mine)
    first = now(mine).deleted_at
    marks.delete(mine)
    assert now(mine).deleted_at == first


def test_joining_later_changes_no_mark(study, thought):
    newcomer = join(study.group)
    assert list(Annotation.objects.visible_to(newcomer)) == [thought]
