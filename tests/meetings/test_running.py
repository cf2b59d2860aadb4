"""The agenda runs: one item after the other, each with the time that it really took, and whoever leads."""

from datetime import timedelta

import pytest
from django.utils import timezone

from studyapp.annotations.services.marks import rewrite
from studyapp.groups.models import Role
from studyapp.live.models import Event
from studyapp.meetings.models import AgendaItem, Parked, Part
from studyapp.meetings.services import leading, running
from studyapp.meetings.services.agenda import add_item
from tests.factories import join, make_note
from tests.meetings.somebody import comes, guest_of, part, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def items(meeting):
    meeting.agenda.all().delete()
    names = ("说说读法", "先议疑问", "各说一处", "定下次")
    return [add_item(meeting, title=name, minutes=10, kind="discussion") for name in names]


def press(client, meeting, act, seen=None):
    answer = client.post(f"/meetings/{meeting.pk}/items/{act}/", {"seen": seen.pk} if seen else {})
    assert answer.status_code == 204
    return now(meeting)


def act(client, item, name, **fields):
    assert client.post(f"/meetings/items/{item.pk}/{name}/", fields).status_code == 204
    item.refresh_from_db()


def now(meeting):
    meeting.refresh_from_db()
    return meeting.item


def ran(item, minutes):
    """As if it had begun so long ago."""
    AgendaItem.objects.filter(pk=item.pk).update(began_at=timezone.now() - timedelta(minutes=minutes))


def test_one_item_follows_the_other_and_the_time_that_each_took_is_kept(desk, meeting, items):
    one, two, *_ = items
    assert press(desk, meeting, "next") == one
    ran(one, 7)
    assert press(desk, meeting, "next", one) == two
    one.refresh_from_db()
    assert one.done_at
    assert one.began_at is None
    assert one.spent == 7 * 60
    agenda = part(desk, meeting, "agenda")
    assert "用了 7 分" in agenda
    assert agenda.index('aria-current="step"') > agenda.index("说说读法")


def test_back_goes_on_where_it_was(desk, meeting, items):
    one, two, *_ = items
    press(desk, meeting, "next")
    ran(one, 7)
    press(desk, meeting, "next", one)
    assert press(desk, meeting, "previous", two) == one
    one.refresh_from_db()
    assert one.done_at is None
    assert one.elapsed(timezone.now()) >= timedelta(minutes=7)
    two.refresh_from_db()
    assert two.done_at


def test_at_the_end_nothing_runs_and_the_last_can_be_had_back(desk, meeting, items):
    for item in [None, *items]:
        press(desk, meeting, "next", item)
    assert now(meeting) is None
    assert "议程走完了" in part(desk, meeting, "agenda")
    assert press(desk, meeting, "previous") == items[-1]


def test_before_the_first_item_there_is_nothing_to_go_back_to(desk, meeting, items):
    assert press(desk, meeting, "previous") is None
    assert press(desk, meeting, "next") == items[0]
    assert press(desk, meeting, "previous", items[0]) == items[0]


def test_two_who_press_next_at_the_same_moment_go_on_by_one(desk, meeting, items, group):
    other = signed_in(join(group, role=Role.FACILITATOR))
    press(desk, meeting, "next")
    assert press(desk, meeting, "next", items[0]) == items[1]
    assert press(other, meeting, "next", items[0]) == items[1]
    assert press(other, meeting, "previous", items[0]) == items[1]


def test_any_item_is_taken_up_and_of_two_the_last_wins(desk, meeting, items, group):
    other = signed_in(join(group, role=Role.FACILITATOR))
    act(desk, items[2], "take-up")
    act(other, items[1], "take-up")
    assert now(meeting) == items[1]
    act(other, items[1], "take-up")
    items[1].refresh_from_db()
    assert items[1].began_at
    assert AgendaItem.objects.filter(began_at__isnull=False).count() == 1


def test_what_is_skipped_is_passed_over_until_it_is_taken_up(desk, meeting, items):
    one, two, three, _ = items
    press(desk, meeting, "next")
    act(desk, two, "skip")
    assert "跳过了" in part(desk, meeting, "agenda")
    assert press(desk, meeting, "next", one) == three
    act(desk, three, "skip")
    assert now(meeting) == items[3]
    act(desk, two, "take-up")
    two.refresh_from_db()
    assert not two.skipped


def test_a_pause_is_not_counted(desk, meeting, items):
    one = items[0]
    press(desk, meeting, "next")
    ran(one, 10)
    act(desk, one, "pause", paused="1")
    AgendaItem.objects.filter(pk=one.pk).update(paused_at=timezone.now() - timedelta(minutes=4))
    act(desk, one, "pause", paused="1")
    assert "接着走" in part(desk, meeting, "agenda")
    act(desk, one, "pause")
    assert one.paused_at is None
    assert abs(one.elapsed(timezone.now()) - timedelta(minutes=6)) < timedelta(seconds=5)
    act(desk, one, "pause")
    press(desk, meeting, "next", one)
    one.refresh_from_db()
    assert abs(one.spent - 6 * 60) < 5


def test_an_item_is_given_five_minutes_more(desk, meeting, items):
    press(desk, meeting, "next")
    act(desk, items[0], "extend")
    act(desk, items[0], "extend")
    assert items[0].minutes == 20
    AgendaItem.objects.filter(pk=items[0].pk).update(minutes=598)
    act(desk, items[0], "extend")
    assert items[0].minutes == running.LONGEST


def test_the_time_is_counted_by_the_server_and_overtime_is_shown(desk, meeting, items):
    press(desk, meeting, "next")
    ran(items[0], 25)
    items[0].refresh_from_db()
    agenda = part(desk, meeting, "agenda")
    assert f'data-began="{round(items[0].began_at.timestamp() * 1000)}"' in agenda
    assert 'data-minutes="10"' in agenda
    assert now(meeting) == items[0]


def test_who_leads_is_told_whether_it_will_end_in_time(desk, meeting, items):
    meeting.starts_at, meeting.minutes = timezone.now(), 40
    meeting.save()
    press(desk, meeting, "next")
    assert "准时散会" in part(desk, meeting, "agenda")
    ran(items[0], 16)
    meeting.starts_at = timezone.now() - timedelta(minutes=16)
    meeting.save()
    assert "比计划晚 6 分钟散会" in part(desk, meeting, "agenda")
    act(desk, items[3], "skip")
    assert "比计划早 4 分钟散会" in part(desk, meeting, "agenda")


def test_members_see_the_agenda_and_move_nothing(meeting, items, group):
    _, member = comes(meeting)
    _, recorder = comes(meeting, "何田", role=Role.RECORDER)
    _, guest = guest_of(meeting)
    for client in (member, recorder, guest):
        assert "先议疑问" in part(client, meeting, "agenda")
        assert "<form" not in part(client, meeting, "agenda")
        assert client.post(f"/meetings/{meeting.pk}/items/next/").status_code != 204
        assert client.post(f"/meetings/items/{items[0].pk}/take-up/").status_code != 204
    assert now(meeting) is None


def test_who_is_named_for_this_meeting_moves_it_too(meeting, items, group):
    named = join(group)
    meeting.parts.create(user=named, role=Part.Role.FACILITATOR)
    assert press(signed_in(named), meeting, "next") == items[0]


def test_nothing_runs_before_and_after(desk, meeting, items):
    leading.end(meeting)
    assert desk.post(f"/meetings/{meeting.pk}/items/next/").status_code == 409
    assert desk.post(f"/meetings/items/{items[0].pk}/take-up/").status_code == 409


def test_the_end_stops_the_item_and_an_end_by_mistake_lets_it_go_on(desk, meeting, items):
    press(desk, meeting, "next")
    ran(items[0], 7)
    leading.end(meeting)
    items[0].refresh_from_db()
    assert (items[0].spent, items[0].began_at) == (7 * 60, None)
    leading.resume(meeting)
    items[0].refresh_from_db()
    assert now(meeting) == items[0]
    assert items[0].done_at is None
    assert items[0].elapsed(timezone.now()) < timedelta(minutes=7, seconds=9)


def test_each_act_is_told_once(desk, meeting, items):
    for name in ("next",):
        before = Event.objects.filter(kind="agenda").count()
        press(desk, meeting, name)
        assert Event.objects.filter(kind="agenda").count() == before + 1


def park(client, meeting, **fields):
    return client.post(f"/meetings/{meeting.pk}/park/", fields).status_code


def test_a_question_is_put_off_and_taken_back(desk, meeting, group):
    study = meeting.studies.get()
    author = join(group)
    question = make_note(article=study.article, author=author, study=study, kind="question", body="水往哪里去？")
    assert park(desk, meeting, question=question.pk) == 204
    assert park(desk, meeting, question=question.pk) == 204
    question.refresh_from_db()
    assert question.status == "parked"
    member, guest = signed_in(author), guest_of(meeting)[1]
    assert "水往哪里去" in part(member, meeting, "agenda")
    assert "水往哪里去" not in part(guest, meeting, "agenda")
    assert desk.post(f"/meetings/parked/{Parked.objects.get().pk}/take-back/").status_code == 204
    question.refresh_from_db()
    assert question.status == "open"
    assert not Parked.objects.exists()


def test_words_are_put_off_too_but_not_nothing(desk, meeting):
    assert park(desk, meeting, text="山在哪里？") == 204
    assert "山在哪里" in part(desk, meeting, "agenda")
    assert park(desk, meeting, text="  ") == 422


def test_no_private_or_sealed_question_is_put_off(desk, meeting, lead, group):
    study = meeting.studies.get()
    private = make_note(article=study.article, author=lead, kind="question", body="只问自己")
    thought = make_note(article=study.article, author=lead, study=study, kind="thought", body="想")
    assert park(desk, meeting, question=private.pk) == 422
    assert park(desk, meeting, question=thought.pk) == 422


def test_a_question_that_is_withdrawn_does_not_show(desk, meeting, group):
    study, author = meeting.studies.get(), join(group)
    question = make_note(article=study.article, author=author, study=study, kind="question", body="水往哪里去？")
    park(desk, meeting, question=question.pk)
    rewrite(question, body="水？", tags=(), edition=1)
    type(question).objects.filter(pk=question.pk).update(study=None)
    assert "水" not in part(desk, meeting, "agenda").split("会后再议")[1]
