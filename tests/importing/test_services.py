"""Reading beside the web process: what is dropped, what is given up, what is said."""

from datetime import timedelta

import pytest
from django.utils import timezone

from studyapp.importing import services
from studyapp.importing.material import Choices
from studyapp.importing.models import Draft
from studyapp.importing.services import StaleDraftError
from studyapp.importing.structure import Outline, Paragraph
from tests.factories import make_user

pytestmark = pytest.mark.django_db
OUTLINE = Outline(text="茶。", paragraphs=(Paragraph(1, 0, 2, "body"),))


@pytest.fixture
def waiting():
    return services.kept_draft("茶。".encode(), name="茶.txt", by=make_user(is_staff=True))


def test_two_who_ask_for_an_overdue_draft_both_hear_that_it_was_given_up(waiting):
    Draft.objects.filter(pk=waiting.pk).update(changed_at=timezone.now() - timedelta(hours=1))
    first, second = (Draft.objects.get(pk=waiting.pk) for _ in range(2))
    services.give_up_if_overdue(first)
    services.give_up_if_overdue(second)
    waiting.refresh_from_db()
    assert waiting.state == Draft.State.FAILED


def test_a_draft_that_is_read_in_time_is_not_given_up(waiting):
    services.give_up_if_overdue(waiting)
    waiting.refresh_from_db()
    assert waiting.state == Draft.State.WORKING


def test_a_reading_that_was_overtaken_is_dropped(waiting, monkeypatch):
    def read_slowly(data, name, choices):
        draft = Draft.objects.get(pk=waiting.pk)
        services.read_again(draft, choices=Choices(lines="keep"), seen=draft.version)
        return OUTLINE

    monkeypatch.setattr(services, "outline_in_child", read_slowly)
    services.read_draft(waiting.pk)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.step) == (Draft.State.WORKING, None)


def test_one_that_was_read_already_is_left_alone(waiting, monkeypatch):
    services.take_reading(waiting, OUTLINE)
    monkeypatch.setattr(services, "outline_in_child", lambda *given: pytest.fail("read again"))
    services.read_draft(waiting.pk)


def test_what_nobody_foresaw_is_said_and_logged(waiting, monkeypatch):
    def break_down(data, name, choices):
        raise OSError("no more processes")

    monkeypatch.setattr(services, "outline_in_child", break_down)
    with pytest.raises(OSError, match="processes"):
        services.read_draft(waiting.pk)
    waiting.refresh_from_db()
    assert waiting.state == Draft.State.FAILED
    assert "打断" in waiting.problem["pattern"]


def test_a_change_that_saw_another_version_is_refused(waiting):
    services.take_reading(waiting, OUTLINE)
    with pytest.raises(StaleDraftError):
        services.undo(waiting, seen=waiting.version - 1)
