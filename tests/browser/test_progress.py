"""How far a reader is, said by a tap and by a key, on a phone and on a desk; the plan, moved by hand."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from studyapp.groups.models import Role
from studyapp.studies.along import units_of
from studyapp.studies.models import Progress, Study
from studyapp.studies.services.planning import Step, lay_plan
from studyapp.studies.services.progress import reach
from studyapp.studies.standing import Standing
from tests.browser.conftest import PHONE, WIDE
from tests.browser.looking import barriers, overflow, sign_in
from tests.factories import join, make_article, make_group, make_note, make_user

LINE = "水从山里来，一路走，一路记：哪里缓，哪里急，转弯的地方总有人家，也总有一座桥等着。"


@pytest.fixture
def study(transactional_db) -> Study:
    lines, parts = [], []
    for name in ("一、看水", "二、走路", "三、点灯"):
        parts.append((name, 1, len(lines)))
        lines += [name, *[LINE * 3] * 6]
    group = make_group()
    text = make_article(text="\n".join(lines), title="沿河而行", sections=tuple(parts), groups=(group,))
    study = text.studies.get()
    days = [timezone.localdate() + timedelta(days=day) for day in (1, 8, 15)]
    units = units_of(text.revision)
    steps = [Step(unit.start, unit.end, day, "水是什么颜色？") for unit, day in zip(units, days, strict=True)]
    lay_plan(study, revision=text.revision, steps=steps)
    return study


@pytest.fixture
def opened(visit, server, study):
    def open_page(path: str, *, role: Role = Role.MEMBER, **seen: object) -> Page:
        page = visit(**seen)
        sign_in(page, join(study.group, role=role), server)
        page.goto(path)
        return page

    return open_page


def text_of(study: Study) -> str:
    return reverse("reading:leaf", args=[study.article_id, 1])


def tops(page: Page) -> list[int]:
    """Where every paragraph and every row of the contents stands."""
    seen = ".paragraph, .unit-end, #contents li"
    return page.eval_on_selector_all(seen, "all => all.map(one => Math.round(one.getBoundingClientRect().top))")


def kept() -> list[int]:
    return list(Progress.objects.order_by("start").values_list("standing", flat=True))


@pytest.mark.parametrize("size", [WIDE, PHONE])
def test_a_tap_where_a_section_ends_moves_nothing(opened, study, size):
    page = opened(text_of(study), size=size)
    end = page.locator(".unit-end").first
    end.scroll_into_view_if_needed()
    before = tops(page)
    end.get_by_role("button", name="通读").click()
    expect(end.get_by_role("button", name="通读")).to_have_attribute("aria-pressed", "true")
    expect(end.get_by_role("button", name="通读")).to_be_focused()
    assert tops(page) == before
    assert kept() == [1]
    expect(page.locator("#mark-s1 .progress-mark")).to_have_attribute("data-progress", "read")
    expect(page.locator("#my-ring")).to_have_attribute("aria-label", "我读过 33%")
    assert overflow(page) == 0
    assert barriers(page) == []


@pytest.mark.parametrize("size", [WIDE, PHONE])
def test_a_tap_in_the_contents_says_more_each_time(opened, study, size):
    page = opened(text_of(study), size=size)
    if size == PHONE:
        page.get_by_role("navigation", name="阅读").get_by_role("button", name="目录").click()
    mark = page.locator("#mark-s2")
    before = tops(page)
    for standing in ("read", "studied", "unread"):
        mark.click()
        expect(mark.locator(".progress-mark")).to_have_attribute("data-progress", standing)
        expect(mark).to_be_focused()
        assert tops(page) == before
    expect(page.locator("#contents")).to_be_visible()
    assert kept() == []
    assert barriers(page) == []


def test_a_key_says_it_and_is_answered(opened, study):
    page = opened(text_of(study))
    for words, standing in (("一、看水：通读", 1), ("一、看水：精读", 2)):
        page.keyboard.press("m")
        expect(page.locator("#toasts")).to_contain_text(words)
        assert kept() == [standing]
    page.keyboard.press("m")
    expect(page.locator("#toasts")).to_contain_text("一、看水：未读")
    assert kept() == []
    page.keyboard.press("]")
    page.wait_for_function("window.scrollY > 0")
    page.keyboard.press("]")
    expect(page.locator("#here-section")).to_have_text("二、走路")
    page.keyboard.press("m")
    expect(page.locator("#toasts")).to_contain_text("二、走路：通读")


def test_taps_that_follow_each_other_quickly_all_count(opened, study):
    page = opened(text_of(study))
    page.evaluate("document.querySelectorAll('.unit-end-choice:nth-of-type(1)').forEach((button) => button.click())")
    for number in (1, 2, 3):
        expect(page.locator(f"#mark-s{number} .progress-mark")).to_have_attribute("data-progress", "read")
    expect(page.locator("#my-ring")).to_have_attribute("aria-label", "我读过 100%")
    assert kept() == [1, 1, 1]


def test_of_two_tabs_the_last_word_counts(opened, study, server):
    page = opened(text_of(study))
    other = page.context.new_page()
    other.goto(text_of(study))
    for tab, name in ((page, "通读"), (other, "精读"), (page, "精读")):
        end = tab.locator(".unit-end").first
        end.get_by_role("button", name=name).click()
        expect(end.get_by_role("button", name=name)).to_have_attribute("aria-pressed", "true")
    assert kept() == [2]
    other.close()


def test_without_scripts_it_is_a_form(opened, study):
    page = opened(text_of(study), scripts=False)
    page.locator(".unit-end").first.get_by_role("button", name="精读").click()
    expect(page.locator(".unit-end").first.get_by_role("button", name="精读")).to_have_attribute("aria-pressed", "true")
    page.locator("#mark-s2").click()
    expect(page.locator("#mark-s2 .progress-mark")).to_have_attribute("data-progress", "read")
    assert kept() == [2, 1]


@pytest.mark.parametrize(("size", "night"), [(WIDE, False), (PHONE, True)])
def test_the_plan_is_worked_on_by_hand_and_by_key(opened, study, size, night):
    page = opened(reverse("studies:plan", args=[study.pk]), role=Role.FACILITATOR, size=size, night=night)
    names = page.locator(".agenda-entry .plan-words b")
    expect(names).to_have_text(["一、看水", "二、走路", "三、点灯"])
    page.get_by_role("button", name="第 1 步往后移").click()
    expect(names).to_have_text(["二、走路", "一、看水", "三、点灯"])
    page.get_by_role("link", name="改第 3 步").focus()
    page.keyboard.press("Alt+ArrowUp")
    expect(names).to_have_text(["二、走路", "三、点灯", "一、看水"])
    expect(page.locator(".agenda-said")).to_have_text("移到第 2 步")
    page.get_by_role("button", name="去掉第 2 步").click()
    expect(names).to_have_text(["二、走路", "一、看水"])
    page.get_by_role("button", name="撤销").click()
    expect(names).to_have_text(["二、走路", "三、点灯", "一、看水"])
    page.get_by_role("link", name="改第 1 步").click()
    page.locator(".agenda-entry").get_by_label("导读的问题").fill("慢为谁而设？")
    page.get_by_role("button", name="存好").click()
    expect(page.locator(".agenda-entry").first).to_contain_text("慢为谁而设？")
    page.get_by_text("按字数分一分").click()
    page.get_by_label("分成几步").fill("2")
    page.get_by_role("button", name="看看怎么分").click()
    expect(page.get_by_text("现在的 3 步会换下")).to_be_visible()
    assert barriers(page) == []
    page.get_by_role("button", name="换下现在的计划").click()
    expect(page.locator(".agenda-entry")).to_have_count(2)
    assert overflow(page) == 0
    assert barriers(page) == []


@pytest.mark.parametrize("size", [WIDE, PHONE])
def test_where_all_are_and_taking_oneself_out(visit, server, study, size):
    people = [join(study.group, user=make_user(display_name=name)) for name in ("周远", "何清", "方圆")]
    study.group.memberships.filter(role=Role.OWNER).update(shares_progress=False)
    for each in people:
        reach(study.article.revision, reader=each, units=units_of(study.article.revision)[:1], standing=Standing.READ)
    page = visit(size=size)
    sign_in(page, people[0], server)
    page.goto(reverse("guide:study", args=[study.pk]))
    expect(page.get_by_text("多数人读到「一、看水」")).to_be_visible()
    page.get_by_role("link", name="3 人读过").click()
    expect(page.locator(".people-names li")).to_have_count(3)
    assert barriers(page) == []
    assert overflow(page) == 0
    page.get_by_role("checkbox", name="把我算进去").uncheck()
    expect(page.get_by_text("至少三个人愿意让小组看到")).to_be_visible()
    expect(page.get_by_text("人读过")).to_have_count(0)
    page.get_by_role("checkbox", name="把我算进去").check()
    expect(page.get_by_role("link", name="3 人读过")).to_be_visible()


@pytest.mark.parametrize("size", [WIDE, PHONE])
def test_the_heat_along_a_text_is_one_stop_for_the_keyboard(visit, server, study, size):
    reader = join(study.group)
    make_note(article=study.article, author=reader, study=study, quote=LINE)
    page = visit(size=size)
    sign_in(page, reader, server)
    page.goto(reverse("guide:study", args=[study.pk]))
    heat = page.locator("#heat")
    expect(heat).to_contain_text("划得最多的在第1段。")
    heat.scroll_into_view_if_needed()
    assert barriers(page) == []
    page.locator("#plan a").last.focus()
    page.keyboard.press("Tab")
    expect(heat.locator("summary")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(heat.get_by_role("link", name="第1段")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.getElementById('heat').contains(document.activeElement)") is False
    assert barriers(page) == []
    assert overflow(page) == 0
