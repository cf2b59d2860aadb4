"""What a page offers is what the addresses do: for everybody, in every state that a note can be in."""

from datetime import timedelta

import pytest
from django.db.models import Q
from django.utils import timezone

from studyapp.annotations.cards import note_cards, reply_cards
from studyapp.annotations.models import Annotation, Reply
from studyapp.annotations.services import marks, moderation, threads
from studyapp.groups.models import Role
from studyapp.groups.services import remove
from studyapp.studies.services.sealing import seal
from tests.annotations.acting import now
from tests.factories import join, make_note, make_reply, make_study, make_user

pytestmark = pytest.mark.django_db

Kind, Status = Annotation.Kind, Annotation.Status
LONG_AGO = timedelta(days=31)


def locked(note, **_):
    moderation.lock(note)


def hidden(note, *, leader, **_):
    moderation.hide(note, by=leader, reason="无关")


def deleted(note, **_):
    marks.delete(note)


def forgotten(note, **_):
    marks.delete(note)
    Annotation.objects.filter(pk=note.pk).update(deleted_at=timezone.now() - LONG_AGO)


def deleted_alone(note, *, reply, **_):
    threads.delete_reply(reply)
    marks.delete(note)


def taken_back(note, *, reply, **_):
    threads.delete_reply(reply)
    marks.unshare(note)


def resolved(note, *, reply, **_):
    moderation.resolve(note, answer=reply)


def parked(note, **_):
    moderation.park(note)


def sealed(note, **_):
    seal(note.study)


def of_a_removed_author(note, *, author, leader, **_):
    remove(note.study.group.memberships.get(user=author), by=note.study.group.memberships.get(role=Role.OWNER).user)


def deleted_by_a_removed_author(note, **people):
    marks.delete(note)
    of_a_removed_author(note, **people)


def with_hidden_reply(note, *, reply, leader, **_):
    moderation.hide_reply(reply, by=leader, reason="无关")


def with_deleted_reply(note, *, reply, **_):
    threads.delete_reply(reply)


def as_it_is(note, **_):
    pass


STATES = [
    as_it_is, locked, hidden, deleted, forgotten, deleted_alone, taken_back, resolved, parked, sealed,
    of_a_removed_author, deleted_by_a_removed_author, with_hidden_reply, with_deleted_reply,
]  # fmt: skip
KINDS = [Kind.THOUGHT, Kind.QUESTION, Kind.KEY_POINT]


@pytest.fixture
def people(group):
    """A key point is its author's who leads; the others have a member for an author."""
    roles = {"member": Role.MEMBER, "replier": Role.MEMBER, "observer": Role.OBSERVER, "leader": Role.FACILITATOR}
    return {name: join(group, role=role) for name, role in roles.items()} | {"stranger": make_user()}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("state", STATES)
def test_rows_and_pages_agree(group, people, state, kind):
    study = make_study(group=group)
    author = join(group, role=Role.FACILITATOR if kind == Kind.KEY_POINT else Role.MEMBER)
    note = make_note(article=study.article, author=author, study=study, kind=kind, body="想到")
    reply = make_reply(note, author=people["replier"])
    state(note, reply=reply, author=author, leader=people["leader"])
    for name, user in {**people, "author": author}.items():
        assert (name, *offered(note, reply, user)) == (name, *granted(note, reply, user))


def offered(note, reply, user):
    """What the page shows to do."""
    rows = list(Annotation.objects.open_to(user).filter(pk=note.pk))
    if not rows:
        return set(), set()
    card = note_cards(rows, reader=user)[0]
    said = list(Reply.objects.visible_to(user).filter(pk=reply.pk))
    replies = reply_cards(said, note=now(note), reader=user, there=card.there)
    return set(card.may), set(replies[0].may) if replies else set()


def granted(note, reply, user):
    """What the addresses let through."""
    notes, replies = Annotation.objects, Reply.objects
    study, is_open = now(note).study, notes.open_to(user).filter(pk=note.pk).exists()
    asked = Q(kind=Kind.QUESTION)
    led, resolvable = notes.moderated_by(user), notes.resolvable_by(user)
    ways = {
        "edit": notes.editable_by(user),
        "delete": notes.own(user),
        "restore": notes.restorable_by(user),
        "share": notes.shareable_with(make_study_of(note), user),
        "unshare": notes.unshareable_by(user),
        "reply": notes.answerable_by(user).filter(locked_at=None),
        "agree": notes.reactable_by(user),
        "me-too": notes.reactable_by(user).filter(asked),
        "resolve": resolvable.exclude(status=Status.RESOLVED),
        "reopen": resolvable.exclude(status=Status.OPEN),
        "park": led.filter(asked).exclude(status=Status.PARKED),
        "lock": led.filter(locked_at=None),
        "unlock": led.exclude(locked_at=None),
        "hide": led.filter(hidden_at=None).exclude(author=user),
        "unhide": led.exclude(hidden_at=None),
    }
    answered = replies.answerable_by(user)
    ways_of_reply = {
        "edit": replies.editable_by(user),
        "delete": replies.own(user) if is_open else replies.none(),
        "quote": answered.filter(annotation__locked_at=None),
        "agree": replies.reactable_by(user),
        "answer": answered.filter(annotation__in=resolvable).exclude(pk=now(note).answer_id),
        "hide": replies.moderated_by(user).filter(hidden_at=None).exclude(author=user),
        "unhide": replies.moderated_by(user).exclude(hidden_at=None),
    }
    if study is None:
        ways_of_reply = {}
    return allowed(ways, note), allowed(ways_of_reply, reply)


def make_study_of(note):
    return note.article.studies.get()


def allowed(ways, thing):
    return {name for name, rows in ways.items() if rows.filter(pk=thing.pk).exists()}
