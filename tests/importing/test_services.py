"""Reading beside the web process: what is dropped, what is given up, what is said."""

from datetime import timedelta

import pytest
from django.utils import timezone

from studyapp.importing import queue, services
from studyapp.importing.keeping import StaleDraftError
from studyapp.importing.material import Choices
from studyapp.importing.models import Draft
from studyapp.importing.structure import Outline, Paragraph
from tests.factories import make_user

pytestmark = pytest.mark.django_db
OUTLINE = Outline(text="茶。", paragraphs=(Paragraph(1, 0, 2, "body"),))


@pytest.fixture
def waiting():
    return services.kept_draft("茶。".encode(), name="茶.txt", by=make_user(is_staff=True))


def test_two_who_ask_for_an_overdue_draft_both_hear_that_it_was_given_up(waiting):
    hour_ago = timezone.now() - timedelta(hours=1)
    Draft.objects.filter(pk=waiting.pk).update(state=Draft.State.WORKING, changed_at=hour_ago)
    first, second = (Draft.objects.get(pk=waiting.pk) for _ in range(2))
    queue.look_after(first)
    queue.look_after(second)
    waiting.refresh_from_db()
    assert waiting.state == Draft.State.FAILED


def test_one_that_waits_or_is_read_in_time_is_left_alone(waiting):
    queue.look_after(waiting)
    waiting.refresh_from_db()
    assert waiting.state == Draft.State.WAITING


def test_one_that_nobody_came_for_is_read_when_somebody_asks(waiting):
    Draft.objects.filter(pk=waiting.pk).update(changed_at=timezone.now() - timedelta(hours=1))
    waiting.refresh_from_db()
    queue.look_after(waiting)
    waiting.refresh_from_db()
    assert waiting.state == Draft.State.READY


def test_all_that_wait_are_read_the_longest_waiting_first(waiting, monkeypatch):
    second = services.kept_draft("水。".encode(), name="水.txt", by=waiting.by)
    read = []
    monkeypatch.setattr(queue, "outline_in_child", lambda data, name, choices, words: read.append(name) or OUTLINE)
    queue.read_waiting()
    assert read == [waiting.name, second.name]
    assert not Draft.objects.unread().exists()


def test_who_finds_no_place_leaves_it_to_those_who_read(waiting, settings):
    with queue.slot(settings.DATA_DIR), queue.slot(settings.DATA_DIR):
        queue.read_waiting()
    waiting.refresh_from_db()
    assert waiting.state == Draft.State.WAITING


def test_a_draft_is_claimed_once(waiting):
    assert queue.claimed() == waiting
    assert queue.claimed() is None


def test_a_reading_that_was_overtaken_is_dropped(waiting, monkeypatch):
    def read_slowly(data, name, choices, words):
        draft = Draft.objects.get(pk=waiting.pk)
        services.read_again(draft, choices=Choices(lines="keep"), seen=draft.version)
        return OUTLINE

    monkeypatch.setattr(queue, "outline_in_child", read_slowly)
    queue.read(queue.claimed())
    waiting.refresh_from_db()
    assert (waiting.state, waiting.step) == (Draft.State.WAITING, None)


def test_what_nobody_foresaw_is_said_and_logged(waiting, monkeypatch, caplog):
    def break_down(data, name, choices, words):
        raise OSError("no more processes")

    monkeypatch.setattr(queue, "outline_in_child", break_down)
    queue.read_waiting()
    waiting.refresh_from_db()
    assert waiting.state == Draft.State.FAILED
    assert "打断" in waiting.problem["pattern"]
    assert "no more processes" in caplog.text


def test_a_change_that_saw_another_version_is_refused(waiting):
    queue.take_reading(waiting, OUTLINE)
    with pytest.raises(StaleDraftError):
        services.undo(waiting, seen=waiting.version - 1)


def test_one_reader_is_started_for_all_that_is_brought_at_once(waiting, settings, monkeypatch):
    started = []
    settings.READ_DRAFTS_IN_BACKGROUND = True
    monkeypatch.setattr(queue, "spawn", started.append)
    services.drafts_from([("茶.txt", b"x"), ("水.txt", b"y")], by=waiting.by)
    assert started == ["read_drafts"]
    assert Draft.objects.unread().count() == 3
