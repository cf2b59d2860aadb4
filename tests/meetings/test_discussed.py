"""已讨论: what a meeting stayed at is discussed when it ends, and is not when the end was a mistake."""

from datetime import timedelta

import pytest
from django.utils import timezone

from studyapp.meetings.models import AgendaItem, FocusVisit
from studyapp.meetings.services import leading
from studyapp.studies.along import units_of
from studyapp.studies.models import Discussed
from studyapp.studies.services.progress import discuss, undo_discussed
from tests.factories import make_article, make_meeting

pytestmark = pytest.mark.django_db
TEXT = "一、看水\n水从山里来。\n二、走路\n路在水边。\n三、点灯\n灯等着人。"
PARTS = (("一、看水", 1, 0), ("二、走路", 1, 2), ("三、点灯", 1, 4))


@pytest.fixture
def study(group):
    return make_article(text=TEXT, sections=PARTS, groups=(group,)).studies.get()


@pytest.fixture
def running(study, lead):
    return leading.start(make_meeting(study=study, by=lead), by=lead)


def stay(meeting, study, number, *, seconds):
    """At the paragraph with this number, until now."""
    revision, now = study.article.revision, timezone.now()
    there = revision.paragraphs.get(number=number)
    times = {"began_at": now - timedelta(seconds=seconds), "ended_at": now}
    FocusVisit.objects.create(meeting=meeting, revision=revision, start=there.start, number=number, **times)


def discussed(study):
    titles = {unit.start: unit.title for unit in units_of(study.article.revision)}
    return [titles[row.start] for row in Discussed.objects.filter(study=study).order_by("start")]


def test_what_a_meeting_stayed_at_is_discussed_when_it_ends(study, running):
    stay(running, study, 1, seconds=300)
    stay(running, study, 2, seconds=20)  # only passing
    assert discussed(study) == []
    leading.end(running)
    assert discussed(study) == ["一、看水"]


def test_what_the_agenda_took_up_is_discussed_too(study, running):
    revision = study.article.revision
    there = revision.sections.get(number=2)
    about = {"study": study, "revision": revision, "start": there.start, "end": there.end, "title": "走路"}
    items = [AgendaItem(meeting=running, position=place, done_at=timezone.now(), **about) for place in range(3)]
    items[0].spent, items[1].spent, items[2].skipped = 5, 600, True
    for item in items[::2]:  # one that was passed over quickly, one that was skipped
        item.save()
    leading.end(running)
    assert discussed(study) == []
    leading.resume(running)
    items[1].save()
    leading.end(running)
    assert discussed(study) == ["二、走路"]


def test_an_end_that_was_a_mistake_takes_it_back_but_not_what_was_discussed_before(study, running):
    revision = study.article.revision
    discuss(study, revision=revision, units=units_of(revision)[2:])
    for number in (1, 3):
        stay(running, study, number, seconds=300)
    leading.end(running)
    assert discussed(study) == ["一、看水", "三、点灯"]
    leading.resume(running)
    assert discussed(study) == ["三、点灯"]
    leading.end(running)
    assert discussed(study) == ["一、看水", "三、点灯"]


def test_a_facilitator_can_say_that_it_was_not(study, running):
    revision = study.article.revision
    stay(running, study, 1, seconds=300)
    leading.end(running)
    undo_discussed(study, revision=revision, units=units_of(revision)[:1])
    assert discussed(study) == []
