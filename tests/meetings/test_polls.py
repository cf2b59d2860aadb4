"""小调查: asked with a tap, answered by who has a vote, counted as one looks."""

import pytest

from studyapp.groups.models import Role
from studyapp.meetings.models import Ballot, Poll
from studyapp.meetings.services import attending, leading, polls, records
from tests.factories import join
from tests.meetings.somebody import comes, guest_of, part, signed_in

pytestmark = pytest.mark.django_db


def ask(client, meeting, **fields):
    said = {"question": "下次读什么？", "choices": "茶\n水\n山"} | fields
    return client.post(f"/meetings/{meeting.pk}/polls/ask/", said)


def answer(client, poll, *chosen):
    return client.post(f"/meetings/polls/{poll.pk}/answer/", {"chosen": chosen}).status_code


def counted(client, meeting):
    """The numbers as the panel shows them."""
    return [int(piece.split("</b>")[0]) for piece in part(client, meeting, "poll").split("<b>")[1:]]


@pytest.fixture
def voters(meeting):
    return [comes(meeting, name)[1] for name in ("方圆", "周远", "何田")]


def test_one_tap_asks_whether_it_is_understood(desk, meeting, voters):
    line = meeting.studies.get().article.revision.paragraphs.get(number=3)
    desk.post(f"/meetings/{meeting.pk}/focus/", {"revision": line.revision_id, "start": line.start})
    assert desk.post(f"/meetings/{meeting.pk}/polls/ask/", {"pulse": "1"}).status_code == 204
    poll = Poll.objects.get()
    assert poll.question == "第3段听懂了吗？"
    assert poll.is_anonymous
    answer(voters[0], poll, 0)
    answer(voters[1], poll, 1)
    answer(voters[2], poll, 0)
    assert counted(desk, meeting) == counted(voters[0], meeting) == [2, 1]


def test_an_answer_is_changed_until_the_poll_is_closed(desk, meeting, voters):
    ask(desk, meeting)
    poll = Poll.objects.get()
    answer(voters[0], poll, 0)
    assert 'value="0" aria-pressed="true"' in part(voters[0], meeting, "poll")
    assert answer(voters[0], poll, 2) == 204
    assert counted(desk, meeting) == [0, 0, 1]
    assert desk.post(f"/meetings/polls/{poll.pk}/close/").status_code == 204
    assert answer(voters[0], poll, 1) == 409
    assert counted(voters[1], meeting) == [0, 0, 1]
    assert "已经结束" in part(voters[1], meeting, "poll")


def test_several_are_chosen_where_several_may_be(desk, meeting, voters):
    ask(desk, meeting, is_multiple="on")
    poll = Poll.objects.get()
    assert answer(voters[0], poll, 0, 2) == 204
    assert answer(voters[1], poll, 2) == 204
    assert counted(desk, meeting) == [1, 0, 2]
    assert answer(voters[0], poll) == 204
    assert counted(desk, meeting) == [0, 0, 1]


def test_of_one_choice_the_first_counts(desk, meeting, voters):
    ask(desk, meeting)
    answer(voters[0], Poll.objects.get(), 0, 1, 2)
    assert counted(desk, meeting) == [1, 0, 0]


@pytest.mark.parametrize("chosen", [["7"], ["-1"], ["x"], []])
def test_what_is_no_choice_is_refused(desk, meeting, voters, chosen):
    ask(desk, meeting)
    assert answer(voters[0], Poll.objects.get(), *chosen) == 422
    assert not Ballot.objects.exists()


def test_without_names_nobody_is_named_anywhere(desk, meeting, voters):
    ask(desk, meeting)
    answer(voters[0], Poll.objects.get(), 1)
    ballot = Ballot.objects.get()
    assert ballot.attendance is None
    assert len(ballot.voter) == 64
    assert "不记名" in part(voters[1], meeting, "poll")
    assert "方圆" not in part(desk, meeting, "poll")


def test_by_name_it_is_said_before_and_all_see_who_chose_what(desk, meeting, voters):
    ask(desk, meeting, is_named="on")
    assert "大家看得到谁选了什么" in part(voters[0], meeting, "poll")
    answer(voters[0], Poll.objects.get(), 1)
    assert "方圆" in part(voters[1], meeting, "poll")


def test_guests_and_observers_have_no_vote_but_see_the_result(desk, meeting):
    _, observer = comes(meeting, "旁听", role=Role.OBSERVER)
    _, guest = guest_of(meeting)
    ask(desk, meeting)
    poll = Poll.objects.get()
    assert answer(observer, poll, 0) == 404
    assert answer(guest, poll, 0) == 200  # to the sign-in
    assert not Ballot.objects.exists()
    for client in (observer, guest):
        shown = part(client, meeting, "poll")
        assert "下次读什么" in shown
        assert "列席的不表态" in shown
        assert 'name="chosen"' not in shown


def test_nor_has_who_has_not_come_or_has_gone(desk, meeting, group):
    ask(desk, meeting)
    poll = Poll.objects.get()
    assert answer(signed_in(join(group)), poll, 0) == 404
    mine, client = comes(meeting)
    attending.leave(mine)
    assert answer(client, poll, 0) == 404


def test_a_new_poll_closes_the_one_before(desk, meeting, voters, group):
    ask(desk, meeting)
    first = Poll.objects.get()
    other = signed_in(join(group, role=Role.FACILITATOR))
    ask(other, meeting, question="几点散会？")
    assert Poll.objects.get(closed_at=None).question == "几点散会？"
    assert answer(voters[0], first, 0) == 409
    assert "几点散会" in part(voters[0], meeting, "poll")


@pytest.mark.parametrize(
    "wrong",
    [{"question": " "}]
    + [{"choices": choices} for choices in ("茶", "茶\n茶", "\n".join("一二三四五六七八九"), "长" * 41 + "\n短")],
)
def test_a_question_needs_two_to_eight_choices(desk, meeting, wrong):
    refused = ask(desk, meeting, **wrong)
    assert refused.status_code == 422
    assert 'class="error"' in refused.content.decode()
    assert not Poll.objects.exists()


def test_only_who_leads_asks_and_closes(meeting, voters, desk):
    assert ask(voters[0], meeting).status_code == 404
    assert "问别的" not in part(voters[0], meeting, "poll")
    ask(desk, meeting)
    assert voters[0].post(f"/meetings/polls/{Poll.objects.get().pk}/close/").status_code == 404


def test_the_end_closes_the_poll(desk, meeting, voters):
    ask(desk, meeting)
    leading.end(meeting)
    assert Poll.objects.get().closed_at
    assert answer(voters[0], Poll.objects.get(), 0) == 404
    assert ask(desk, meeting).status_code == 409


@pytest.mark.parametrize("how", ["closed", "another is asked", "the meeting ends"])
def test_what_was_answered_without_names_is_nobodys_once_it_is_closed(desk, meeting, voters, how):
    """Nobody finds out, with the database and the key in hand."""
    ask(desk, meeting)
    poll = Poll.objects.get()
    for place, voter in enumerate(voters):
        answer(voter, poll, place)
    given = set(poll.ballots.values_list("pk", "voter"))
    if how == "closed":
        desk.post(f"/meetings/polls/{poll.pk}/close/")
    elif how == "another is asked":
        ask(desk, meeting)
    else:
        leading.end(meeting)
    assert polls.counts(poll) == [1, 1, 1]
    rows = list(poll.ballots.all())
    assert not {row.voter for row in rows} & {voter for _, voter in given}
    assert not {row.voter for row in rows} & {polls.voter(poll, there) for there in meeting.attendances.all()}
    assert {row.attendance for row in rows} == {None}


def test_ballots_lie_in_no_order(desk, meeting):
    """Twelve chose the first and then twelve the second; by chance they would lie so once in a million times."""
    crowd = [comes(meeting, f"来人{number}")[0] for number in range(24)]
    poll = polls.ask(meeting, question="几时散？", choices=["早", "晚"])
    for place, voter in enumerate(crowd):
        polls.answer(poll, attendance=voter, chosen=[place // 12])
    polls.close(poll)
    chosen = [ballot.chosen for ballot in poll.ballots.order_by("pk")]
    assert sorted(chosen) == [[0]] * 12 + [[1]] * 12
    assert chosen != sorted(chosen)


def test_ballots_with_names_stay_as_they_were(desk, meeting, voters):
    ask(desk, meeting, is_named="on")
    poll = Poll.objects.get()
    answer(voters[0], poll, 1)
    before = list(poll.ballots.values())
    desk.post(f"/meetings/polls/{poll.pk}/close/")
    assert list(poll.ballots.values()) == before


def reopen(client, poll):
    return client.post(f"/meetings/polls/{poll.pk}/reopen/").status_code


def test_closed_by_mistake_it_goes_on_and_nobody_is_counted_twice(desk, meeting, voters):
    ask(desk, meeting)
    poll = Poll.objects.get()
    answer(voters[0], poll, 0)
    polls.close(poll)
    assert "接着问" in part(desk, meeting, "poll")
    assert reopen(desk, poll) == 204
    assert "接着问" not in part(desk, meeting, "poll")
    assert answer(voters[0], poll, 1) == 409
    shown = part(voters[0], meeting, "poll")
    assert "你答过了" in shown
    assert 'name="chosen"' not in shown
    assert answer(voters[1], poll, 1) == 204
    polls.close(poll)
    reopen(desk, poll)
    assert [answer(voter, poll, 2) for voter in voters] == [409, 409, 204]
    assert counted(desk, meeting) == [1, 1, 1]


def test_by_name_an_answer_is_changed_once_it_goes_on(desk, meeting, voters):
    ask(desk, meeting, is_named="on")
    poll = Poll.objects.get()
    answer(voters[0], poll, 0)
    polls.close(poll)
    reopen(desk, poll)
    assert 'aria-pressed="true"' in part(voters[0], meeting, "poll")
    assert answer(voters[0], poll, 1) == 204
    assert counted(desk, meeting) == [0, 1, 0]


def test_nor_is_anybody_counted_twice_after_an_end_that_was_undone(desk, meeting, voters):
    ask(desk, meeting)
    poll = Poll.objects.get()
    answer(voters[0], poll, 0)
    leading.resume(leading.end(meeting))
    assert answer(voters[0], poll, 0) == 409
    assert counted(desk, meeting) == [1, 0, 0]


def test_only_the_last_poll_goes_on(desk, meeting, voters):
    ask(desk, meeting)
    first = Poll.objects.get()
    answer(voters[0], first, 0)
    ask(desk, meeting, question="几点散会？")
    assert reopen(desk, first) == 409
    first.refresh_from_db()
    assert first.closed_at
    assert first.answered == []  # it is not asked again
    assert reopen(voters[0], Poll.objects.first()) == 404


def test_two_who_reopen_it_reopen_it_once(desk, meeting, voters):
    ask(desk, meeting)
    poll = Poll.objects.get()
    polls.close(poll)
    assert [reopen(desk, poll), reopen(desk, poll)] == [204, 204]
    leading.end(meeting)
    assert reopen(desk, poll) == 409


def test_who_answered_is_forgotten_with_the_signature(desk, meeting, lead, voters):
    ask(desk, meeting)
    poll = Poll.objects.get()
    answer(voters[0], poll, 0)
    record = records.write(leading.end(meeting))
    records.sign(record, by=lead, seen=records.digest(record))
    poll.refresh_from_db()
    assert poll.answered == []
