"""A big screen lent to a computer where nobody signs in: one code, one meeting, one way, until it is over."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from studyapp.groups.models import Role
from studyapp.groups.services import remove, set_role
from studyapp.live.models import Event
from studyapp.meetings import codes, doors
from studyapp.meetings.models import LentScreen, Meeting, Part
from studyapp.meetings.models.meetings import UNDO_ENDING
from studyapp.meetings.models.screens import LASTS, WAITS
from studyapp.meetings.services import floor, leading, planning, screens
from tests.factories import join, make_meeting, make_note
from tests.meetings.somebody import comes, guest_of
from tests.simultaneous import at_once

pytestmark = pytest.mark.django_db
WORDS = "水从山里来"


def at(name, meeting):
    return reverse(f"meetings:{name}", args=[meeting.pk])


def pair(client, code):
    return client.post(reverse("meetings:pair_screen"), {"code": code})


def code_of(lent):
    return codes.screen_code(lent.nonce)


@pytest.fixture
def lent(meeting, lead):
    there = meeting.studies.get().article.revision.paragraphs.get(number=4)
    leading.focus(meeting, paragraph=there, by=lead)
    return screens.lend(meeting, by=lead)


@pytest.fixture
def hall(lent):
    """The browser of a computer in the hall, which has the screen."""
    client = Client()
    assert pair(client, code_of(lent)).status_code == 303
    return client


def status(client, meeting, name="screen"):
    return client.get(at(name, meeting)).status_code


def test_a_code_opens_the_screen_and_nothing_else(lent, meeting, client):
    typed = f" {code_of(lent)[:4].lower()} {code_of(lent)[4:]} "
    answer = pair(client, typed)
    assert (answer.status_code, answer.url) == (303, at("screen", meeting))
    cookie = answer.cookies[f"screen-{meeting.pk}"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", at("screen", meeting))
    lent.refresh_from_db()
    assert lent.token_digest == codes.digest(cookie.value)
    page = client.get(at("screen", meeting))
    assert WORDS in page.text
    assert "no-store" in page.headers["Cache-Control"]
    for act in ("meetings:focus", "meetings:console"):
        assert reverse(act, args=[meeting.pk]) not in page.text
    assert status(client, meeting, "screen_code") == 200
    for name in ("room", "text", "console", "roll", "meeting", "agenda", "screens"):
        assert status(client, meeting, name) == 302, name
    assert client.post(at("focus", meeting), {"step": "next"}).status_code == 302
    assert client.post(at("raise_hand", meeting)).status_code == 302


def test_a_code_is_good_once(hall, lent, client):
    answer = pair(client, code_of(lent))
    assert answer.status_code == 422
    assert "用过了" in answer.text


def test_a_code_is_good_for_ten_minutes(lent, client):
    LentScreen.objects.update(lent_at=timezone.now() - WAITS)
    assert pair(client, code_of(lent)).status_code == 422


def test_another_code_ends_the_one_before(lent, meeting, lead, client):
    screens.lend(meeting, by=lead)
    assert pair(client, code_of(lent)).status_code == 422


def test_the_code_of_the_room_opens_no_screen_nor_this_one_the_room(lent, meeting, client):
    assert pair(client, codes.current_code(meeting.nonce)).status_code == 422
    assert client.post(reverse("meetings:check_code"), {"code": code_of(lent)}).status_code == 422


@pytest.mark.parametrize("code", ["", "x", "𠮷" * 8, "0" * 9, "\x00" * 8, "%" * 40])
def test_what_is_no_code_is_said_to_be_none(lent, client, code):
    answer = pair(client, code)
    assert answer.status_code == 422
    assert 'class="error"' in answer.text


def test_nobody_finds_a_code_by_trying(lent, client, monkeypatch):
    monkeypatch.setattr(doors, "TRIES_AN_ADDRESS", 2)
    assert [pair(client, f"0000000{number}").status_code for number in range(3)] == [422, 422, 429]
    assert pair(client, code_of(lent)).status_code == 429


def test_a_link_fills_the_code_in_and_does_not_use_it_up(lent, client):
    page = client.get(reverse("meetings:open_screen"), {"code": code_of(lent)})
    assert code_of(lent) in page.text
    assert pair(client, code_of(lent)).status_code == 303
    assert "&lt;b&gt;" in client.get(reverse("meetings:open_screen"), {"code": '"><b>'}).text


def test_neither_code_nor_token_stands_in_the_database(hall, lent):
    kept = str(LentScreen.objects.values())
    assert code_of(lent) not in kept
    assert hall.cookies[f"screen-{lent.meeting_id}"].value not in kept


def test_the_token_of_one_meeting_opens_no_other(hall, meeting, lead):
    other = leading.start(make_meeting(study=meeting.studies.get(), by=lead), by=lead)
    hall.cookies[f"screen-{other.pk}"] = hall.cookies[f"screen-{meeting.pk}"].value
    assert status(hall, other) == 410
    assert status(hall, meeting) == 200


@pytest.mark.parametrize("token", ["", "x", "a" * 4000, "\x01"])
def test_what_is_no_token_opens_nothing(hall, lent, meeting, token):
    hall.cookies[f"screen-{meeting.pk}"] = token
    assert status(hall, meeting) == 410
    hall.cookies[f"screen-{meeting.pk}"] = lent.token_digest
    assert status(hall, meeting) == 410
    assert b"event: bye" in hall.get(at("screen_live", meeting)).content


def test_one_that_nobody_has_opened_yet_has_no_empty_token(lent, meeting, client):
    client.cookies[f"screen-{meeting.pk}"] = ""
    assert status(client, meeting) == 410


def taken_back(lent, desk):
    desk.post(reverse("meetings:take_back_screen", args=[lent.pk]))


def removed(lent, _desk):
    group = lent.meeting.group
    remove(group.memberships.get(user=lent.lent_by), by=group.members.get(memberships__role=Role.OWNER))


def made_a_member(lent, _desk):
    lent.meeting.parts.filter(user=lent.lent_by).delete()
    set_role(lent.meeting.group.memberships.get(user=lent.lent_by), role=Role.MEMBER)


def over_for_long(lent, _desk):
    leading.end(lent.meeting)
    Meeting.objects.update(ended_at=timezone.now() - UNDO_ENDING)


def forgotten_for_a_day(_lent, _desk):
    LentScreen.objects.update(lent_at=timezone.now() - LASTS)


@pytest.mark.parametrize("end", [taken_back, removed, made_a_member, over_for_long, forgotten_for_a_day])
def test_it_ends(hall, lent, meeting, desk, end):
    end(lent, desk)
    page = hall.get(at("screen", meeting))
    assert page.status_code == 410
    assert "这块大屏关了" in page.text
    assert WORDS not in page.text
    assert status(hall, meeting, "screen_code") == 410
    assert b"event: bye" in hall.get(at("screen_live", meeting)).content


@pytest.mark.parametrize("end", [taken_back, removed, made_a_member])
def test_it_hears_that_it_ends(hall, lent, desk, end):
    end(lent, desk)
    assert Event.objects.filter(topic__name=lent.topic, kind="rights").exists()


def test_a_facilitator_of_the_meeting_alone_lends_as_long_as_they_are_one(meeting, group, lead, client):
    named = join(group)
    part = planning.name_part(meeting, user=named, role=Part.Role.FACILITATOR)
    lent = screens.lend(meeting, by=named)
    assert pair(client, code_of(lent)).status_code == 303
    planning.drop_part(part)
    assert status(client, meeting) == 410
    assert Event.objects.filter(topic__name=lent.topic, kind="rights").exists()


def test_a_code_of_who_leads_no_more_opens_nothing(lent, client, desk):
    made_a_member(lent, desk)
    assert pair(client, code_of(lent)).status_code == 422


def test_at_the_end_it_says_goodbye_and_goes_on_when_the_end_was_a_mistake(hall, meeting):
    leading.end(meeting)
    page = hall.get(at("screen", meeting)).text
    assert "散会了" in page
    assert WORDS not in page
    leading.resume(meeting)
    assert WORDS in hall.get(at("screen", meeting)).text


def test_at_the_end_nobody_is_called_to_speak(hall, meeting):
    there, _client = comes(meeting, "田河")
    floor.raise_hand(there)
    assert "田河" in hall.get(at("screen", meeting)).text
    leading.end(meeting)
    assert "田河" not in hall.get(at("screen", meeting)).text
    leading.resume(meeting)
    assert "田河" in hall.get(at("screen", meeting)).text


def test_no_browser_keeps_that_it_was_closed(hall, lent, meeting, desk):
    """410 is kept for ever unless it is said otherwise; and who lent it may lead again."""
    taken_back(lent, desk)
    for name in ("screen", "screen_code"):
        answer = hall.get(at(name, meeting))
        assert answer.status_code == 410
        assert "no-store" in answer.headers["Cache-Control"]


def test_before_it_begins_it_waits(group, lead, client, meeting):
    coming = make_meeting(study=meeting.studies.get(), by=lead)
    pair(client, code_of(screens.lend(coming, by=lead)))
    assert "还没有开始" in client.get(at("screen", coming)).text


def test_it_shows_no_more_than_who_lent_it_may_show(hall, meeting, lead):
    make_note(article=meeting.studies.get().article, author=lead, body="只给自己的话")
    assert "只给自己的话" not in hall.get(at("screen", meeting)).text


@pytest.mark.parametrize("who", [comes, guest_of])
def test_only_who_leads_lends_and_takes_back(hall, lent, meeting, who):
    _there, client = who(meeting)
    for path in (at("lend_screen", meeting), reverse("meetings:take_back_screen", args=[lent.pk])):
        assert client.post(path).status_code in {404, 200}  # 200: to the sign-in
    assert LentScreen.objects.standing().count() == 1


def test_the_page_shows_the_code_to_who_asked_for_it_alone(lent, meeting, lead, group, desk):
    shown = f"{code_of(lent)[:4]} {code_of(lent)[4:]}"
    assert shown in desk.get(at("screens", meeting)).text
    other = Client()
    other.force_login(join(group, role=Role.FACILITATOR))
    assert shown not in other.get(at("screens", meeting)).text


def test_what_is_open_is_listed_and_taken_back(hall, lent, meeting, desk):
    assert "收回" in desk.get(at("screens", meeting)).text
    taken_back(lent, desk)
    assert "收回" not in desk.get(at("screens", meeting)).text


def test_none_is_lent_when_all_is_over(meeting, desk):
    leading.end(meeting)
    assert desk.post(at("lend_screen", meeting)).status_code == 409
    assert "要一个码" not in desk.get(at("screens", meeting)).text


@pytest.mark.django_db(transaction=True)
def test_of_two_who_type_it_at_once_one_has_it(lent):
    code = code_of(lent)
    there = at_once(*[lambda: screens.open_with(code)] * 2, errors=(screens.DeadScreenError,))
    assert there.count(screens.DeadScreenError) == 1


def test_a_form_from_elsewhere_is_refused(lent):
    browser = Client(enforce_csrf_checks=True)
    assert pair(browser, code_of(lent)).status_code == 403
    assert LentScreen.objects.waiting().exists()


def test_a_member_signed_in_at_the_hall_sees_it_by_the_code_alone(lent, meeting, group):
    client = Client()
    client.force_login(join(group))
    assert status(client, meeting) == 404
    pair(client, code_of(lent))
    assert status(client, meeting) == 200


def test_a_day_is_enough(lent):
    assert timedelta(days=1) >= LASTS
