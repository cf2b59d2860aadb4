"""One whole meeting in five browsers, from its plan to the signed record, the Word file and what comes after it.

The server is a process of its own, killed in the middle.
"""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from studyapp.groups.models import Role
from tests.browser.conftest import PHONE, WIDE, watch
from tests.browser.evening import ASKED, LINE, SECRET, TYPED, WITHIN, Evening
from tests.browser.looking import sign_in
from tests.browser.process import Site
from tests.factories import join, make_article, make_group, make_note, make_user
from tests.house import allow_none

PEOPLE = {
    "李梅": Role.FACILITATOR, "陈小禾": Role.MEMBER, "林溪": Role.MEMBER, "何清": Role.MEMBER, "宋岩": Role.MEMBER,
}  # fmt: skip


@pytest.fixture
def people(transactional_db):
    group = make_group(name="茶社")
    return {name: join(group, user=make_user(display_name=name), role=role) for name, role in PEOPLE.items()}


@pytest.fixture
def study(people):
    group = people["李梅"].memberships.get().group
    study = make_article(text="\n".join([LINE * 3] * 30), title="沿河而行", groups=(group,)).studies.get()
    notes = {"article": study.article, "kind": "question", "quote": LINE[:13]}
    make_note(author=people["何清"], study=study, body=ASKED, **notes)
    make_note(author=people["林溪"], body=SECRET, **notes)
    return study


@pytest.fixture
def site(tmp_path, people) -> Iterator[Site]:
    with Site(tmp_path) as site:
        yield site


@pytest.fixture
def opened(chromium: Browser, site: Site, people) -> Iterator[Callable[..., Page]]:
    """`opened("林溪", "/mine/", size=PHONE)`: a browser of their own."""
    contexts, complaints = [], []

    def open_page(who: str, address: str, *, size: tuple[int, int] = WIDE) -> Page:
        context = chromium.new_context(
            base_url=site.address,
            viewport={"width": size[0], "height": size[1]},
            has_touch=size == PHONE,
            is_mobile=size == PHONE,
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            reduced_motion="reduce",
        )
        context.set_default_timeout(WITHIN)
        contexts.append(context)
        page = context.new_page()
        watch(page, site.address, complaints)
        sign_in(page, people[who], site.address)
        page.goto(address)
        return page

    expect.set_options(timeout=WITHIN)
    yield open_page
    expect.set_options(timeout=5_000)
    for context in contexts:
        context.close()
    allow_none(complaint for complaint in complaints if complaint)


def test_a_whole_meeting(opened, site, study, tmp_path):
    evening = Evening(opened, site)
    evening.plan(study.group_id)
    evening.prepare()
    evening.come()
    evening.read()
    evening.speak()
    evening.ask()
    evening.decide()
    evening.think_alone()
    evening.fall()
    evening.go_home()
    evening.make_up()
    evening.record()
    evening.add_to_it()
    paper = evening.take_home(tmp_path)
    evening.hear_of_it()
    evening.do_what_is_to_do()
    assert paper["地点"] == "茶社二楼"
    assert paper["主持人"] == "李梅"
    assert paper["记录人"] == "陈小禾"
    assert paper["出席"] == "李梅、林溪、陈小禾、何清（4 人）"
    assert paper["列席"] == "无"
    assert "宋岩（已补学）：出差" in paper["缺席及原因"]
    assert paper["学习内容"].startswith("《沿河而行》第 12–13、21–23 段，")
    assert paper["方式"]
    assert paper["发言摘要"].startswith("何清：缓的地方才有人家。（第 13 段）")
    assert paper["问题与解答"].startswith(f"问：{ASKED}（第 1 段）")
    assert paper["决定事项"] == "1. 下次学第二部分。"
    assert paper["待办"] == "量石凳的高度：林溪，2028年5月30日前"
    assert "分钟" in paper["时间"]
    assert "主持人签发：李梅" in paper["around"]
    assert "补记：水是二沸。（陈小禾，" in paper["around"]
    assert not [words for words in paper.values() if SECRET in words or TYPED in words]
