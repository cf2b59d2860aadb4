"""The demo: a group that has something to say, for who looks at 同读 for the first time."""

import re
import stat

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from studyapp.accounts.models import User
from studyapp.annotations.models import Annotation, Reply
from studyapp.annotations.services.visiting import unread
from studyapp.inbox.models import Notification
from studyapp.library.models import Article
from studyapp.meetings.models import Meeting, ToDo
from studyapp.studies.models import Study
from tests.factories import make_group

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path


def test_the_demo_fills_an_empty_database_once(settings, capsys):
    call_command("demo")
    first = capsys.readouterr().out
    assert User.objects.count() == 7
    assert set(Article.objects.values_list("title", flat=True)) == {"沿河而行", "一碗茶的来路"}
    call_command("demo")
    assert capsys.readouterr().out == first
    assert User.objects.count() == 7


def test_the_demo_s_sign_ins_work_and_are_nobody_else_s(client, settings, capsys):
    call_command("demo")
    username, password = re.findall(r"^(linxi)\s+(\S+)", capsys.readouterr().out, re.MULTILINE)[0]
    assert client.login(username=username, password=password)
    kept = settings.DATA_DIR / "demo-sign-ins.txt"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


def test_the_demo_leaves_a_database_with_people_alone(capsys):
    make_group()
    call_command("demo")
    assert not Article.objects.exists()
    assert capsys.readouterr().out == ""


def test_it_holds_every_kind_of_note_and_what_comes_of_one(capsys):
    call_command("demo")
    assert set(Annotation.objects.values_list("kind", flat=True)) == set(Annotation.Kind.values)
    assert set(Annotation.objects.filter(kind="question").values_list("status", flat=True)) == {
        "open", "resolved", "parked",
    }  # fmt: skip
    assert Annotation.objects.filter(study=None).count() == 3
    assert Reply.objects.filter(agree_count__gt=0).exists()


def test_something_is_new_to_its_reader(client, capsys):
    call_command("demo")
    linxi = User.objects.get(username="linxi")
    river = Study.objects.get(article__title="沿河而行")
    assert unread(river, linxi).count() >= 3
    assert Notification.objects.filter(user=linxi, read_at=None).exists()
    client.force_login(linxi)
    assert "老人为什么只站一站" in client.get(reverse("annotations:notebook")).content.decode()


def test_one_text_is_read_alone_first(client, capsys):
    call_command("demo")
    tea = Study.objects.get(article__title="一碗茶的来路")
    assert tea.is_sealed
    seen = Annotation.objects.visible_to(User.objects.get(username="heqing")).filter(study=tea)
    assert set(seen.values_list("author__username", flat=True)) == {"heqing"}


def test_one_meeting_is_to_come_and_one_was_held(client, capsys):
    call_command("demo")
    coming, held = Meeting.objects.order_by("-starts_at")
    assert not coming.started_at
    assert coming.announced_at
    assert coming.agenda.filter(question__isnull=False).exists()
    assert held.ended_at < timezone.now()
    assert held.record.signed_at < held.record.addenda.get().added_at < timezone.now()
    linxi = User.objects.get(username="linxi")
    assert ToDo.objects.open_to(linxi).exists()
    client.force_login(linxi)
    page = client.get(reverse("meetings:record", args=[held.pk])).content.decode()
    assert "何清（已补学）：出差" in page
    assert "第 2–7 段" not in page
    assert "84 分钟" in page
