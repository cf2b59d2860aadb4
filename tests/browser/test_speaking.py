"""Speaking in a meeting as browsers show it: a hand, the floor, an answer, and words that are still being written."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from studyapp.groups.models import Role
from studyapp.meetings.models import Speech
from studyapp.meetings.services import floor, leading, polls, running
from studyapp.meetings.services.agenda import add_item
from studyapp.meetings.services.attending import check_in
from tests.browser.conftest import PHONE, WIDE
from tests.browser.looking import barriers, overflow, sign_in
from tests.factories import join, make_article, make_group, make_meeting, make_user

LINE = "水从山里来，一路走，一路记。哪里缓，哪里急，转弯的地方总有人家。"
NAMES = {"李梅": Role.FACILITATOR, "林溪": Role.MEMBER, "何清": Role.RECORDER}
FOLDED = "#agenda details, #said, #give, #share, #ask"


@pytest.fixture
def meeting(transactional_db):
    group = make_group()
    people = {name: join(group, user=make_user(display_name=name), role=role) for name, role in NAMES.items()}
    article = make_article(text="\n".join([LINE] * 12), groups=(group,))
    meeting = leading.start(make_meeting(study=article.studies.get(), by=people["李梅"]), by=people["李梅"])
    meeting.agenda.all().delete()
    for title in ("说说读法", "先议疑问"):
        add_item(meeting, title=title, minutes=10)
    for person in people.values():
        check_in(meeting, user=person)
    return meeting


@pytest.fixture
def opened(visit, server, meeting) -> Callable[..., Page]:
    def open_page(who: str, place: str = "room", **seen: object) -> Page:
        page = visit(**seen)
        sign_in(page, meeting.attendances.get(user__display_name=who).user, server)
        with page.expect_response(lambda answer: "/live/" in answer.url):
            page.goto(f"/meetings/{meeting.pk}/{place}/")
        return page

    return open_page


def of(meeting, name):
    return meeting.attendances.get(user__display_name=name)


def test_a_hand_is_raised_and_the_floor_given_without_leaving_the_page(opened):
    console, room = opened("李梅", "console", size=WIDE), opened("林溪", size=WIDE)
    room.evaluate("window.stayed = true")
    room.locator("#hands").get_by_role("button", name="举手", exact=True).click()
    expect(room.locator("#hands .hand-up")).to_contain_text("第 1 位")
    hand = console.locator("#hands li", has_text="林溪")
    hand.get_by_role("button", name="请发言").click()
    expect(console.locator("#floor .speaker")).to_contain_text("林溪")
    expect(room.locator("#floor .speaker")).to_contain_text("林溪")
    expect(room.locator("#hands .hand-up")).to_have_count(0)
    assert room.evaluate("window.stayed")


def test_the_agenda_goes_on_for_all(opened):
    console, room = opened("李梅", "console", size=WIDE), opened("林溪", size=WIDE)
    console.get_by_role("button", name="开始下一项").click()
    expect(room.locator('#agenda [aria-current="step"]')).to_contain_text("说说读法")
    console.locator("#agenda-acts").get_by_role("button", name="下一项").click()
    expect(room.locator('#agenda [aria-current="step"]')).to_contain_text("先议疑问")
    expect(room.locator("#agenda .done")).to_contain_text("说说读法")


def test_what_the_recorder_is_writing_stays_when_the_panel_changes(opened, meeting):
    floor.give_floor(of(meeting, "林溪"))
    room = opened("何清", size=WIDE)
    field = room.get_by_label("林溪的发言摘要")
    field.fill("水从")
    with room.expect_response(lambda answer: "/part/" in answer.url):
        floor.give_floor(of(meeting, "李梅"))
        floor.raise_hand(of(meeting, "林溪"))
    room.wait_for_timeout(1500)
    expect(field).to_have_value("水从")
    field.fill("水从山里来")
    room.locator(".speech", has_text="林溪").get_by_role("button", name="记下").click()
    expect(room.locator(".speech")).to_have_count(2)
    expect(room.get_by_label("林溪的发言摘要")).to_have_value("水从山里来")
    assert Speech.objects.get(attendance=of(meeting, "林溪")).summary == "水从山里来"


def test_of_two_who_write_the_second_reads_both(opened, meeting):
    speech = floor.give_floor(of(meeting, "林溪"))
    room = opened("何清", size=WIDE)
    room.get_by_label("林溪的发言摘要").fill("说的是山")
    floor.summarise(speech, summary="说的是水", edition=1, by=None)
    press = room.locator(".speech").get_by_role("button", name="记下")
    press.click()
    expect(room.locator(".act-said")).to_contain_text("说的是水")
    expect(room.get_by_label("林溪的发言摘要")).to_have_value("说的是山")
    press.click()
    expect(room.locator(".act-said")).to_be_hidden()
    speech.refresh_from_db()
    assert speech.summary == "说的是山"


def test_a_question_is_asked_and_answered_with_a_tap(opened):
    console, phone = opened("李梅", "console", size=WIDE), opened("林溪", size=PHONE)
    console.get_by_role("button", name="听懂了吗？").click()
    phone.locator("#bottom").get_by_role("button", name="想再讲讲").click()
    expect(phone.locator("#bottom [aria-pressed=true]")).to_have_text("想再讲讲")
    expect(console.locator("#poll .poll-result")).to_have_text("听懂了0想再讲讲1", use_inner_text=False)


@pytest.mark.parametrize("night", [False, True])
@pytest.mark.parametrize("size", [PHONE, WIDE])
def test_everybody_can_use_it(opened, meeting, size, night):
    running.next_item(meeting, seen=None)
    floor.give_floor(of(meeting, "林溪"))
    floor.raise_hand(of(meeting, "何清"), paragraph=3)
    polls.ask(meeting, question="烫吗？", choices=["烫", "不烫"], is_multiple=True, is_anonymous=False)
    for place in ("console", "room"):
        page = opened("李梅", place, size=size, night=night)
        page.evaluate(f"document.querySelectorAll({FOLDED!r}).forEach((each) => {{ each.open = true; }})")
        if size == PHONE:
            page.locator(f"[aria-controls='{'console-speaking' if place == 'console' else 'room-side'}']").first.click()
        assert barriers(page) == []
        assert overflow(page) == 0
