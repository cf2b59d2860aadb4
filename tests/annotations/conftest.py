"""A study of a group, in which some people talk; `reader` is signed in."""

import pytest

from studyapp.annotations.models import Annotation
from studyapp.groups.models import Role
from tests.factories import join, make_note, make_study, make_user


@pytest.fixture
def study(group):
    return make_study(group=group)


@pytest.fixture
def other(group):
    return join(group, user=make_user(display_name="周远"))


@pytest.fixture
def leader(group):
    return join(group, user=make_user(display_name="沈主持"), role=Role.FACILITATOR)


@pytest.fixture
def observer(group):
    return join(group, role=Role.OBSERVER)


@pytest.fixture
def thought(study, other):
    """Somebody else's, shared."""
    return make_note(
        article=study.article, author=other, study=study, kind=Annotation.Kind.THOUGHT, body="茶叶要先放。"
    )


@pytest.fixture
def question(study, other):
    return make_note(article=study.article, author=other, study=study, kind=Annotation.Kind.QUESTION, body="为什么等？")


@pytest.fixture
def mine(study, reader):
    """The reader's own, private."""
    return make_note(article=study.article, author=reader, kind=Annotation.Kind.THOUGHT, body="只是我想。")


@pytest.fixture
def ours(study, reader):
    """The reader's own, shared."""
    return make_note(article=study.article, author=reader, study=study, kind=Annotation.Kind.THOUGHT, body="说给大家。")
