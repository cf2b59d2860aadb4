"""发言提纲: of key speakers, from their own notes, seen by nobody else."""

import pytest
from django.urls import reverse

from studyapp.groups.models import Role
from studyapp.meetings.models import Part
from studyapp.meetings.services import planning
from tests.factories import join, make_meeting, make_note, make_study, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def study():
    return make_study()


@pytest.fixture
def part(client, study):
    speaker = join(study.group, user=make_user(display_name="陈思远"))
    client.force_login(speaker)
    return planning.name_part(make_meeting(study=study), user=speaker, role=Part.Role.KEY_SPEAKER)


def act(client, what, part, **said):
    return client.post(reverse(f"meetings:{what}", args=[part.meeting_id]), said)


def test_an_outline_is_written(client, part):
    act(client, "save_outline", part, outline="一、水；\n二、𠮷。<b>")
    part.refresh_from_db()
    assert part.outline == "一、水；\n二、𠮷。<b>"
    page = client.get(part.meeting.get_absolute_url()).text
    assert "二、𠮷。&lt;b&gt;" in page
    assert act(client, "save_outline", part, outline="长" * 10_001).status_code == 422


def test_own_notes_go_behind_what_is_typed(client, part, study):
    private = make_note(article=study.article, author=part.user, quote="茶叶", kind="thought", body="私下想的")
    shared = make_note(article=study.article, author=part.user, quote="水开", study=study)
    page = client.get(reverse("meetings:outline", args=[part.meeting_id])).text
    assert "私下想的" in page
    act(client, "take_notes", part, outline="先说：", notes=[private.pk, shared.pk])
    part.refresh_from_db()
    assert part.outline == "先说：\n\n「茶叶」\n私下想的\n\n「水开」"


def test_notes_of_others_and_of_other_texts_are_not_offered(client, part, study):
    theirs = make_note(article=study.article, author=join(study.group), study=study, kind="thought", body="别人的话")
    elsewhere = make_note(article=make_study(group=study.group).article, author=part.user, body="别处", kind="thought")
    page = client.get(reverse("meetings:outline", args=[part.meeting_id])).text
    assert "别人的话" not in page
    assert "别处" not in page
    act(client, "take_notes", part, outline="", notes=[theirs.pk, elsewhere.pk])
    part.refresh_from_db()
    assert part.outline == ""


def test_what_is_typed_is_never_lost(client, part):
    answer = act(client, "take_notes", part, outline="打了半天的字" * 2000, notes=["x"])
    assert answer.status_code == 422
    assert "打了半天的字" in answer.text


def test_nobody_else_reads_it(client, part, study):
    planning.write_outline(part, "先不说")
    owner = study.group.memberships.get(role=Role.OWNER).user
    for reader in (owner, join(study.group), join(study.group, role=Role.RECORDER)):
        client.force_login(reader)
        assert "先不说" not in client.get(part.meeting.get_absolute_url()).text
        assert client.get(reverse("meetings:outline", args=[part.meeting_id])).status_code == 404
        assert act(client, "save_outline", part, outline="改").status_code == 404
