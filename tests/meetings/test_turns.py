"""轮读: shared out, one after the other, passed on and taken over."""

import pytest

from studyapp.groups.models import Role
from studyapp.meetings.models import Turn
from studyapp.meetings.services import leading
from studyapp.meetings.services.agenda import add_item
from studyapp.meetings.services.running import take_up
from tests.factories import join, make_study
from tests.meetings.somebody import comes, guest_of, part, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def readers(meeting):
    return [comes(meeting, name) for name in ("方圆", "周远", "何田")]


def share(client, meeting, readers, first=1, last=6, a_minute=200, study=None):
    fields = {"study": (study or meeting.studies.first()).pk, "first": first, "last": last, "a_minute": a_minute}
    return client.post(f"/meetings/{meeting.pk}/turns/share-out/", fields | {"readers": [one.pk for one, _ in readers]})


def press(client, turn, act):
    return client.post(f"/meetings/{turn.meeting_id}/turns/{turn.pk}/{act}/").status_code


def go_on(client, meeting, seen=None):
    return client.post(f"/meetings/{meeting.pk}/turns/next/", {"seen": seen.pk} if seen else {}).status_code


def reading(meeting):
    return meeting.turns.filter(state="reading").first()


def number_of(meeting):
    meeting.refresh_from_db()
    return meeting.revision.paragraphs.get(start=meeting.focus_start).number


def test_the_paragraphs_are_shared_out_among_those_who_are_there(desk, meeting, readers):
    assert share(desk, meeting, readers).status_code == 204
    turns = list(meeting.turns.all())
    assert [(turn.attendance.name, turn.first, turn.last) for turn in turns] == [
        ("方圆", 1, 2), ("周远", 3, 4), ("何田", 5, 6),
    ]  # fmt: skip
    assert all(turn.seconds for turn in turns)
    shown = part(readers[1][1], meeting, "turns")
    assert "我读" in shown
    assert "第3–4段" in shown


def test_one_reads_after_the_other_and_everybody_is_taken_there(desk, meeting, readers):
    share(desk, meeting, readers)
    go_on(desk, meeting)
    assert reading(meeting).attendance == readers[0][0]
    assert number_of(meeting) == 1
    shown = part(readers[2][1], meeting, "turns")
    assert shown.index("方圆") < shown.index("周远")
    assert "下一位" in shown
    go_on(desk, meeting, reading(meeting))
    assert number_of(meeting) == 3
    go_on(desk, meeting, reading(meeting))
    go_on(desk, meeting, reading(meeting))
    assert reading(meeting) is None
    assert not meeting.turns.exclude(state="done").exists()
    assert "在读" not in part(desk, meeting, "turns")


def test_two_who_press_next_at_once_go_on_by_one(desk, meeting, readers, group):
    other = signed_in(join(group, role=Role.FACILITATOR))
    share(desk, meeting, readers)
    assert go_on(desk, meeting) == 204
    assert go_on(other, meeting) == 204
    assert reading(meeting).attendance == readers[0][0]


def test_what_somebody_passes_a_volunteer_reads_next(desk, meeting, readers):
    share(desk, meeting, readers)
    first, second, _ = meeting.turns.all()
    go_on(desk, meeting)
    assert press(readers[0][1], second, "pass") == 404
    assert press(readers[1][1], second, "pass") == 204
    assert "我来读" in part(readers[2][1], meeting, "turns")
    assert press(readers[2][1], second, "volunteer") == 204
    assert press(readers[0][1], second, "volunteer") == 204
    second.refresh_from_db()
    assert second.attendance == readers[2][0]
    go_on(desk, meeting, first)
    assert reading(meeting) == second


def test_who_leads_passes_anybody_over(desk, meeting, readers):
    share(desk, meeting, readers)
    turn = meeting.turns.first()
    assert press(desk, turn, "pass") == 204
    turn.refresh_from_db()
    assert (turn.state, turn.attendance) == (Turn.State.PASSED, None)
    assert "没有人读" in part(desk, meeting, "turns")


def test_what_was_read_is_not_passed(desk, meeting, readers):
    share(desk, meeting, readers)
    turn = meeting.turns.first()
    go_on(desk, meeting)
    go_on(desk, meeting, turn)
    press(desk, turn, "pass")
    turn.refresh_from_db()
    assert turn.state == Turn.State.DONE


def test_guests_read_too_when_they_are_asked_or_volunteer(desk, meeting, readers):
    guest = guest_of(meeting)
    share(desk, meeting, [guest, *readers])
    turn = meeting.turns.get(attendance=guest[0])
    assert press(guest[1], turn, "pass") == 204
    assert press(guest[1], turn, "volunteer") == 204
    turn.refresh_from_db()
    assert turn.attendance == guest[0]


def test_shared_out_anew_what_was_read_stays(desk, meeting, readers):
    share(desk, meeting, readers)
    go_on(desk, meeting)
    go_on(desk, meeting, reading(meeting))
    share(desk, meeting, readers[:1], first=3, last=8)
    assert [(turn.first, turn.last, turn.state) for turn in meeting.turns.all()] == [(1, 2, "done"), (3, 8, "waiting")]


def test_how_fast_one_reads_is_chosen(desk, meeting, readers):
    share(desk, meeting, readers, a_minute=200)
    slow = [turn.seconds for turn in meeting.turns.all()]
    share(desk, meeting, readers, a_minute=400)
    assert sum(turn.seconds for turn in meeting.turns.all()) * 2 == pytest.approx(sum(slow), abs=len(slow) * 2)


def test_headings_are_nobodys(desk, meeting, readers):
    meeting.studies.get().article.revision.paragraphs.filter(number=2).update(number=None, kind="heading")
    assert share(desk, meeting, readers[:1], first=1, last=8).status_code == 204
    turn = meeting.turns.get()
    assert (turn.first, turn.last) == (1, 8)


@pytest.mark.parametrize("wrong", [{"first": 7, "last": 3}, {"last": 99}, {"first": 0}, {"a_minute": 0}])
def test_what_makes_no_sense_is_refused(desk, meeting, readers, wrong):
    assert share(desk, meeting, readers, **wrong).status_code == 422
    assert not meeting.turns.exists()


def test_nor_is_it_shared_out_to_nobody_or_of_a_text_of_others(desk, meeting, readers):
    assert share(desk, meeting, []).status_code == 422
    assert share(desk, meeting, readers, study=make_study()).status_code == 422


def test_members_share_nothing_out(meeting, readers):
    assert share(readers[0][1], meeting, readers).status_code == 404
    assert go_on(readers[0][1], meeting) == 404
    assert "分段轮读" not in part(readers[0][1], meeting, "turns")


def test_the_stretch_of_the_item_is_proposed(desk, meeting, readers):
    lines = meeting.studies.get().article.revision.paragraphs.order_by("number")
    item = add_item(
        meeting,
        title="轮读",
        minutes=9,
        kind="reading",
        study=meeting.studies.get(),
        revision=lines[2].revision,
        start=lines[2].start,
        end=lines[4].end,
    )
    take_up(item)
    form = part(desk, meeting, "turns")
    assert 'name="first" value="3"' in form
    assert 'name="last" value="5"' in form
    assert form.count("checked") == 4  # all who are there, who leads too


def test_before_and_after_nobody_reads(desk, meeting, readers):
    share(desk, meeting, readers)
    leading.end(meeting)
    assert go_on(desk, meeting) == 409
    assert share(desk, meeting, readers).status_code == 409


def test_a_phone_says_whose_turn_it_is_and_is_next(desk, meeting, readers):
    share(desk, meeting, readers)
    go_on(desk, meeting)
    assert "轮到你读" in part(readers[0][1], meeting, "bottom")
    assert "下一位是你" in part(readers[1][1], meeting, "bottom")
    shown = part(readers[2][1], meeting, "bottom")
    assert "轮到你读" not in shown
    assert "下一位是你" not in shown
