"""The record in a browser: changed in place, signed after a second thought, printed; to-dos ticked at home."""

import os
from unicodedata import normalize

import pytest
from django.utils import timezone
from playwright.sync_api import expect
from pypdf import PdfReader

from studyapp.groups.models import Role
from studyapp.meetings.models import Meeting, Parked, ToDo
from studyapp.meetings.services import leading, records, to_dos
from studyapp.meetings.services.attending import check_in, excuse
from studyapp.meetings.services.floor import give_floor, summarise
from tests.browser.conftest import PHONE, WIDE
from tests.browser.looking import barriers, overflow, sign_in
from tests.factories import join, make_article, make_group, make_meeting, make_note, make_user

SHOTS = os.environ.get("SHOTS", "")


@pytest.fixture
def group(transactional_db):
    return make_group()


@pytest.fixture
def people(group):
    roles = {
        "陈小禾": Role.RECORDER,
        "周远": Role.MEMBER,
        "宋岩": Role.MEMBER,
        "何清": Role.MEMBER,
        "许一舟": Role.MEMBER,
    }
    found = {name: join(group, user=make_user(display_name=name), role=role) for name, role in roles.items()}
    return found | {"李梅": group.members.get(memberships__role=Role.OWNER)}


@pytest.fixture
def meeting(group, people):
    article = make_article(text="\n".join(["水从山里来，一路走，一路记。"] * 15), title="沿河而行", groups=(group,))
    study, revision, lead = article.studies.get(), article.revision, people["李梅"]
    meeting = leading.start(make_meeting(study=study, by=lead, title="沿河而行（一）", place="活动室二楼"), by=lead)
    excuse(meeting, user=people["何清"], reason="出差")
    for number in (7, 8, 9, 10, 12):
        leading.focus(meeting, paragraph=revision.paragraphs.get(number=number), by=lead)
    for name, words in (("周远", "慢与方便可以分道：靠水走慢，靠墙走快。"), ("宋岩", "量过缝宽一指半，童车轮能过。")):
        summarise(give_floor(check_in(meeting, user=people[name])), summary=words, edition=1, by=None)
    asked = make_note(article=article, author=people["周远"], study=study, kind="question", body="留缝会不会绊到人？")
    Parked.objects.create(meeting=meeting, annotation=asked)
    for words in ("下次学习第三部分，由方圆领读。", "6月1日上午同走一遍步道，带一辆童车。"):
        to_dos.decide(meeting, text=words, by=lead)
    to_dos.give(meeting, text="量第三处石凳的高度", owner=people["周远"], due_on=timezone.localdate(), by=lead)
    return leading.end(meeting)


def shoot(page, name):
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/{name}.png", full_page=True)


def test_a_field_is_changed_in_place(visit, server, people, meeting):
    page = visit()
    sign_in(page, people["陈小禾"], server)
    page.goto(f"/meetings/{meeting.pk}/record/")
    page.get_by_role("link", name="改地点").click()
    page.get_by_label("地点", exact=True).fill("茶室三楼")
    page.get_by_role("button", name="存下").click()
    expect(page.get_by_text("茶室三楼")).to_be_visible()
    expect(page.locator("#record-state")).to_contain_text("最后由陈小禾改于")
    expect(page.locator("#record-side")).to_contain_text("地点")
    page.locator("#decisions").get_by_label("加一项决定").fill("带一把尺。")
    page.locator("#decisions").get_by_role("button", name="加一项决定").click()
    expect(page.locator("#decisions")).to_contain_text("带一把尺。")
    page.get_by_role("link", name="改周远的发言摘要").click()
    page.get_by_label("周远 发言摘要").fill("靠水走慢。")
    page.get_by_role("button", name="存下").click()
    expect(page.locator("#record-speeches")).to_contain_text("靠水走慢。")
    assert page.url.endswith("/record/")


def test_two_at_once_lose_nothing(visit, server, people, meeting):
    mine, theirs = visit(), visit()
    for page, name in ((mine, "陈小禾"), (theirs, "李梅")):
        sign_in(page, people[name], server)
        page.goto(f"/meetings/{meeting.pk}/record/")
        page.get_by_role("link", name="改地点").click()
    theirs.get_by_label("地点", exact=True).fill("茶室")
    theirs.get_by_role("button", name="存下").click()
    expect(theirs.get_by_label("地点", exact=True)).to_have_count(0)
    mine.get_by_label("地点", exact=True).fill("二楼")
    mine.get_by_role("button", name="存下").click()
    expect(mine.get_by_role("alert").filter(has_text="李梅刚刚改过这一项")).to_contain_text("茶室")
    expect(mine.get_by_label("地点", exact=True)).to_have_value("二楼")
    shoot(mine, "conflict")
    mine.get_by_label("地点", exact=True).fill("茶室二楼")
    mine.get_by_role("button", name="存下").click()
    expect(mine.get_by_text("茶室二楼")).to_be_visible()


def test_signing_after_a_change_of_the_same_page(visit, server, people, meeting):
    page = visit()
    sign_in(page, people["李梅"], server)
    page.goto(f"/meetings/{meeting.pk}/record/")
    page.get_by_role("link", name="改地点").click()
    page.get_by_label("地点", exact=True).fill("茶室")
    page.get_by_role("button", name="存下").click()
    expect(page.get_by_text("茶室")).to_be_visible()
    page.locator("#record-sign > summary").click()
    page.get_by_role("button", name="确定签发").click()
    expect(page.locator("#record-state")).to_contain_text("已签发")
    expect(page.get_by_role("link", name="改地点")).to_have_count(0)
    assert Meeting.objects.get().record.is_signed


def test_without_scripts(visit, server, people, meeting):
    page = visit(scripts=False)
    sign_in(page, people["李梅"], server)
    page.goto(f"/meetings/{meeting.pk}/record/")
    page.get_by_role("link", name="改地点").click()
    page.get_by_label("地点", exact=True).fill("茶室")
    page.get_by_role("button", name="存下").click()
    expect(page.get_by_text("茶室")).to_be_visible()
    page.locator("#record-sign > summary").click()
    page.get_by_role("button", name="确定签发").click()
    expect(page.locator("#record-state")).to_contain_text("已签发")


def test_a_to_do_is_ticked_at_home(visit, server, people, meeting):
    page = visit(size=PHONE)
    sign_in(page, people["周远"], server)
    page.goto("/mine/")
    page.get_by_role("button", name="做好了：量第三处石凳的高度").click()
    expect(page.get_by_role("button", name="没做好：量第三处石凳的高度")).to_be_visible()
    assert ToDo.objects.get().done_at
    shoot(page, "home")
    page.get_by_role("button", name="没做好：量第三处石凳的高度").click()
    expect(page.get_by_role("button", name="做好了：量第三处石凳的高度")).to_be_visible()
    assert not ToDo.objects.get().done_at


@pytest.mark.parametrize(("size", "night"), [(WIDE, False), (PHONE, False), (PHONE, True)])
def test_looks(visit, server, people, meeting, group, size, night):
    page = visit(size=size, night=night)
    lead = people["李梅"]
    sign_in(page, lead, server)
    places = {
        "record": f"/meetings/{meeting.pk}/record/",
        "print": f"/meetings/{meeting.pk}/record/print/",
        "make-up": f"/meetings/{meeting.pk}/make-up/",
        "decisions": f"/meetings/{meeting.pk}/decisions/",
        "layout": f"/groups/{group.pk}/record/",
    }
    for name, place in places.items():
        page.goto(place)
        shoot(page, f"{name}-{size[0]}{'-night' if night else ''}")
        assert barriers(page) == []
        assert overflow(page) == 0
    record = records.write(meeting)
    records.sign(record, by=lead, seen=records.digest(record))
    page.goto(places["record"])
    shoot(page, f"signed-{size[0]}{'-night' if night else ''}")
    assert barriers(page) == []
    assert overflow(page) == 0


def test_it_is_printed_on_a4(visit, server, people, meeting, tmp_path):
    page = visit()
    sign_in(page, people["李梅"], server)
    page.goto(f"/meetings/{meeting.pk}/record/print/")
    expect(page.get_by_role("button", name="打印")).to_be_visible()
    path = f"{SHOTS or tmp_path}/record.pdf"
    page.pdf(path=path, prefer_css_page_size=True)
    sheets = PdfReader(path).pages
    assert [round(float(side) / 72 * 25.4) for side in sheets[0].mediabox[2:]] == [210, 297]
    words = normalize("NFKC", "".join(sheet.extract_text() for sheet in sheets))  # some signs come out as radicals
    assert "活动室二楼" in words
    assert "回到记录" not in words
