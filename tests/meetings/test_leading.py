"""Leading: everybody is taken to a paragraph, by those who may, while the meeting runs."""

from datetime import timedelta

import pytest
from django.utils import timezone

from studyapp.groups.models import Role
from studyapp.live.models import Event
from studyapp.meetings.models import FocusVisit, Meeting
from studyapp.meetings.services import leading
from tests.factories import join, make_meeting, make_note, make_study

pytestmark = pytest.mark.django_db
TEXT = "\n".join(f"第{number}句，水从山里来。" for number in range(1, 9))


@pytest.fixture
def study(group):
    return make_study(group=group, text=TEXT)


@pytest.fixture
def lead(group):
    return join(group, role=Role.FACILITATOR)


@pytest.fixture
def meeting(study, lead):
    return make_meeting(study=study, by=lead)


@pytest.fixture
def running(meeting, lead):
    return leading.start(meeting, by=lead)


@pytest.fixture
def desk(client, lead):
    client.force_login(lead)
    return client


def paragraph(study, number):
    return study.article.revision.paragraphs.get(number=number)


def take_to(client, meeting, **where):
    return client.post(f"/meetings/{meeting.pk}/focus/", where, headers={"HX-Request": "true"})


def kinds(meeting):
    return list(Event.objects.filter(topic__name=meeting.topic).order_by("number").values_list("kind", flat=True))


def number_of(meeting):
    meeting.refresh_from_db()
    there = meeting.revision.paragraphs.get(start=meeting.focus_start)
    return there.number


def test_who_begins_leads_and_is_there(desk, meeting, lead):
    answer = desk.post(f"/meetings/{meeting.pk}/start/")
    assert (answer.status_code, answer["Location"]) == (303, f"/meetings/{meeting.pk}/console/")
    meeting.refresh_from_db()
    assert meeting.is_running
    assert meeting.lead == lead
    assert meeting.attendances.get(user=lead).is_present
    assert "started" in kinds(meeting)


def test_a_tap_on_a_paragraph_takes_everybody_there(desk, running, study):
    there = paragraph(study, 3)
    answer = take_to(desk, running, revision=there.revision_id, start=there.start)
    assert answer.status_code == 204
    assert number_of(running) == 3
    event = Event.objects.get(topic__name=running.topic, kind="focus")
    assert event.data == {"paragraph": 3, "revision": there.revision_id, "start": there.start, "moves": 1}
    assert '"moves": 1' in answer["HX-Trigger"]


def test_without_script_one_comes_back_to_the_console_at_the_paragraph(desk, running, study):
    there = paragraph(study, 3)
    answer = desk.post(f"/meetings/{running.pk}/focus/", {"revision": there.revision_id, "start": there.start})
    assert (answer.status_code, answer["Location"]) == (303, f"/meetings/{running.pk}/console/#p3")


def test_steps_go_on_and_back_and_stop_at_the_ends(desk, running):
    said = [take_to(desk, running, step=step).status_code for step in ("next", "next", "previous", "previous")]
    assert said == [204, 204, 204, 422]
    assert number_of(running) == 1
    for _ in range(7):
        take_to(desk, running, step="next")
    assert take_to(desk, running, step="next").status_code == 422
    assert number_of(running) == 8


def test_a_step_passes_headings_over(desk, lead, group):
    study = make_study(group=group, text="先说水\n第一段。\n再说山\n第二段。")
    study.article.revision.paragraphs.filter(position__in=(0, 2)).update(kind="heading", number=None)
    meeting = leading.start(make_meeting(study=study, by=lead), by=lead)
    numbers = list(study.article.revision.paragraphs.filter(number__isnull=False).values_list("number", flat=True))
    study.article.revision.paragraphs.filter(number=numbers[0]).update(number=1)
    take_to(desk, meeting, step="next")
    take_to(desk, meeting, step="next")
    assert number_of(meeting) == numbers[1]


def test_key_points_and_notes_lead_to_their_paragraph(desk, running, study, lead):
    point = study.article.revision.key_points.create(title="要点", start=paragraph(study, 5).start + 2, end=50)
    assert take_to(desk, running, key_point=point.pk).status_code == 204
    assert number_of(running) == 5
    note = make_note(article=study.article, author=lead, study=study, quote="第7句", kind="thought", body="看这里")
    assert take_to(desk, running, note=note.pk).status_code == 204
    assert number_of(running) == 7


def test_a_private_note_leads_nowhere(desk, running, study, lead):
    note = make_note(article=study.article, author=lead, quote="第7句", kind="thought", body="只给自己")
    assert take_to(desk, running, note=note.pk).status_code == 422


@pytest.mark.parametrize("where", [{}, {"step": "up"}, {"start": "x"}, {"revision": 999, "start": 0}, {"note": 10**12}])
def test_what_is_no_place_is_refused(desk, running, where):
    assert take_to(desk, running, **where).status_code == 422


def test_a_text_that_is_not_the_meetings_is_no_place(desk, running):
    other = make_study().article.revision.paragraphs.first()
    assert take_to(desk, running, revision=other.revision_id, start=other.start).status_code == 422


def test_nobody_is_taken_anywhere_before_or_after(desk, meeting, study, lead):
    there = paragraph(study, 2)
    place = {"revision": there.revision_id, "start": there.start}
    assert take_to(desk, meeting, **place).status_code == 409
    leading.start(meeting, by=lead)
    leading.end(meeting)
    assert take_to(desk, meeting, **place).status_code == 409


def test_a_cancelled_meeting_does_not_begin(desk, meeting):
    Meeting.objects.filter(pk=meeting.pk).update(cancelled_at=timezone.now())
    assert desk.post(f"/meetings/{meeting.pk}/start/").status_code == 409


def test_an_end_by_mistake_is_undone_where_one_was(desk, running, study):
    take_to(desk, running, step="next")
    desk.post(f"/meetings/{running.pk}/end/")
    assert FocusVisit.objects.get().ended_at
    desk.post(f"/meetings/{running.pk}/resume/")
    running.refresh_from_db()
    assert running.is_running
    assert number_of(running) == 1
    assert FocusVisit.objects.filter(ended_at=None).count() == 1
    assert kinds(running)[-2:] == ["ended", "resumed"]


def test_after_half_an_hour_it_is_over(desk, running):
    leading.end(running)
    Meeting.objects.filter(pk=running.pk).update(ended_at=timezone.now() - timedelta(minutes=31))
    desk.post(f"/meetings/{running.pk}/resume/")
    running.refresh_from_db()
    assert running.is_over


def test_the_lead_goes_to_those_who_may_lead(desk, running, group, lead):
    other, member = join(group, role=Role.FACILITATOR), join(group)
    assert desk.post(f"/meetings/{running.pk}/hand-over/", {"to": member.pk}).status_code == 422
    assert desk.post(f"/meetings/{running.pk}/hand-over/", {"to": other.pk}).status_code == 303
    running.refresh_from_db()
    assert running.lead == other
    assert kinds(running)[-1] == "lead"


def test_of_two_who_lead_the_last_wins_and_both_see_it(client, running, group, study, lead):
    other = join(group, role=Role.FACILITATOR)
    for number, who in ((3, lead), (6, other)):
        client.force_login(who)
        there = paragraph(study, number)
        take_to(client, running, revision=there.revision_id, start=there.start)
    assert number_of(running) == 6
    client.force_login(lead)
    assert str(other) in client.get(f"/meetings/{running.pk}/part/lead/").content.decode()


def test_a_note_of_the_group_goes_on_the_screen_and_off(desk, running, study, lead):
    note = make_note(article=study.article, author=lead, study=study, kind="thought", body="看这里")
    desk.post(f"/meetings/{running.pk}/show-note/", {"note": note.pk})
    running.refresh_from_db()
    assert running.shown == note
    desk.post(f"/meetings/{running.pk}/show-note/", {"note": ""})
    running.refresh_from_db()
    assert running.shown is None
    assert kinds(running)[-2:] == ["screen", "screen"]


def test_private_sealed_and_hidden_notes_do_not(desk, running, study, lead, group):
    private = make_note(article=study.article, author=lead, kind="thought", body="只给自己")
    shared = make_note(article=study.article, author=join(group), study=study, kind="question", body="问")
    assert desk.post(f"/meetings/{running.pk}/show-note/", {"note": private.pk}).status_code == 422
    type(shared).objects.filter(pk=shared.pk).update(hidden_at=timezone.now())
    assert desk.post(f"/meetings/{running.pk}/show-note/", {"note": shared.pk}).status_code == 422
    type(shared).objects.filter(pk=shared.pk).update(hidden_at=None)
    type(study).objects.filter(pk=study.pk).update(sealed_at=timezone.now())
    assert desk.post(f"/meetings/{running.pk}/show-note/", {"note": shared.pk}).status_code == 422


@pytest.mark.parametrize("act", ["start", "end", "resume", "focus", "hand-over", "show-note"])
@pytest.mark.parametrize("role", [Role.OBSERVER, Role.MEMBER, Role.RECORDER, None])
def test_others_do_not_lead(client, running, group, act, role):
    client.force_login(join(group, role=role) if role else join(make_study().group))
    assert client.post(f"/meetings/{running.pk}/{act}/", {"step": "next"}).status_code == 404
