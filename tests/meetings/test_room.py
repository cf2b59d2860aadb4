"""The room: everybody lands where everybody is; members with their notes, guests with the text alone."""

import pytest
from django.test import Client

from studyapp.groups.models import Role
from studyapp.groups.services import remove
from studyapp.live.models import Event
from studyapp.meetings.models import Attendance
from studyapp.meetings.presence import cookie_of
from studyapp.meetings.services import following, leading
from studyapp.meetings.services.attending import admit_guest, check_in
from tests.factories import join, make_article, make_group, make_meeting, make_note, make_study, make_user

pytestmark = pytest.mark.django_db
TEXT = "\n".join(f"第{number}句，水从山里来。" for number in range(1, 9))
LONG = "\n".join(f"第{number}句，" + "水从山里来，一路走，一路记。" * 12 for number in range(1, 301))


@pytest.fixture
def study(group):
    return make_study(group=group, text=TEXT)


@pytest.fixture
def lead(group):
    return join(group, role=Role.FACILITATOR)


@pytest.fixture
def meeting(study, lead):
    return leading.start(make_meeting(study=study, by=lead, guests_allowed=True), by=lead)


@pytest.fixture
def guest(meeting):
    """A browser of somebody without an account."""
    _, token = admit_guest(meeting, name="河畔来的")
    client = Client()
    client.cookies[cookie_of(meeting)] = token
    return client


def take_to(meeting, number, by):
    there = meeting.studies.get().article.revision.paragraphs.get(number=number)
    return leading.focus(meeting, paragraph=there, by=by)


def page(client, meeting, what="room", **asked):
    answer = client.get(f"/meetings/{meeting.pk}/{what}/", asked)
    assert answer.status_code == 200, answer
    return answer.content.decode()


def test_who_comes_late_lands_where_everybody_is(client, reader, meeting, lead):
    take_to(meeting, 5, lead)
    shown = page(client, meeting)
    assert 'data-number="5"' in shown
    assert 'data-moves="1"' in shown
    assert f'href="/meetings/{meeting.pk}/room/#p5"' in shown


def test_the_leaf_of_the_focus_is_open(client, reader, group, lead):
    meeting = leading.start(make_meeting(study=make_study(group=group, text=LONG), by=lead), by=lead)
    take_to(meeting, 280, lead)
    for what in ("room", "text"):
        shown = page(client, meeting, what)
        assert 'id="p280"' in shown
        assert 'id="p1"' not in shown


def test_one_may_look_elsewhere(client, reader, group, lead):
    meeting = leading.start(make_meeting(study=make_study(group=group, text=LONG), by=lead), by=lead)
    take_to(meeting, 280, lead)
    shown = page(client, meeting, start=0)
    assert 'id="p1"' in shown
    assert "data-away" in shown
    assert 'data-number="280"' in shown


def test_a_meeting_of_two_texts_goes_from_one_to_the_other(client, reader, group, study, lead):
    other = make_article(text="另一篇的第一段。\n第二段。", title="又一篇", groups=(group,)).studies.get(group=group)
    meeting = make_meeting(study=study, by=lead)
    meeting.studies.add(other)
    leading.start(meeting, by=lead)
    assert "又一篇" in page(client, meeting)
    assert "另一篇的第一段" in page(client, meeting, study=other.pk, start=0)
    leading.focus(meeting, paragraph=other.article.revision.paragraphs.get(number=2), by=lead)
    assert "另一篇的第一段" in page(client, meeting)


def test_before_the_beginning_the_text_is_there(client, reader, study, lead):
    meeting = make_meeting(study=study, by=lead)
    shown = page(client, meeting)
    assert 'data-state="waiting"' in shown
    assert 'id="p1"' in shown


def test_a_withdrawn_text_is_not_shown(client, reader, meeting, study):
    study.article.publications.update(withdrawn_at=meeting.started_at)
    shown = page(client, meeting)
    assert "已经撤下" in shown
    assert "水从山里来" not in shown


def test_members_see_their_marks_and_may_write(client, reader, meeting, study):
    make_note(article=study.article, author=reader, quote="第2句", kind="thought", body="只给自己看")
    shown = page(client, meeting)
    assert "data-own=" in shown
    assert 'id="composer"' in shown


def test_guests_see_the_text_and_the_focus_and_no_note(guest, meeting, study, lead, reader):
    make_note(article=study.article, author=reader, study=study, quote="第2句", kind="question", body="大家的疑问")
    make_note(article=study.article, author=lead, quote="第3句", kind="thought", body="自己的想法")
    take_to(meeting, 5, lead)
    for what in ("room", "text"):
        shown = page(guest, meeting, what)
        assert "第5句" in shown
        for secret in ("<mark", "data-heat", "data-own", "疑问", "想法", "note-count", "composer"):
            assert secret not in shown, secret
    assert 'data-number="5"' in page(guest, meeting, "part/status")


def test_guests_reach_nothing_else(guest, meeting):
    for what in ("console", "screen", "part/lead", "part/here"):
        assert guest.get(f"/meetings/{meeting.pk}/{what}/").status_code in {302, 404}, what
    assert guest.post(f"/meetings/{meeting.pk}/focus/", {"step": "next"}).status_code == 302
    assert guest.get(f"/read/{meeting.studies.get().article.pk}/").status_code == 302


def test_a_guest_of_one_meeting_is_none_of_another(guest, meeting, group, study, lead):
    other = leading.start(make_meeting(study=study, by=lead, guests_allowed=True), by=lead)
    guest.cookies[cookie_of(other)] = guest.cookies[cookie_of(meeting)].value
    assert guest.get(f"/meetings/{other.pk}/room/").status_code == 302


def test_with_the_meeting_the_guest_is_gone(guest, meeting):
    leading.end(meeting)
    answer = guest.get(f"/meetings/{meeting.pk}/room/")
    assert (answer.status_code, answer["Location"]) == (302, "/meetings/join/")


def test_strangers_are_shown_to_the_sign_in_and_outsiders_find_nothing(client, meeting):
    assert client.get(f"/meetings/{meeting.pk}/room/")["Location"].startswith("/account/login/?next=/meetings/")
    client.force_login(make_user())
    for what in ("room", "text", "part/status"):
        assert client.get(f"/meetings/{meeting.pk}/{what}/").status_code == 404


def test_who_was_shown_out_of_the_group_is_out_of_the_room(client, meeting, group):
    member = join(group)
    check_in(meeting, user=member)
    remove(group.memberships.get(user=member), by=group.members.get(memberships__role=Role.OWNER))
    client.force_login(member)
    assert client.get(f"/meetings/{meeting.pk}/room/").status_code == 404


def test_a_page_says_where_it_is_and_tells_nobody(client, reader, meeting, study):
    check_in(meeting, user=reader)
    revision, before = study.article.revision, Event.objects.count()
    assert client.post(f"/meetings/{meeting.pk}/here/", {"revision": revision.pk, "start": 12}).status_code == 204
    mine = meeting.attendances.get(user=reader)
    assert (mine.revision, mine.at_start) == (revision, 12)
    assert Event.objects.count() == before


def test_what_is_no_place_is_not_kept(client, reader, meeting):
    check_in(meeting, user=reader)
    assert client.post(f"/meetings/{meeting.pk}/here/", {"revision": "x"}).status_code == 422
    other = make_study(group=make_group()).article.revision
    client.post(f"/meetings/{meeting.pk}/here/", {"revision": other.pk, "start": 0})
    assert meeting.attendances.get(user=reader).at_start is None


def test_outside_of_the_meeting_it_is_not_kept(client, reader, meeting, study):
    check_in(meeting, user=reader)
    leading.end(meeting)
    client.post(f"/meetings/{meeting.pk}/here/", {"revision": study.article.revision.pk, "start": 0})
    assert Attendance.objects.get(meeting=meeting, user=reader).at_start is None


def test_who_leads_sees_how_many_are_here(client, meeting, lead, group, study):
    take_to(meeting, 2, lead)
    meeting.refresh_from_db()
    for _ in range(3):
        at = check_in(meeting, user=join(group))
        following.stand_at(at, revision=meeting.revision_id, start=meeting.focus_start)
    client.force_login(lead)
    shown = page(client, meeting, "part/here")
    assert "<b>3/4</b>" in shown
    assert f'value="3" data-start="{meeting.focus_start}"' in shown


def test_the_count_is_for_who_leads(client, reader, meeting):
    assert client.get(f"/meetings/{meeting.pk}/part/here/").status_code == 404
    assert client.get(f"/meetings/{meeting.pk}/part/nothing/").status_code == 404


def test_the_console_shows_what_leads_where(client, meeting, lead, study, reader):
    client.force_login(lead)
    study.article.revision.key_points.create(title="水的来处", start=0, end=5)
    make_note(article=study.article, author=reader, study=study, quote="第2句", kind="question", body="为什么是水？")
    make_note(article=study.article, author=reader, quote="第3句", kind="thought", body="只给自己看")
    shown = page(client, meeting, "console")
    assert "水的来处" in shown
    assert "为什么是水？" in shown
    assert "只给自己看" not in shown
    assert shown.count("带到这里") == 8


def test_a_sealed_study_shows_the_console_no_notes(client, meeting, lead, study, reader):
    make_note(article=study.article, author=reader, study=study, quote="第2句", kind="thought", body="还没揭晓")
    type(study).objects.filter(pk=study.pk).update(sealed_at=meeting.started_at)
    client.force_login(lead)
    assert "还没揭晓" not in page(client, meeting, "console")


def test_the_room_asks_the_same_however_many_there_are(
    client, reader, meeting, group, study, lead, django_assert_max_num_queries
):
    take_to(meeting, 2, lead)
    for _ in range(5):
        author = check_in(meeting, user=join(group)).user
        make_note(article=study.article, author=author, study=study, kind="thought", body="想")
    with django_assert_max_num_queries(45):
        page(client, meeting)
    with django_assert_max_num_queries(12):
        page(client, meeting, "part/status")
