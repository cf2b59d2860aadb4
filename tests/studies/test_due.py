"""What is due next for somebody, over all their groups."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from studyapp.importing.publishing import withdraw
from studyapp.studies.due import due
from studyapp.studies.services.progress import discuss
from tests.factories import join, make_group, make_user
from tests.studies.planned import plan, reads, study_of, units

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(db):
    return make_user()


def studied(reader, *days, name="茶社"):
    study = study_of(make_group(name=name))
    join(study.group, user=reader)
    today = timezone.localdate()
    plan(study, *(today + timedelta(days=day) if day is not None else None for day in days))
    return study


def test_what_is_due_first_comes_first_over_all_groups(reader):
    studied(reader, 5, 9, None)
    studied(reader, -2, 3, 40, name="书院")
    assert [(each.title, each.study.group.name) for each in due(reader)] == [
        ("一、看水", "书院"), ("二、走路", "书院"), ("一、看水", "茶社"), ("二、走路", "茶社"),
    ]  # fmt: skip


def test_what_was_read_or_discussed_is_left_out(reader):
    study = studied(reader, 1, 2, 3)
    reads(study, reader, 1)
    discuss(study, revision=study.article.revision, units=units(study)[1:2])
    assert [each.title for each in due(reader)] == ["三、点灯"]


def test_a_plan_without_days_gives_its_next_step(reader):
    studied(reader, None, None, None)
    assert [each.title for each in due(reader)] == ["一、看水"]


def test_nothing_of_what_was_withdrawn_or_of_other_groups(reader):
    study_of(make_group())
    withdraw(studied(reader, 1, 2, 3).article)
    assert due(reader) == []


def test_the_number_of_queries_does_not_grow(reader):
    def queries():
        study = studied(reader, 1, 2, 3)
        reads(study, reader, 1)
        with CaptureQueriesContext(connection) as found:
            due(reader)
        return len(found)

    assert len({queries() for _ in range(4)}) == 1
