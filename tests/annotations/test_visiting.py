"""What is new to a reader since they were last there."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from studyapp.annotations.models import Annotation, Reply, Visit
from studyapp.annotations.services.visiting import begin_visit, see, unread
from tests.factories import join, make_note, make_reply, make_study

pytestmark = pytest.mark.django_db


@pytest.fixture
def study(group):
    return make_study(group=group)


@pytest.fixture
def other(group):
    return join(group)


def say(note, author):
    return Reply.objects.create(annotation=note, study=note.study, author=author, body="再说", key=uuid4())


def ago(study, user, **before):
    """The reader's last visit lies that far back, and so does everything that was written."""
    moment = timezone.now() - timedelta(**before)
    begin_visit(study, user)
    Visit.objects.filter(study=study, user=user).update(since=moment, came_at=moment)


def thought(study, author, **fields):
    return make_note(article=study.article, author=author, study=study, kind="thought", body="想到", **fields)


def test_on_the_first_visit_nothing_is_new(study, reader, other):
    thought(study, other)
    assert not unread(study, reader)
    begin_visit(study, reader)
    assert not unread(study, reader)


def test_what_others_wrote_since_the_visit_before_is_new(study, reader, other):
    begin_visit(study, reader)
    note = thought(study, other)
    assert list(unread(study, reader)) == [note]
    assert not unread(study, other)


@pytest.mark.parametrize(("minutes", "begins_anew"), [(0, False), (20, False), (31, True)])
def test_a_visit_begins_after_half_an_hour_of_absence(study, reader, minutes, begins_anew):
    ago(study, reader, minutes=minutes)
    Visit.objects.update(since=timezone.now() - timedelta(days=3))
    before = Visit.objects.get()
    assert begin_visit(study, reader) == (before.came_at if begins_anew else before.since)


def test_while_one_is_there_new_things_stay_new(study, reader, other):
    ago(study, reader, days=1)
    note = thought(study, other)
    begin_visit(study, reader)
    begin_visit(study, reader)
    assert list(unread(study, reader)) == [note]


def test_a_thread_that_was_opened_is_seen_until_somebody_replies(study, reader, other):
    ago(study, reader, days=1)
    note = thought(study, other)
    see(note, reader)
    assert not unread(study, reader)
    say(note, other)
    assert list(unread(study, reader)) == [note]
    see(note, reader)
    assert not unread(study, reader)


def test_a_reply_to_my_own_is_new_but_my_own_reply_is_not(study, reader, other):
    ago(study, reader, days=1)
    note = thought(study, reader)
    say(note, reader)
    assert not unread(study, reader)
    say(note, other)
    assert list(unread(study, reader)) == [note]


def test_marks_without_words_are_never_unread(study, reader, other):
    ago(study, reader, days=1)
    make_note(article=study.article, author=other, study=study)
    assert not unread(study, reader)


@pytest.mark.parametrize("gone", ["hidden_at", "deleted_at"])
def test_what_is_gone_is_not_new(study, reader, other, gone):
    ago(study, reader, days=1)
    note = thought(study, other)
    Annotation.objects.filter(pk=note.pk).update(**{gone: timezone.now()})
    assert not unread(study, reader)


def test_private_notes_of_others_are_not_new(study, reader, other):
    ago(study, reader, days=1)
    make_note(article=study.article, author=other, kind="thought", body="自己想")
    assert not unread(study, reader)


def test_what_is_revealed_is_new_even_to_whom_was_there_when_it_was_written(study, reader, other):
    study.sealed_at = timezone.now() - timedelta(days=2)
    study.save()
    note = thought(study, other)
    begin_visit(study, reader)
    assert not unread(study, reader)
    study.reveals_at = timezone.now()
    study.save()
    assert list(unread(study, reader)) == [note]
    see(note, reader)
    assert not unread(study, reader)


def test_looking_again_writes_nothing_until_something_happens(client, study, reader, other):
    note = thought(study, other)
    address = reverse("annotations:thread", args=[note.pk])
    client.get(address)

    def written() -> bool:
        with CaptureQueriesContext(connection) as found:
            client.get(address, headers={"HX-Request": "true"})
        return any("threadseen" in query["sql"] for query in found if not query["sql"].startswith("SELECT"))

    assert not written()
    make_reply(note, author=other)
    assert written()
    assert not written()
