"""Who sees what in which state: the one rule for notes and replies, as a table. And what is offered is open."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from django.utils import timezone

from studyapp.accounts.models import User
from studyapp.annotations.cards import note_cards, reply_cards, standings_in
from studyapp.annotations.models import Annotation, Heat, Reply
from studyapp.annotations.services import marks, moderation, reactions
from studyapp.annotations.thread import thread_of
from studyapp.groups.models import Role
from studyapp.groups.services import leave
from studyapp.studies.services.sealing import reveal, seal
from tests.annotations.acting import by, now
from tests.factories import join, make_note, make_reply, make_user

pytestmark = pytest.mark.django_db

PEOPLE = ("author", "member", "observer", "leader", "left", "stranger", "staff")


@pytest.fixture
def people(group) -> dict[str, User]:
    """`left` was in the group and is so no longer."""
    left = join(group)
    leave(group.memberships.get(user=left))
    return {
        "author": join(group),
        "member": join(group),
        "observer": join(group, role=Role.OBSERVER),
        "leader": join(group, role=Role.FACILITATOR),
        "left": left,
        "stranger": make_user(),
        "staff": make_user(is_staff=True, is_superuser=True),
    }


def nothing(note, people):
    pass


def sealed(note, people):
    seal(note.study)


def revealed(note, people):
    seal(note.study)
    reveal(note.study)


def hidden(note, people):
    moderation.hide(note, by=people["leader"], reason="无关")


def deleted(note, people):
    marks.delete(note)


def replied_and_deleted(note, people):
    make_reply(note, author=people["member"])
    marks.delete(note)


def taken_back(note, people):
    marks.unshare(note)


def withdrawn(note, people):
    note.article.publications.update(withdrawn_at=timezone.now())


def archived(note, people):
    type(note.article).objects.filter(pk=note.article_id).update(archived_at=timezone.now())


def group_deleted(note, people):
    type(note.study.group).objects.filter(pk=note.study.group_id).update(deleted_at=timezone.now())


def ended(note, people):
    note.study.group.delete()


def author_left(note, people):
    leave(note.study.group.memberships.get(user=people["author"]))


EVERYBODY = {"author", "member", "observer", "leader"}
LEADERS = {"author", "leader"}
ALONE = {"author"}
TABLE: list[tuple[str, Callable[..., None], set[str], set[str]]] = [
    # kind, what happened, whose eyes reach the words, who may open the thread
    ("thought", nothing, EVERYBODY, EVERYBODY),
    ("question", nothing, EVERYBODY, EVERYBODY),
    ("thought", sealed, ALONE, ALONE),
    ("highlight", sealed, ALONE, ALONE),
    ("key-point", sealed, ALONE, ALONE),
    ("question", sealed, LEADERS, LEADERS),
    ("thought", revealed, EVERYBODY, EVERYBODY),
    ("thought", hidden, LEADERS, LEADERS),
    ("question", hidden, LEADERS, LEADERS),
    ("thought", deleted, set(), ALONE),
    ("thought", replied_and_deleted, set(), EVERYBODY),
    ("thought", taken_back, ALONE, ALONE),
    ("question", taken_back, ALONE, ALONE),
    ("thought", withdrawn, ALONE, ALONE),
    ("thought", archived, ALONE, ALONE),
    ("question", group_deleted, ALONE, ALONE),
    ("thought", ended, ALONE, ALONE),
    ("thought", author_left, EVERYBODY, EVERYBODY),
]


@pytest.mark.parametrize(("kind", "happens", "readers", "openers"), TABLE)
def test_who_reads_and_who_opens(client, study, people, kind, happens, readers, openers):
    note = make_note(article=study.article, author=people["author"], study=study, kind=kind, body="不可外传")
    happens(note, people)
    seen = {name for name in PEOPLE if Annotation.objects.visible_to(people[name]).filter(pk=note.pk).exists()}
    assert seen == readers
    address = reverse("annotations:thread", args=[note.pk])
    answers = {name: by(client, people[name]).get(address) for name in PEOPLE}
    assert {name for name, answer in answers.items() if answer.status_code == 200} == openers
    assert {answer.status_code for answer in answers.values()} <= {200, 404}
    assert {name for name, answer in answers.items() if "不可外传" in answer.content.decode()} == readers


def test_both_sealed_and_hidden_a_question_is_still_between_them(study, people):
    note = make_note(article=study.article, author=people["author"], study=study, kind="question", body="问")
    hidden(note, people)
    sealed(now(note), people)
    assert {name for name in PEOPLE if Annotation.objects.visible_to(people[name]).exists()} == LEADERS


def test_a_private_note_is_nobody_elses_in_any_state(study, people):
    make_note(article=study.article, author=people["author"], kind="question", body="只给自己")
    for happens in (nothing, sealed):
        if happens is sealed:
            seal(study)
        assert {name for name in PEOPLE if Annotation.objects.visible_to(people[name]).exists()} == ALONE


REPLIES = [
    # kind, what happened, who sees the member's reply
    ("thought", nothing, EVERYBODY),
    ("thought", sealed, set()),
    ("question", sealed, LEADERS),
    ("thought", revealed, EVERYBODY),
    ("thought", hidden, LEADERS),
    ("thought", deleted, EVERYBODY),
    ("thought", withdrawn, set()),
    ("thought", author_left, EVERYBODY - ALONE),
    ("question", author_left, EVERYBODY - ALONE),
]


@pytest.mark.parametrize(("kind", "happens", "readers"), REPLIES)
def test_who_reads_a_reply(study, people, kind, happens, readers):
    note = make_note(article=study.article, author=people["author"], study=study, kind=kind, body="说吧")
    make_reply(note, author=people["member"])
    happens(now(note), people)
    assert {name for name in PEOPLE if Reply.objects.visible_to(people[name]).exists()} == readers


def test_a_hidden_reply_is_its_authors_and_the_facilitators(study, people):
    note = make_note(article=study.article, author=people["author"], study=study, kind="thought", body="说吧")
    moderation.hide_reply(make_reply(note, author=people["member"]), by=people["leader"], reason="无关")
    assert {name for name in PEOPLE if Reply.objects.visible_to(people[name]).exists()} == {"member", "leader"}


@pytest.mark.parametrize("happens", [sealed, withdrawn, author_left])
def test_where_one_may_not_know_nothing_is_counted(study, people, happens):
    note = make_note(article=study.article, author=people["author"], study=study, kind="question", body="问")
    make_reply(note, author=people["member"])
    reactions.me_too(note, by=people["member"])
    reactions.agree(note, by=people["member"])
    happens(now(note), people)
    card = note_cards([now(note)], reader=people["author"])[0]
    assert (card.replies, card.agrees, card.me_toos) == (0, 0, 0)


def test_heat_is_for_those_who_may_know(study, people):
    make_note(article=study.article, author=people["author"], study=study)
    assert {name for name in PEOPLE if Heat.objects.visible_to(people[name]).exists()} == EVERYBODY
    seal(study)
    assert not any(Heat.objects.visible_to(people[name]).exists() for name in PEOPLE)


# Every act on a note: the name in `NoteCard.may`, its address, and what it is sent.
NOTE_ACTS = {
    "edit": ("edit", None), "delete": ("delete", {}), "restore": ("restore", {}), "share": ("share", {}),
    "unshare": ("unshare", {}), "reply": ("reply", {"key": "0b9a7d3e-0000-4000-8000-000000000001", "body": "好"}),
    "agree": ("agree", {}), "me-too": ("me_too", {}), "resolve": ("resolve", {}), "reopen": ("reopen", {}),
    "park": ("park", {}), "lock": ("lock", {}), "unlock": ("unlock", {}), "hide": ("hide", {"reason": "无关"}),
    "unhide": ("unhide", {}),
}  # fmt: skip
STATES = [nothing, sealed, hidden, deleted, replied_and_deleted, taken_back, author_left]


LAST = ("lock", "unshare", "hide", "delete")  # what closes the way for other acts


@pytest.mark.parametrize("happens", STATES)
@pytest.mark.parametrize("kind", ["thought", "question"])
@pytest.mark.parametrize("name", ["author", "member", "observer", "leader"])
def test_what_is_offered_is_open_and_the_rest_is_closed(client, study, people, happens, kind, name):
    """The cards say in Python what the querysets say in SQL: no button leads to a 404, and none is missing.

    Beside what does nothing, such as locking what is locked.
    """
    note = make_note(article=study.article, author=people["author"], study=study, kind=kind, body="说吧")
    happens(note, people)
    rows = Annotation.objects.open_to(people[name]).with_number().filter(pk=note.pk)
    may = thread_of(rows.get(), reader=people[name]).card.may if rows.exists() else frozenset()
    idle = {"lock", "unlock", "hide", "unhide", "resolve", "reopen", "park"} if name in {"leader", "author"} else set()
    by(client, people[name])
    for act in set(NOTE_ACTS) - may - (idle if rows.exists() else set()):
        assert ask(client, NOTE_ACTS[act], note) == 404, act
    for act in sorted(may, key=lambda act: LAST.index(act) if act in LAST else -1):
        assert ask(client, NOTE_ACTS[act], note) in {200, 303}, act
        if act in LAST[1:]:
            break


def ask(client, act, thing) -> int:
    address, data = act
    path = reverse(f"annotations:{address}", args=[thing.pk])
    return (client.get(path) if data is None else client.post(path, data)).status_code


REPLY_ACTS = {
    "edit": ("edit_reply", None), "delete": ("delete_reply", {}), "quote": ("quote", {}), "agree": ("agree_reply", {}),
    "hide": ("hide_reply", {"reason": "无关"}), "unhide": ("unhide_reply", {}),
}  # fmt: skip
IDLE = {"unhide", "delete"}  # showing what is shown; taking back one's own words where nobody sees them


@pytest.mark.parametrize("happens", [nothing, sealed, deleted, hidden])
@pytest.mark.parametrize("name", ["author", "member", "observer", "leader"])
@pytest.mark.parametrize("is_hidden", [False, True])
def test_what_is_offered_on_a_reply_is_open_and_the_rest_is_closed(client, study, people, happens, name, is_hidden):
    note = make_note(article=study.article, author=people["author"], study=study, kind="question", body="问")
    reply = make_reply(note, author=people["member"])
    if is_hidden:
        moderation.hide_reply(reply, by=people["leader"], reason="无关")
    happens(now(note), people)
    reader = people[name]
    seen = list(Reply.objects.visible_to(reader).select_related("author"))
    there = standings_in([study.pk], reader)[study.pk]
    cards = reply_cards(seen, note=now(note), reader=reader, there=there)
    may = cards[0].may if cards else set()
    by(client, reader)
    for act in set(REPLY_ACTS) - set(may) - IDLE - ({"hide"} if is_hidden else set()):
        assert ask(client, REPLY_ACTS[act], reply) == 404, act
    for act in sorted(may & set(REPLY_ACTS), key=lambda act: act in {"delete", "hide"}):
        assert ask(client, REPLY_ACTS[act], reply) in {200, 303}, act
        if act == "delete":
            break
