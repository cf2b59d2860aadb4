"""The log: each topic counts for itself, without gaps, whoever writes at the same moment."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from studyapp.live.models import Event, Topic
from studyapp.live.services import publish, publish_each, purge
from tests.simultaneous import at_once


def numbers(name: str) -> list[int]:
    return list(Event.objects.filter(topic__name=name).order_by("pk").values_list("number", flat=True))


@pytest.mark.django_db
def test_each_topic_counts_for_itself():
    publish("study-3", "marked", paragraphs=[12])
    publish("user-5", "rights")
    event = publish("study-3", "revealed")
    assert (event.number, event.kind, event.data) == (2, "revealed", {})
    assert (numbers("study-3"), numbers("user-5")) == ([1, 2], [1])


@pytest.mark.django_db
def test_several_topics_hear_the_same():
    publish("user-7", "inbox")
    events = publish_each(["user-9", "user-7", "user-9"], "inbox")
    assert [(event.topic.name, event.number) for event in events] == [("user-7", 2), ("user-9", 1)]


@pytest.mark.django_db
def test_telling_many_costs_as_much_as_telling_two(django_assert_num_queries):
    for count in (2, 150):
        publish_each([f"user-{number}" for number in range(count)], "inbox")
        with transaction.atomic(), django_assert_num_queries(3 + (connection.vendor == "postgresql")):
            publish_each([f"user-{number}" for number in range(count)], "inbox")


@pytest.mark.django_db(transaction=True)
def test_what_did_not_happen_takes_no_number():
    with transaction.atomic():
        publish("study-3", "marked", paragraphs=[1])
        transaction.set_rollback(True)
    publish("study-3", "marked", paragraphs=[2])
    assert numbers("study-3") == [1]


@pytest.mark.django_db(transaction=True)
def test_writers_at_the_same_moment_leave_no_gap():
    def write():
        for paragraph in range(10):
            publish("study-3", "marked", paragraphs=[paragraph])

    at_once(*[write] * 6)
    assert numbers("study-3") == list(range(1, 61))
    assert Topic.objects.get(name="study-3").number == 60


@pytest.mark.django_db(transaction=True)
def test_writers_of_the_same_topics_in_any_order_do_not_block_each_other():
    names = [f"user-{number}" for number in range(8)]

    def write(order):
        for _ in range(5):
            publish_each(order, "inbox")

    at_once(*[lambda: write(names), lambda: write(names[::-1])] * 3)
    assert [numbers(name) for name in names] == [list(range(1, 31))] * 8


@pytest.mark.django_db
def test_what_is_older_than_a_week_is_forgotten_and_numbers_go_on(capsys):
    for _ in range(3):
        publish("study-3", "marked", paragraphs=[1])
    Event.objects.filter(number__lte=2).update(happened_at=timezone.now() - timedelta(days=8))
    call_command("purge_events")
    assert capsys.readouterr().out == "2 forgotten\n"
    assert publish("study-3", "marked", paragraphs=[1]).number == 4
    assert numbers("study-3") == [3, 4]


@pytest.mark.django_db
def test_forgetting_much_takes_several_short_turns(monkeypatch):
    monkeypatch.setattr("studyapp.live.services.FORGOTTEN_AT_ONCE", 4)
    for _ in range(10):
        publish("study-3", "marked", paragraphs=[1])
    assert purge(before=timezone.now() + timedelta(hours=1)) == 10
    assert not Event.objects.exists()
