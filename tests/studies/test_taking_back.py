"""What was dropped or replaced in a plan comes back, unless what was done since would be lost: then it is said why."""

from datetime import date

import pytest
from django.urls import reverse

from studyapp.groups.models import Role
from studyapp.studies.services.planning import Step, change_step, drop_step
from tests.factories import join, make_group
from tests.studies.planned import act, page, plan, study_of

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)


def changed_meanwhile(client, leader, study):
    """The leader dropped the first step; then another changed what was left."""
    plan(study, TODAY, TODAY, TODAY)
    act(client, "drop_step", study.steps.first().pk)
    row = study.steps.first()
    change_step(row, revision=row.revision, step=Step(row.start, row.end, None, "路在哪儿？"), by=leader)


def test_nothing_is_taken_back_over_what_another_did_meanwhile(client, leader, study):
    changed_meanwhile(client, leader, study)
    assert "撤销" not in page(client, study)
    act(client, "undo_plan", study.pk)
    assert [step.prompt for step in study.steps.all()] == ["路在哪儿？", ""]


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_who_may_not_take_it_back_learns_why_and_what_is_lost(client, leader, study, headers):
    changed_meanwhile(client, leader, study)
    answer = client.post(reverse("studies:undo_plan", args=[study.pk]), headers=headers)
    assert answer.status_code == 409
    html = answer.content.decode()
    assert "计划在这以后又改过" in html
    lost = html[html.index('id="undo-refused"') : html.index("agenda-items")]
    assert "一、看水" in lost
    assert "第1–2段" in lost
    assert "三、点灯" not in lost


def test_what_was_taken_back_cannot_be_taken_back_twice(client, leader, study):
    plan(study, None, None, None)
    act(client, "drop_step", study.steps.first().pk)
    assert act(client, "undo_plan", study.pk).status_code == 303
    answer = act(client, "undo_plan", study.pk)
    assert answer.status_code == 409
    assert "没有可以撤销的了" in answer.content.decode()
    assert study.steps.count() == 3


def test_an_undo_of_another_study_stays(client, leader, study):
    other = study_of(make_group())
    join(other.group, user=leader, role=Role.FACILITATOR)
    plan(study, None, None, None)
    act(client, "drop_step", study.steps.first().pk)
    assert act(client, "undo_plan", other.pk).status_code == 409
    assert act(client, "undo_plan", study.pk).status_code == 303
    assert study.steps.count() == 3


def test_what_is_kept_for_an_undo_is_what_the_act_changed(leader, study):
    plan(study, None, None, None)
    first, second, third = study.steps.all()
    drop_step(first)
    change = drop_step(second)
    assert [row["start"] for row in change.before] == [second.start, third.start]
    assert [row["start"] for row in change.after] == [third.start]
