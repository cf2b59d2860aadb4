"""What is forgotten for good, and what is not: deleted notes, people who left, groups that ended."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from studyapp.accounts.models import User
from studyapp.annotations.models import Annotation, Lens, Reaction, Reply, Tag, ThreadSeen, Wording
from studyapp.annotations.services import marks, moderation, purging, reactions, threads, visiting
from studyapp.groups.models import Role, StudyGroup
from studyapp.groups.services import delete_group, leave_for_good
from studyapp.inbox.models import Notification
from tests.factories import join, make_note, make_reply, make_study

pytestmark = pytest.mark.django_db


@pytest.fixture
def study(group):
    return make_study(group=group)


@pytest.fixture
def author(study):
    return join(study.group)


def purge():
    said = StringIO()
    call_command("purge_notes", stdout=said)
    return said.getvalue().strip()


def long_ago(row):
    type(row).objects.filter(pk=row.pk).update(deleted_at=timezone.now() - timedelta(days=31))


def deleted_note(study, author, *, is_shared=False):
    note = make_note(
        article=study.article,
        author=author,
        kind="thought",
        body="温壶",
        tags=("茶",),
        study=study if is_shared else None,
    )
    marks.delete(marks.rewrite(note, body="先温壶", tags=("茶",), edition=1))
    return note


def test_a_note_is_forgotten_thirty_days_after_it_was_deleted(study, author):
    long_ago(deleted_note(study, author))
    young = deleted_note(study, author, is_shared=True)
    assert purge() == "1 notes and 0 replies forgotten, 0 notes wiped"
    assert Annotation.objects.get() == young
    assert Wording.objects.count() == Tag.objects.count() == 1


def test_what_was_not_deleted_stays(study, author):
    note = make_note(article=study.article, author=author, study=study)
    make_reply(note, author=author)
    assert purge() == "0 notes and 0 replies forgotten, 0 notes wiped"
    assert Annotation.objects.get().reply_count == 1


def test_of_a_note_to_which_others_replied_only_the_words_go(study, author):
    note = deleted_note(study, author, is_shared=True)
    marks.restore(note)
    make_reply(note, author=join(study.group), body="好。")
    marks.delete(note)
    long_ago(note)
    assert purge() == "0 notes and 0 replies forgotten, 1 notes wiped"
    left = Annotation.objects.get()
    assert (left.body, left.html, left.reply_count) == ("", "", 1)
    assert not Wording.objects.exists()
    assert not Tag.objects.exists()
    assert purge() == "0 notes and 0 replies forgotten, 0 notes wiped"


def test_a_note_that_only_its_author_replied_to_goes_whole(study, author):
    note = make_note(article=study.article, author=author, study=study)
    make_reply(note, author=author)
    marks.delete(note)
    long_ago(note)
    purge()
    assert not Annotation.objects.exists()


def test_a_deleted_reply_is_forgotten_with_what_it_said_before(study, author):
    note = make_note(article=study.article, author=author, study=study)
    said = make_reply(note, author=author, body="三分")
    threads.rewrite_reply(said, body="八分", edition=1)
    threads.delete_reply(said)
    long_ago(said)
    assert purge() == "0 notes and 1 replies forgotten, 0 notes wiped"
    assert not Reply.objects.exists()
    assert not Wording.objects.exists()


def test_batches_follow_each_other(study, author, monkeypatch):
    monkeypatch.setattr(purging, "AT_ONCE", 2)
    for _ in range(5):
        long_ago(deleted_note(study, author))
    assert purge() == "5 notes and 0 replies forgotten, 0 notes wiped"


def test_who_left_for_good_leaves_only_what_they_said_to_the_group(study, author):
    shared = make_note(article=study.article, author=author, study=study)
    make_note(article=study.article, author=author, kind="thought", body="只给自己看。", tags=("自己",))
    other = make_note(article=study.article, author=join(study.group))
    visiting.see(shared, author)
    visiting.begin_visit(study, author)
    Lens.objects.create(user=author, article=study.article)
    make_reply(shared, author=other.author)
    leave_for_good(author)
    assert Annotation.objects.filter(study=None, author=author).exists()  # seen by nobody until the daily purge
    purge()
    assert set(Annotation.objects.all()) == {shared, other}
    assert not ThreadSeen.objects.exists()
    assert not author.visits.exists()
    assert not author.lenses.exists()
    assert not Notification.objects.filter(user=author).exists()


@pytest.fixture
def ended(study, author):
    """A note of a group that has ended, with all that can befall one; what its author said there has gone before."""
    note = make_note(article=study.article, author=author, study=study, kind="question", body="几分烫？")
    other, leading = join(study.group), join(study.group, role=Role.FACILITATOR)
    reactions.me_too(note, by=other)
    said = make_reply(note, author=other, body="八分烫。")
    reactions.agree_with(said, by=author)
    visiting.see(note, other)
    moderation.resolve(note, answer=said)
    moderation.lock(note)
    moderation.hide(note, by=leading, reason="问过了")
    delete_group(study.group)
    StudyGroup.objects.filter(pk=study.group_id).update(deleted_at=timezone.now() - timedelta(days=31))
    call_command("purge_groups", stdout=StringIO())
    return note


def test_the_notes_of_an_ended_group_are_private_to_their_authors(ended):
    left = Annotation.objects.get()
    assert (left.study, left.body) == (None, "几分烫？")
    assert not Reply.objects.exists()
    assert list(Annotation.objects.visible_to(ended.author)) == [ended]
    others = [User.objects.create_superuser("staff"), *User.objects.exclude(pk=ended.author_id)]
    assert not any(Annotation.objects.open_to(other).exists() for other in others)


def test_nothing_of_what_others_did_to_them_is_left(ended):
    purge()
    left = Annotation.objects.get()
    assert (left.reply_count, left.me_too_count, left.status, left.answer) == (0, 0, "open", None)
    assert (left.locked_at, left.hidden_at, left.hidden_by, left.hidden_reason) == (None, None, None, "")
    assert not Reaction.objects.exists()
    assert not ThreadSeen.objects.exists()
