"""Inbox, discussion and reveal: no barriers, no sideways scrolling; a notification leads to its note."""

from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from studyapp.annotations.services import threads
from studyapp.annotations.services.topics import open_topic
from studyapp.groups.models import Role
from studyapp.studies.services.planning import Step, lay_plan
from studyapp.studies.services.sealing import seal
from tests.browser.conftest import PHONE, WIDE
from tests.browser.looking import barriers, overflow, sign_in
from tests.factories import join, make_group, make_meeting, make_note, make_study, make_user


def a_lively_study():
    owner = make_user(display_name="住在石拱桥头第三间的木匠老何")
    study = make_study(group=make_group(name="每周四晚上喝茶读一篇短文的读书会", owner=owner))
    other = join(study.group, user=make_user(display_name="周远"))
    note = make_note(article=study.article, author=owner, study=study, kind="question", body="为什么？", quote="茶叶")
    threads.reply(note, author=other, key=uuid4(), body="我想是这样。")
    open_topic(study, author=other, key=uuid4(), body=f"1. 一\n2. 二\n\n> {'长' * 200}\n\n{'x' * 300}")
    return study, owner


@pytest.mark.parametrize("size", [PHONE, WIDE])
@pytest.mark.parametrize("night", [False, True])
def test_no_page_has_barriers(visit, server, size, night):
    study, owner = a_lively_study()
    page = visit(size=size, night=night)
    sign_in(page, owner, server)
    addresses = [reverse("inbox:list"), study.group.get_absolute_url()]
    addresses += [reverse(name, args=[study.pk]) for name in ("annotations:discussion", "studies:reveal")]
    found = []
    for sealing in (False, True):
        if sealing:
            seal(study)
        for address in addresses:
            page.goto(address)
            found += [f"{address}: {barrier}" for barrier in barriers(page)]
            found += [f"{address}: {overflow(page)} px too wide"] * bool(overflow(page))
    assert found == []


def test_a_notification_leads_to_its_note(visit, server):
    _, owner = a_lively_study()
    page = visit(size=PHONE)
    sign_in(page, owner, server)
    page.goto(reverse("guide:home"))
    page.get_by_role("link", name="通知，1 条未读").click()
    page.get_by_role("button", name="周远 回复了你的疑问").click()
    page.wait_for_url("**/p/1/?note=*")
    page.goto(reverse("inbox:list"))
    expect(page.get_by_role("link", name="通知", exact=True)).to_be_visible()


def test_an_unfinished_topic_outlives_a_closed_tab(visit, server):
    study, _ = a_lively_study()
    page = visit(size=WIDE)
    sign_in(page, join(study.group, role=Role.MEMBER), server)
    address = reverse("annotations:discussion", args=[study.pk])
    page.goto(address)
    page.get_by_label("想聊什么").fill("还没写完")
    page.wait_for_timeout(1_000)
    page.goto(address)
    expect(page.get_by_label("想聊什么")).to_have_value("还没写完")
    page.get_by_role("button", name="开话题").click()
    expect(page.locator(".topic").first).to_contain_text("还没写完")
    expect(page.get_by_label("想聊什么")).to_have_value("")


def test_the_brief_is_one_sheet_of_paper_however_much_there_is(visit, server):
    """Steps that were left, with long questions to read them for; long questions; sentences that all marked."""
    lines = [f"第{number}句话说得很长，长得一行放不下，还要再说下去，说到水开了三遍才停。" * 2 for number in range(12)]
    study = make_study(group=make_group(), text="\n".join(lines))
    revision = study.article.revision
    members = [join(study.group) for _ in range(2)]
    for line in lines:
        for member in members:
            make_note(
                article=study.article, author=member, study=study, kind="question", body="为什么" * 300, quote=line
            )
    today = timezone.localdate()
    paragraphs = revision.paragraphs.all()
    lay_plan(
        study, revision=revision, steps=[Step(each.start, each.end, today, "怎么读？" * 70) for each in paragraphs]
    )
    make_meeting(study=study)
    page = visit(size=WIDE)
    sign_in(page, members[0], server)
    page.goto(reverse("guide:brief", args=[study.pk]))
    assert page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") == 1
