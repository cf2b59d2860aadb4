"""Queries whose SQL is made once give what their query sets give, for everybody and at any time."""

import gc
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from inspect import signature

import pytest
import time_machine
from django.db import connection
from django.urls import get_resolver
from django.utils import timezone

from studyapp.accounts.models import User
from studyapp.ready import Ready, written_out
from studyapp.studies.models import Study
from tests.factories import join, make_group, make_study, make_user

VISIBLE = Ready(
    lambda reader, article: Study.objects.visible_to(User(pk=reader)).filter(article=article).select_related("group")
)


def every_ready_query() -> list[Ready]:
    assert get_resolver().url_patterns  # with all views, and what they ask
    return [each for each in gc.get_objects() if type(each) is Ready]  # isinstance would wake lazy objects


def test_the_rows_are_those_of_the_query_set(db, django_assert_num_queries):
    group, member, outsider = make_group(), make_user(), make_user()
    join(group, user=member)
    study = make_study(group=group)
    for _ in range(2):
        with django_assert_num_queries(1):
            (found,) = VISIBLE(reader=member.pk, article=study.article_id)
            assert (found, found.group) == (study, group)
    assert VISIBLE(reader=outsider.pk, article=study.article_id) == []
    assert VISIBLE(reader=member.pk, article=study.article_id + 1) == []


@pytest.mark.django_db(transaction=True)
def test_each_thread_asks_by_its_own_connection():
    group, member = make_group(), make_user()
    join(group, user=member)
    study = make_study(group=group)

    def ask(_) -> list[Study]:
        try:
            return VISIBLE(reader=member.pk, article=study.article_id)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(ask, range(20))) == [[study]] * 20


def test_no_ready_query_asks_for_the_time(db):
    """It would always be the moment at which the SQL was made."""
    ready = every_ready_query()
    assert len(ready) > 5
    now = timezone.now()
    for each in ready:
        made = []
        for moment in (now, now + timedelta(days=400)):
            with time_machine.travel(moment, tick=False):
                _rows, _compiler, (sql, places) = written_out(each.make)
            made.append((sql, [getattr(place, "name", place) for place in places]))
        assert made[0] == made[1]


def test_every_value_is_asked_for(db):
    """A parameter that its query set leaves out would be a right that nobody asks for."""
    for each in every_ready_query():
        _rows, _compiler, (_sql, places) = written_out(each.make)
        assert {getattr(place, "name", None) for place in places} >= set(signature(each.make).parameters)
