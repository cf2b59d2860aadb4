"""Replies: said once, counted right, edited with their history, taken back."""

from uuid import uuid4

import pytest

from studyapp.annotations.services import threads
from tests.factories import join, make_note, make_study

pytestmark = pytest.mark.django_db


def test_a_reply_counts(group):
    study = make_study(group=group)
    note = make_note(article=study.article, author=join(group), study=study)
    threads.reply(note, author=join(group), key=uuid4(), body="我也这么想。")
    note.refresh_from_db()
    assert note.reply_count == 1
