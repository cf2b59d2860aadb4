"""学习计划: steps by hand, proposed, moved, dropped and taken back; told once; never a word of who read what."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from studyapp.groups.models import Role
from studyapp.inbox.entries import days
from studyapp.inbox.models import Notification
from studyapp.studies.models import PlanStep
from studyapp.studies.plan import plan_of
from studyapp.studies.services.planning import (
    MOST_STEPS,
    FullPlanError,
    Step,
    change_step,
    drop_step,
    lay_plan,
    move_step,
)
from tests.factories import join, make_article, make_group
from tests.studies.planned import act, member, page, plan, reads, study_of

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)


def titles(study, user):
    return [row.title for row in plan_of(study, user=user)]


def test_a_step_goes_from_section_to_section(client, leader, study):
    said = {"first": "1", "last": "2", "due_on": "2030-05-30", "prompt": "水是什么颜色？"}
    assert act(client, "add_step", study.pk, **said).status_code == 303
    [row] = plan_of(study, user=leader)
    assert (row.title, row.first, row.last) == ("一、看水；二、走路", 1, 3)
    assert row.step.due_on == date(2030, 5, 30)
    html = page(client, study)
    assert "水是什么颜色？" in html
    assert "5月30日前" in html


def test_one_section_alone(client, leader, study):
    act(client, "add_step", study.pk, first="3", last="")
    assert titles(study, leader) == ["三、点灯"]


def test_of_a_text_without_sections_by_paragraphs(client, group):
    study = study_of(group, text="水。\n山。\n路。", sections=())
    leader = member(study, role=Role.FACILITATOR)
    client.force_login(leader)
    act(client, "add_step", study.pk, first="1", last="2")
    act(client, "add_step", study.pk, first="3", last="3")
    assert [(row.first, row.last) for row in plan_of(study, user=leader)] == [(1, 2), (3, 3)]
    spans = list(PlanStep.objects.values_list("start", "end"))
    assert spans == [(0, 6), (6, study.article.revision.length)]


@pytest.mark.parametrize(("said", "words"), [
    ({"first": "2", "last": "1"}, "请从前往后选"),
    ({"first": "9"}, "9"),
    ({"first": "1", "due_on": "周四"}, "请写日期"),
    ({"first": "1", "due_on": "2999-01-01"}, "太远了"),
    ({}, "必填"),
])  # fmt: skip
def test_what_cannot_be_is_explained_and_what_was_typed_stays(client, leader, study, said, words):
    answer = act(client, "add_step", study.pk, prompt="水是什么颜色？", **said)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert "水是什么颜色？" in answer.content.decode()
    assert not PlanStep.objects.exists()


def test_steps_are_changed_moved_and_dropped_and_taken_back(client, leader, study):
    plan(study, None, None, None)
    first, second, _third = study.steps.all()
    act(client, "move_step", first.pk, to=2)
    assert titles(study, leader) == ["二、走路", "三、点灯", "一、看水"]
    act(client, "move_step", first.pk, step="-1")
    assert titles(study, leader) == ["二、走路", "一、看水", "三、点灯"]
    act(client, "change_step", second.pk, first="keep", last="", prompt="慢为谁而设？")
    assert study.steps.get(pk=second.pk).prompt == "慢为谁而设？"
    act(client, "drop_step", second.pk)
    assert titles(study, leader) == ["一、看水", "三、点灯"]
    assert "撤销" in page(client, study)
    act(client, "undo_plan", study.pk)
    assert titles(study, leader) == ["二、走路", "一、看水", "三、点灯"]
    assert study.steps.first().prompt == "慢为谁而设？"
    assert "撤销" not in page(client, study)


def test_with_htmx_the_desk_is_swapped(client, leader, study):
    plan(study, None, None, None)
    address = reverse("studies:move_step", args=[study.steps.first().pk])
    answer = client.post(address, {"to": 1}, headers={"HX-Request": "true"})
    assert answer.content.decode().lstrip().startswith("<agenda-order")


def propose(client, study, **said):
    said = {"parts": 2, "begins_on": "2026-11-24", "ends_on": "2026-12-08", **said}
    return client.get(reverse("studies:proposal", args=[study.pk]), said)


def test_a_proposal_is_shown_before_it_is_laid(client, leader, study):
    html = propose(client, study).content.decode()
    assert "分成 2 步" in html
    assert not PlanStep.objects.exists()
    said = {"parts": 2, "begins_on": "2026-11-24", "ends_on": "2026-12-08"}
    assert act(client, "lay", study.pk, **said).status_code == 303
    assert [str(step.due_on) for step in study.steps.all()] == ["2026-12-01", "2026-12-08"]
    assert study.steps.last().end == study.article.revision.length


def test_it_replaces_a_plan_only_when_that_was_asked(client, leader, study):
    plan(study, None, None, None)
    said = {"parts": 1, "begins_on": "2026-11-24", "ends_on": "2026-12-08"}
    answer = act(client, "lay", study.pk, **said)
    assert answer.status_code == 422
    assert "会换下" in answer.content.decode()
    assert study.steps.count() == 3
    act(client, "lay", study.pk, **said, replaces="1")
    assert study.steps.count() == 1
    act(client, "undo_plan", study.pk)
    assert study.steps.count() == 3


def test_what_cannot_be_proposed_is_explained(client, leader, study):
    assert "在开始之前" in propose(client, study, ends_on="2026-11-01").content.decode()
    assert propose(client, study, parts="").status_code == 422


def test_members_hear_of_it_once_until_they_have_read_of_it(client, leader, study):
    reader = member(study, "周远")
    tomorrow = str(timezone.localdate() + timedelta(days=1))
    for number in ("1", "2", "3"):
        act(client, "add_step", study.pk, first=number, due_on=tomorrow)
    [notice] = Notification.objects.filter(user=reader)
    assert notice.count == 1
    assert not Notification.objects.filter(user=leader).exists()
    [day] = days(reader, number=None)[1]
    assert "排好了学习计划" in day.entries[0].words
    Notification.objects.update(read_at=timezone.now())
    step = study.steps.first()
    act(client, "change_step", step.pk, first="keep", due_on=tomorrow, prompt="慢为谁而设？")
    assert Notification.objects.filter(user=reader).count() == 1  # the day is the same
    act(client, "change_step", step.pk, first="keep", due_on="")
    assert Notification.objects.filter(user=reader).count() == 2


def test_a_plan_ends_somewhere(study):
    with pytest.raises(FullPlanError):
        lay_plan(study, revision=study.article.revision, steps=[Step(0, 1)] * (MOST_STEPS + 1))


@pytest.mark.parametrize("role", [Role.OBSERVER, Role.MEMBER, Role.RECORDER])
def test_who_does_not_lead_sees_the_plan_but_not_its_desk(client, study, role):
    plan(study, None, None, None)
    user = member(study, role=role)
    client.force_login(user)
    assert client.get(reverse("studies:plan", args=[study.pk])).status_code == 404
    assert act(client, "drop_step", study.steps.first().pk).status_code == 404
    assert titles(study, user) == ["一、看水", "二、走路", "三、点灯"]


def test_a_step_of_an_older_text_says_so_and_is_chosen_anew(client, leader, study):
    plan(study, None, None, None)
    newer = make_article(text="三、点灯\n灯等着人。", sections=(("三、点灯", 1, 0),)).revision
    newer.article, newer.number = study.article, 2
    newer.save()
    rows = plan_of(study, user=leader)
    assert [row.is_old for row in rows] == [True] * 3
    assert rows[0].title == "一、看水"
    assert "按从前的版本" in page(client, study)
    step = study.steps.first()
    assert "照旧" not in client.get(reverse("studies:edit_step", args=[step.pk])).content.decode()
    act(client, "change_step", step.pk, first="1", last="")
    assert study.steps.first().revision_id == newer.pk


def test_a_step_is_done_when_all_of_it_is_read(study):
    reader = member(study)
    lay_plan(study, revision=study.article.revision, steps=[Step(0, study.article.revision.length)])
    reads(study, reader, 1, 2)
    assert [row.is_done for row in plan_of(study, user=reader)] == [False]
    reads(study, reader, 3)
    assert [row.is_done for row in plan_of(study, user=reader)] == [True]


def test_the_number_of_queries_does_not_grow(client, leader, study):
    many = study_of(
        make_group(),
        text="\n".join("水" * 9 for _ in range(300)),
        sections=tuple((f"第{n}节", 1, n) for n in range(300)),
    )
    join(many.group, user=leader, role=Role.FACILITATOR)
    plan(study, None, None, None)
    lay_plan(many, revision=many.article.revision, steps=[Step(9 * n, 9 * n + 9) for n in range(60)])

    def queries(study):
        with CaptureQueriesContext(connection) as found:
            page(client, study)
        return len(found)

    queries(study)
    assert queries(study) == queries(many)


def test_the_same_step_sent_twice_is_one(client, leader, study):
    for _ in range(2):
        act(client, "add_step", study.pk, first="3", last="", due_on="2030-05-30")
    assert titles(study, leader) == ["三、点灯"]


def test_a_step_that_another_dropped_meanwhile_stays_dropped(leader, study):
    plan(study, None, None, None)
    row = study.steps.all()[1]
    before = PlanStep.objects.get(pk=row.pk)
    drop_step(row)
    change_step(before, revision=before.revision, step=Step(before.start, before.end, None, "还在吗？"), by=leader)
    move_step(before, to=0)
    assert titles(study, leader) == ["一、看水", "三、点灯"]
    assert [step.position for step in study.steps.all()] == [1, 2]
