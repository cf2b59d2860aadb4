"""At the same moment: of two windows one is told, nothing is kept or shared twice."""

from functools import partial
from uuid import uuid4

import pytest

from studyapp.annotations.models import Annotation
from studyapp.reflections import services
from studyapp.reflections.models import Reflection
from tests import simultaneous
from tests.reflections.conftest import now

pytestmark = pytest.mark.django_db(transaction=True)

at_once = partial(simultaneous.at_once, errors=(services.StaleReflectionError,))


def test_of_two_windows_one_is_overtaken(reflection):
    save = partial(services.save, reflection, title="", edition=1)
    answers = at_once(lambda: save(body="第一个。"), lambda: save(body="第二个。"))
    assert answers.count(services.StaleReflectionError) == 1
    assert now(reflection).edition == 2


def test_begun_twice_it_is_one(article, reader):
    key = uuid4()
    at_once(*[lambda: services.start(article, author=reader, key=key, prompts=True)] * 2)
    assert Reflection.objects.count() == 1


def test_shared_twice_it_is_one_topic(reflection, study):
    at_once(*[lambda: services.share(reflection, study=study)] * 2)
    assert Annotation.objects.filter(kind="topic").count() == 1
