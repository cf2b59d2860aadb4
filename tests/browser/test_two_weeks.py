"""Two weeks in the life of a group: a plan, progress, a meeting, a glossary, reflections and cards, day by day."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.urls import reverse
from playwright.sync_api import Page, expect

from studyapp.annotations.services.reactions import me_too
from studyapp.meetings.services import leading
from tests.browser.conftest import PHONE, WIDE
from tests.browser.looking import barriers, overflow, sign_in
from tests.factories import join, make_article, make_group, make_meeting, make_note, make_reply, make_user

MONDAY = datetime(2026, 12, 7, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
TEXT = (
    "一、看水\n水在石头下面走，不急着让人看见。\n雨后的水发黄，三天以后才肯清。\n"
    "二、走路\n慢的反面不是快，而是急。\n步道每隔三百米设一处石凳，设在最想回头的地方。"
)
SECTIONS = (("一、看水", 1, 0), ("二、走路", 1, 3))
NAMES = ("林溪", "周远", "何清", "陈小禾", "许一舟", "方圆", "宋岩")
QUESTION = "石凳为什么不设在最平的地方？"


class Weeks:
    """The group, its people by name, and a page for each that opens when they come."""

    def __init__(self, visit, server, clock) -> None:
        self.visit, self.server, self.clock = visit, server, clock
        self.leader = make_user(display_name="李梅")
        self.group = make_group(name="茶社", owner=self.leader)
        self.people = {name: join(self.group, user=make_user(display_name=name)) for name in NAMES}
        self.people["李梅"] = self.leader
        self.article = make_article(text=TEXT, title="沿河而行", groups=(self.group,), sections=SECTIONS)
        self.study = self.article.studies.get()

    def day(self, number: int, hour: int = 9) -> None:
        """Of the two weeks, from 1; time goes on from there."""
        self.clock.move_to(MONDAY + timedelta(days=number - 1, hours=hour - 9))

    def comes(self, name: str, address: str, *, size=WIDE) -> Page:
        page = self.visit(size=size)
        sign_in(page, self.people[name], self.server)
        page.goto(address)
        return page

    def at_study(self, name: str, *, size=WIDE) -> Page:
        return self.comes(name, reverse("guide:study", args=[self.study.pk]), size=size)

    def reads(self, name: str, section: str, *, size=WIDE, word: str = "通读") -> None:
        """And says so where the section ends."""
        page = self.comes(name, reverse("reading:read", args=[self.article.pk]), size=size)
        with page.expect_response(lambda answer: answer.url.endswith("/progress/")) as answer:
            page.get_by_role("group", name=f"我的进度：{section}").get_by_role("button", name=word).click()
        assert answer.value.ok
        page.context.close()


@pytest.fixture
def clock():
    with time_machine.travel(MONDAY) as traveller:
        yield traveller


@pytest.fixture
def weeks(transactional_db, visit, server, clock):
    return Weeks(visit, server, clock)


def lay_plan(weeks: Weeks) -> None:
    page = weeks.comes("李梅", reverse("studies:plan", args=[weeks.study.pk]))
    page.get_by_label("分成几步").fill("2")
    page.get_by_label("从哪天").fill("2026-12-07")
    page.get_by_label("到哪天").fill("2026-12-20")
    page.get_by_role("button", name="看看怎么分").click()
    page.get_by_role("button", name="就这样排").click()
    expect(page.locator(".agenda-entry")).to_have_count(2)


def ask(weeks: Weeks) -> None:
    asked = make_note(
        article=weeks.article,
        author=weeks.people["何清"],
        study=weeks.study,
        quote="设在最想回头的地方",
        kind="question",
        body=QUESTION,
    )
    for name in ("林溪", "周远"):
        me_too(asked, by=weeks.people[name])


def meet(weeks: Weeks) -> None:
    """About the first section, for a few minutes at each paragraph."""
    meeting = leading.start(make_meeting(study=weeks.study, by=weeks.leader, title="先看水"), by=weeks.leader)
    for paragraph in weeks.article.revision.paragraphs.filter(number__in=(1, 2)):
        leading.focus(meeting, paragraph=paragraph, by=weeks.leader)
        weeks.clock.shift(timedelta(minutes=4))
    leading.end(meeting)


def test_a_plan_is_laid_and_everybody_knows_what_is_next(weeks):
    lay_plan(weeks)
    page = weeks.comes("林溪", reverse("guide:home"), size=PHONE)
    expect(page.locator("#due")).to_contain_text("一、看水")
    assert barriers(page) == []
    assert overflow(page) == 0
    page.locator("#due a").first.click()
    expect(page.locator("#p1")).to_be_in_viewport()


def test_progress_shows_from_three_on_and_hides_who_hides(weeks):
    weeks.day(2)
    hidden = weeks.at_study("宋岩", size=PHONE)
    with hidden.expect_response(lambda answer: answer.request.method == "POST"):
        hidden.get_by_role("checkbox", name="把我算进去").uncheck()
    weeks.reads("宋岩", "一、看水", size=PHONE)
    weeks.reads("林溪", "一、看水", size=PHONE)
    weeks.reads("周远", "一、看水")
    page = weeks.at_study("李梅")
    expect(page.locator("#along-sections")).to_contain_text("不到 3 人")
    expect(page.locator("#along-sections")).not_to_contain_text("人读过")
    weeks.reads("何清", "一、看水", word="精读")
    page.reload()
    expect(page.locator("#along-sections")).to_contain_text("3 人读过")
    assert barriers(page) == []
    mine = weeks.at_study("宋岩")
    expect(mine.locator("#my-ring")).not_to_contain_text("0%")


def test_a_meeting_discusses_and_those_who_come_later_catch_up(weeks):
    lay_plan(weeks)
    weeks.day(3)
    weeks.at_study("方圆", size=PHONE).context.close()
    ask(weeks)
    weeks.day(4)
    brief = weeks.comes("方圆", reverse("guide:brief", args=[weeks.study.pk]))
    expect(brief.get_by_text(QUESTION)).to_be_visible()
    expect(brief.locator("#question-list")).to_contain_text("3")
    assert barriers(brief) == []
    meet(weeks)
    weeks.day(8)
    page = weeks.at_study("方圆", size=PHONE)
    expect(page.locator("#since")).to_contain_text("1 条新批注")
    expect(page.locator("#plan")).to_contain_text("12月10日已讨论")
    assert overflow(page) == 0
    assert barriers(page) == []


def test_words_are_explained_and_accepted(weeks):
    weeks.day(5)
    page = weeks.comes("许一舟", reverse("glossary:glossary", args=[weeks.group.pk]), size=PHONE)
    page.get_by_label("词语").fill("石凳")
    page.get_by_label("解释").fill("走累了歇脚、想回头看水的地方。")
    page.get_by_role("button", name="收进来").click()
    expect(page.get_by_role("heading", name="石凳", level=1)).to_be_visible()
    leader = weeks.comes("李梅", page.url)
    leader.get_by_role("button", name="采用这个").click()
    expect(leader.locator("#meaning")).to_contain_text("走累了歇脚")
    assert barriers(leader) == []
    reader = weeks.comes("陈小禾", reverse("reading:read", args=[weeks.article.pk]), size=PHONE)
    reader.locator("a.term", has_text="石凳").click()
    expect(reader.get_by_role("dialog", name="石凳")).to_contain_text("想回头看水")


def test_a_reflection_grows_out_of_marks_and_is_answered(weeks):
    for quote, body in (("慢的反面不是快，而是急。", "我总是急。"), ("雨后的水发黄，三天以后才肯清。", "等得起。")):
        make_note(article=weeks.article, author=weeks.people["林溪"], quote=quote, kind="thought", body=body)
    weeks.day(9)
    page = weeks.at_study("林溪", size=PHONE)
    page.get_by_role("link", name="起草心得").click()
    page.get_by_role("button", name="起草心得").click()
    expect(page.get_by_label("正文")).to_have_value(
        "## 一、看水\n\n> 雨后的水发黄，三天以后才肯清。（第2段）\n\n等得起。\n\n"
        "## 二、走路\n\n> 慢的反面不是快，而是急。（第3段）\n\n我总是急。"
    )
    page.get_by_role("link", name="看成文").click()
    page.get_by_role("link", name="分享").first.click()
    expect(page.get_by_text("现在只有你自己看得到")).to_be_visible()
    page.get_by_role("button", name="分享", exact=True).click()
    weeks.day(10)
    other = weeks.at_study("周远")
    expect(other.locator(f"#reflections-of-{weeks.study.pk}")).to_contain_text("林溪")
    topic = weeks.study.annotations.get(kind="topic")
    make_reply(topic, author=weeks.people["周远"], body="我也等过三天。")
    page.goto(reverse("annotations:thread", args=[topic.pk]))
    expect(page.get_by_text("我也等过三天。")).to_be_visible()


def test_at_the_end_everybody_knows_the_text(weeks):
    lay_plan(weeks)
    weeks.day(13)
    for name in NAMES[:5]:  # of eight
        for section in ("一、看水", "二、走路"):
            weeks.reads(name, section, size=PHONE)
    weeks.day(14, hour=20)
    page = weeks.at_study("林溪", size=PHONE)
    expect(page.locator("#along-sections")).to_contain_text("多数人读完了")
    home = weeks.comes("林溪", reverse("guide:home"))
    expect(home.locator("#due")).to_have_count(0)
    overview = weeks.comes("李梅", reverse("guide:overview", args=[weeks.study.pk]))
    expect(overview.get_by_text("每一部分都至少有三个人说读过了。")).to_be_visible()
    assert barriers(overview) == []
