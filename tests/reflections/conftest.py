"""A group's study of a text with two parts; `reader` is signed in and has marked some of it."""

from uuid import uuid4

import pytest

from studyapp.groups.models import Role
from studyapp.reflections import services
from studyapp.reflections.marks import marks_of
from studyapp.reflections.models import Reflection
from tests.factories import join, make_article, make_note, make_user

TEXT = "一、看水\n水在石头下面走。\n二、走路\n慢的反面不是快，而是急。\n𠮷祥的路没有尽头。"
SECTIONS = (("一、看水", 1, 0), ("二、走路", 1, 2))


@pytest.fixture
def article(group):
    return make_article(text=TEXT, title="沿河而行", groups=(group,), sections=SECTIONS)


@pytest.fixture
def study(article):
    return article.studies.get()


@pytest.fixture
def other(group):
    return join(group, user=make_user(display_name="周远"))


@pytest.fixture
def leader(group):
    return join(group, user=make_user(display_name="沈主持"), role=Role.FACILITATOR)


@pytest.fixture
def notes(article, study, reader):
    """Made from the end to the beginning: the order of the text is another."""
    slow = make_note(
        article=article, author=reader, quote="慢的反面不是快，而是急。", kind="thought", body="我总是急。"
    )
    water = make_note(article=article, author=reader, quote="石头", study=study)
    return {"slow": slow, "water": water}


@pytest.fixture
def reflection(notes, reader, study, article):
    """Drafted from both."""
    return services.start(
        article, author=reader, key=uuid4(), study=study, marks=marks_of(reader, article), prompts=False
    )


def now(reflection: Reflection) -> Reflection:
    return Reflection.objects.select_related("topic", "author", "article").get(pk=reflection.pk)


def words(reflection: Reflection, **fields: object) -> dict[str, object]:
    """What the editor sends."""
    current = now(reflection)
    return {"title": current.title, "body": current.body, "edition": current.edition} | fields
