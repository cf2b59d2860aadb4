"""The agenda as those who lead work on it."""

import pytest
from django.urls import reverse
from django.utils import timezone

from studyapp.annotations.services.moderation import hide
from studyapp.groups.models import Role
from studyapp.meetings.models import AgendaItem
from studyapp.meetings.services import agenda
from tests.factories import join, make_article, make_group, make_meeting, make_note, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def study():
    group = make_group()
    return make_article(text="水开了。\n茶叶放进去。\n等一会儿。\n喝。", groups=(group,)).studies.get()


@pytest.fixture
def owner(client, study):
    owner = study.group.memberships.get(role=Role.OWNER).user
    client.force_login(owner)
    return owner


@pytest.fixture
def meeting(study, owner):
    meeting = make_meeting(study=study)
    for title in ("甲", "乙", "丙"):
        agenda.add_item(meeting, title=title, minutes=10)
    return meeting


def titles(meeting) -> str:
    assert list(meeting.agenda.values_list("position", flat=True)) == list(range(meeting.agenda.count()))
    return "".join(meeting.agenda.values_list("title", flat=True))


def item(title: str) -> AgendaItem:
    return AgendaItem.objects.get(title=title)


def act(client, name, pk, htmx=False, **said):
    headers = {"HX-Request": "true"} if htmx else {}
    return client.post(reverse(f"meetings:{name}", args=[pk]), said, headers=headers)


def typed(**fields):
    return {"title": "丁", "kind": "talk", "minutes": "7", "person": "", "study": "", "first": "", "last": "", **fields}


def test_an_item_is_added_with_its_paragraphs(client, meeting, study):
    speaker = join(study.group)
    answer = act(client, "add_item", meeting.pk, **typed(first="2", last="3", person=speaker.pk))
    assert answer.status_code == 303
    new = item("丁")
    assert (new.start, new.end, new.study, new.person) == (5, 17, study, speaker)
    page = client.get(answer.headers["Location"]).text
    assert "第2–3段" in page
    assert "一共 37 分钟，计划 90 分钟" in page


@pytest.mark.parametrize(
    "fields",
    [
        {"title": ""},
        {"minutes": "0"},
        {"minutes": "-5"},
        {"kind": "dance"},
        {"first": "3", "last": "2"},
        {"first": "1", "last": "99"},
        {"first": "9" * 30},
        {"person": "999999"},
        {"study": "999999", "first": "1"},
    ],
)
def test_a_wrong_item_comes_back(client, meeting, fields):
    assert act(client, "add_item", meeting.pk, **typed(**fields)).status_code == 422
    assert act(client, "add_item", meeting.pk, htmx=True, **typed(**fields)).status_code == 422
    assert act(client, "change_item", item("甲").pk, **typed(**fields)).status_code == 422
    assert titles(meeting) == "甲乙丙"


def test_new_ones_stand_before_the_decisions(meeting):
    agenda.add_item(meeting, title="决", minutes=5, kind="decisions")
    agenda.add_item(meeting, title="丁", minutes=5)
    assert titles(meeting) == "甲乙丙丁决"


def test_an_item_is_changed(client, meeting):
    page = client.get(reverse("meetings:edit_item", args=[item("甲").pk]))
    assert 'value="甲"' in page.text
    act(client, "change_item", item("甲").pk, **typed(title="𠮷", last="1"))
    changed = item("𠮷")
    assert (changed.minutes, changed.start, changed.end) == (7, 0, 4)
    assert titles(meeting) == "𠮷乙丙"


@pytest.mark.parametrize(
    ("title", "said", "order"),
    [
        ("甲", {"step": "1"}, "乙甲丙"),
        ("丙", {"step": "-1"}, "甲丙乙"),
        ("甲", {"step": "-1"}, "甲乙丙"),
        ("丙", {"step": "1"}, "甲乙丙"),
        ("甲", {"to": "2"}, "乙丙甲"),
        ("丙", {"to": "0"}, "丙甲乙"),
        ("甲", {"to": "999"}, "乙丙甲"),
        ("甲", {"to": "x"}, "甲乙丙"),
        ("甲", {}, "甲乙丙"),
    ],
)
def test_an_item_is_moved(client, meeting, title, said, order):
    assert act(client, "move_item", item(title).pk, **said).status_code == 303
    assert titles(meeting) == order


def test_nothing_goes_before_what_has_begun(client, meeting):
    AgendaItem.objects.filter(title="甲").update(began_at=timezone.now())
    act(client, "move_item", item("丙").pk, to="0")
    assert titles(meeting) == "甲丙乙"
    for name in ("move_item", "drop_item", "change_item"):
        assert act(client, name, item("甲").pk, **typed(to="2")).status_code == 404


def test_what_is_dropped_can_be_taken_back(client, meeting):
    act(client, "change_item", item("乙").pk, **typed(title="乙", first="1", last="2"))
    answer = act(client, "drop_item", item("乙").pk, htmx=True)
    assert titles(meeting) == "甲丙"
    assert "去掉了「乙」" in answer.text
    act(client, "undo_agenda", meeting.pk)
    assert titles(meeting) == "甲乙丙"
    assert (item("乙").start, item("乙").end, item("乙").kind) == (0, 11, "talk")
    act(client, "undo_agenda", meeting.pk)
    assert titles(meeting) == "甲乙丙"


def test_a_new_proposal_can_be_taken_back(client, meeting):
    act(client, "propose", meeting.pk)
    assert sum(meeting.agenda.values_list("minutes", flat=True)) == 90
    assert "甲" not in titles(meeting)
    act(client, "undo_agenda", meeting.pk)
    assert titles(meeting) == "甲乙丙"


def test_a_proposal_leaves_what_has_begun(client, meeting):
    AgendaItem.objects.filter(title="甲").update(began_at=timezone.now())
    act(client, "propose", meeting.pk)
    assert titles(meeting).startswith("甲")


def test_an_undo_belongs_to_its_meeting(client, meeting, study):
    other = make_meeting(study=study)
    act(client, "drop_item", item("乙").pk)
    act(client, "undo_agenda", other.pk)
    assert not other.agenda.exists()
    assert titles(meeting) == "甲丙"


def test_an_agenda_has_an_end(client, meeting):
    for _ in range(agenda.MOST_ITEMS - 3):
        agenda.add_item(meeting, title="又", minutes=1)
    answer = act(client, "add_item", meeting.pk, **typed())
    assert answer.status_code == 422
    assert "太长" in answer.text


def test_a_question_is_shown_to_who_may_read_it(client, meeting, study, owner):
    asker, reader = join(study.group), join(study.group)
    note = make_note(article=study.article, author=asker, study=study, kind="question", body="几分烫？", quote="喝")
    agenda.add_item(
        meeting, title="第4段的疑问", minutes=5, kind="questions", question=note, study=study, start=18, end=19
    )
    client.force_login(reader)
    assert "几分烫？" in client.get(meeting.get_absolute_url()).text
    hide(note, by=owner, reason="跑题")
    page = client.get(meeting.get_absolute_url()).text
    assert "第4段的疑问" in page
    assert "几分烫？" not in page


@pytest.mark.parametrize("role", [None, Role.OBSERVER, Role.MEMBER, Role.RECORDER])
def test_nobody_else_works_on_it(client, meeting, study, role):
    client.force_login(join(study.group, role=role) if role else make_user())
    assert client.get(reverse("meetings:agenda", args=[meeting.pk])).status_code == 404
    for name in ("propose", "add_item", "undo_agenda"):
        assert act(client, name, meeting.pk, **typed()).status_code == 404
    for name in ("change_item", "move_item", "drop_item"):
        assert act(client, name, item("甲").pk, **typed(step="1")).status_code == 404
    assert titles(meeting) == "甲乙丙"


def test_after_the_end_nothing_is_planned(client, meeting):
    meeting.started_at = meeting.ended_at = timezone.now()
    meeting.save()
    assert act(client, "drop_item", item("甲").pk).status_code == 404
    assert client.get(reverse("meetings:edit", args=[meeting.pk])).status_code == 404


def test_a_long_agenda_costs_as_much_as_a_short_one(client, meeting, study, django_assert_num_queries):
    page = reverse("meetings:agenda", args=[meeting.pk])
    client.get(page)
    with django_assert_num_queries(7):
        client.get(page)
    for _ in range(20):
        agenda.add_item(meeting, title="又", minutes=1, study=study, start=0, end=4, person=join(study.group))
    with django_assert_num_queries(7):
        client.get(page)
