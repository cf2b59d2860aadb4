"""A reflection in a browser: drafted from marks, saved by itself, through a closed tab and two windows; shared."""

import re
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from studyapp.annotations.models import Annotation
from studyapp.reflections import services
from studyapp.reflections.models import Reflection
from tests.browser.conftest import PHONE, WIDE
from tests.browser.looking import barriers, overflow, sign_in
from tests.factories import join, make_article, make_group, make_note, make_user

TEXT = "一、看水\n水在石头下面走。\n二、走路\n慢的反面不是快，而是急。"
SECTIONS = (("一、看水", 1, 0), ("二、走路", 1, 2))
SAVED = re.compile(r"已保存 \d\d:\d\d")


@pytest.fixture
def group(transactional_db):
    return make_group(name="茶社")


@pytest.fixture
def reader(group):
    return join(group, user=make_user(display_name="林溪"))


@pytest.fixture
def study(group, reader):
    article = make_article(text=TEXT, title="沿河而行", groups=(group,), sections=SECTIONS)
    make_note(article=article, author=reader, quote="慢的反面不是快，而是急。", kind="thought", body="我总是急。")
    make_note(article=article, author=reader, quote="石头", study=article.studies.get())
    return article.studies.get()


@pytest.fixture
def reflection(study, reader):
    return services.start(study.article, author=reader, key=uuid4(), study=study, prompts=False)


@pytest.fixture
def opened(visit, server, reader):
    def page_of(address: str, *, who=reader, **how: object) -> Page:
        page = visit(**how)
        sign_in(page, who, server)
        page.goto(address)
        return page

    return page_of


def body(page: Page):
    return page.get_by_label("正文")


def write(page: Page, words: str) -> None:
    """And wait until it is saved."""
    body(page).fill(words)
    with page.expect_response(lambda answer: answer.url.endswith("/save/")) as answer:
        pass
    assert answer.value.status == 200


def stored(reflection: Reflection) -> Reflection:
    return Reflection.objects.select_related("topic").get(pk=reflection.pk)


@pytest.mark.parametrize("size", [PHONE, WIDE])
@pytest.mark.parametrize("scripts", [True, False])
def test_a_draft_out_of_ones_own_marks(opened, study, size, scripts):
    page = opened(f"/studies/{study.pk}/reflection/", size=size, scripts=scripts)
    page.get_by_text("挑一挑放哪几条").click()
    expect(page.get_by_role("checkbox")).to_have_count(3)
    page.locator(".pick.highlight").click()
    page.get_by_role("button", name="起草心得").click()
    expect(body(page)).to_have_value("## 二、走路\n\n> 慢的反面不是快，而是急。（第2段）\n\n我总是急。")
    expect(page.locator("#reflection-count")).to_contain_text("自己的话 4 字")
    body(page).fill("我总是急，水不急。")
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.locator(".toast")).to_have_text("保存了。")
    assert Reflection.objects.get().body == "我总是急，水不急。"


@pytest.mark.parametrize("size", [PHONE, WIDE])
def test_it_saves_by_itself_and_counts(opened, reflection, size):
    page = opened(f"/reflections/{reflection.pk}/edit/", size=size)
    write(page, "> 引用\n\n𠮷祥的路。")
    expect(page.locator("#reflection-state")).to_have_text(SAVED)
    expect(page.locator("#reflection-count")).to_contain_text("6 字")
    assert stored(reflection).body == "> 引用\n\n𠮷祥的路。"
    page.get_by_label("题目").fill("慢")
    page.get_by_label("题目").press("Enter")
    expect(body(page)).to_be_focused()
    page.get_by_role("link", name="看成文").click()
    expect(page.get_by_role("heading", name="慢", exact=True)).to_be_visible()
    assert stored(reflection).title == "慢"


def test_marks_and_prompts_are_put_in_at_the_cursor(opened, reflection):
    page = opened(f"/reflections/{reflection.pk}/edit/")
    body(page).fill("第一行\n\n最后一行")
    body(page).evaluate("(field) => field.setSelectionRange(1, 1)")
    page.locator(".side-mark.thought").get_by_role("button").click()
    expect(body(page)).to_have_value("第一行\n\n> 慢的反面不是快，而是急。（第2段）\n\n我总是急。\n\n最后一行")
    expect(page.locator(".side-mark.thought .mark-in")).to_be_visible()
    expect(page.locator("#reflection-state")).to_have_text(SAVED)
    page.get_by_role("button", name="感受").click()
    expect(body(page)).to_have_value(re.compile("我总是急。\n\n## 感受\n\n最后一行"))
    page.keyboard.press("Control+z")
    expect(body(page)).to_have_value(re.compile("我总是急。\n\n最后一行"))
    page.keyboard.press("Control+s")
    page.get_by_role("link", name="再放进几条").click()
    expect(page.get_by_role("checkbox")).to_have_count(1)  # the other is in it


def test_on_a_phone_they_lie_in_a_sheet(opened, reflection):
    page = opened(f"/reflections/{reflection.pk}/edit/", size=PHONE)
    expect(page.locator("#reflection-side")).to_be_hidden()
    page.get_by_role("button", name="批注和提示").click()
    expect(page.locator("#reflection-side")).to_be_visible()
    assert barriers(page) == []
    page.keyboard.press("Escape")
    expect(page.locator("#reflection-side")).to_be_hidden()
    page.get_by_role("button", name="批注和提示").click()
    page.get_by_role("button", name="看到什么").click()
    expect(page.locator("#reflection-side")).to_be_hidden()
    expect(body(page)).to_have_value("## 看到什么\n\n")
    expect(body(page)).to_be_focused()


def test_a_tab_that_was_closed_has_lost_nothing(opened, reflection):
    page = opened(f"/reflections/{reflection.pk}/edit/")
    page.context.set_offline(True)
    body(page).fill("断了线写的。")
    expect(page.locator("#reflection-trouble")).to_contain_text("连不上")
    page.close()
    page.context.set_offline(False)
    assert stored(reflection).body == ""
    again = page.context.new_page()
    again.goto(f"/reflections/{reflection.pk}/edit/")
    expect(body(again)).to_have_value("断了线写的。")
    expect(again.locator("#reflection-state")).to_have_attribute("data-edition", "2")
    assert stored(reflection).body == "断了线写的。"
    again.reload()
    expect(again.locator(".toast")).to_have_count(0)


def test_back_online_it_is_saved_without_a_touch(opened, reflection):
    page = opened(f"/reflections/{reflection.pk}/edit/")
    page.context.set_offline(True)
    body(page).fill("断了线写的。")
    expect(page.locator("#reflection-trouble")).to_contain_text("连不上")
    page.context.set_offline(False)
    expect(page.locator("#reflection-state")).to_have_attribute("data-edition", "2")
    expect(page.locator("#reflection-trouble")).to_be_hidden()


def test_signed_out_meanwhile_the_words_stay_and_go_on_after_signing_in(opened, reflection, reader, server):
    page = opened(f"/reflections/{reflection.pk}/edit/")
    page.context.clear_cookies(name="sessionid")
    body(page).fill("登录过期写的。")
    expect(page.locator("#reflection-trouble")).to_contain_text("登录已过期")
    expect(page.locator("#reflection-trouble").get_by_role("link")).to_have_attribute(
        "href", re.compile(f"login.*reflections.*{reflection.pk}.*edit")
    )
    sign_in(page, reader, server)
    page.reload()
    expect(page.locator("#reflection-state")).to_have_attribute("data-edition", "2")
    assert stored(reflection).body == "登录过期写的。"


@pytest.mark.parametrize(
    ("choice", "stands", "kept"), [("用这边的", "第二个", "第一个"), ("用那一份", "第一个", "第二个")]
)
def test_two_windows_see_both_and_lose_neither(opened, reflection, choice, stands, kept):
    first, second = (opened(f"/reflections/{reflection.pk}/edit/") for _ in range(2))
    write(first, "第一个窗口。")
    body(second).fill("第二个窗口。")
    expect(second.locator("#reflection-notice")).to_contain_text("在另一个窗口里改过了")
    second.locator(".overtaken-theirs > summary").click()
    expect(second.locator(".overtaken-words")).to_have_text("第一个窗口。")
    expect(body(second)).to_have_value("第二个窗口。")
    expect(second.locator("#reflection-state")).to_be_hidden()
    assert barriers(second) == []
    second.get_by_role("button", name=choice).click()
    expect(second.locator(".toast")).to_be_visible()
    expect(body(second)).to_have_value(f"{stands}窗口。")
    assert reflection.versions.get().body == f"{kept}窗口。"


def test_a_window_that_was_overtaken_and_closed_has_lost_nothing(opened, reflection):
    first = opened(f"/reflections/{reflection.pk}/edit/")
    second = first.context.new_page()
    second.goto(first.url)
    write(first, "第一个窗口。")
    body(second).fill("第二个窗口。")
    expect(second.locator("#reflection-notice")).to_contain_text("在另一个窗口里改过了")
    body(second).press_sequentially("还有。")
    write(first, "第一个窗口，再写。")
    second.close()
    first.goto(first.url)
    expect(first.locator("#reflection-notice")).to_contain_text("在另一个窗口里改过了")
    expect(body(first)).to_have_value("第二个窗口。还有。")
    first.get_by_role("button", name="用那一份").click()
    expect(body(first)).to_have_value("第一个窗口，再写。")
    expect(first.locator(".toast")).to_be_visible()
    first.reload()
    expect(body(first)).to_have_value("第一个窗口，再写。")
    assert reflection.versions.get().body == "第二个窗口。还有。"


def test_shared_replied_to_changed_and_shared_again(opened, reflection, study, group):
    other = join(group, user=make_user(display_name="周远"))
    services.save(reflection, title="慢", body="我总是急。\n\n石头不急。", edition=1)
    page = opened(f"/reflections/{reflection.pk}/")
    page.get_by_role("link", name="分享给小组").click()
    expect(page.locator(".audience").filter(has_text="「茶社」")).to_be_visible()
    page.get_by_role("button", name="分享", exact=True).click()
    expect(page.get_by_role("heading", name="大家说")).to_be_visible()

    theirs = opened(f"/studies/{study.pk}/reflection/", who=other, size=PHONE)
    theirs.get_by_role("link", name="慢", exact=True).click()
    expect(theirs.locator(".reflection-text")).to_contain_text("石头不急。")
    theirs.get_by_role("textbox").fill("我也急。")
    theirs.get_by_role("button", name="回复", exact=True).click()
    expect(theirs.locator(".reply .said")).to_have_text("我也急。")
    theirs.get_by_role("button", name=re.compile("赞同")).first.click()
    expect(theirs.locator(".note .said")).to_be_hidden()
    assert barriers(theirs) == []

    page.reload()
    expect(page.locator(".reply .said")).to_have_text("我也急。")
    page.get_by_role("link", name="接着写").click()
    write(page, "我不急了。")
    theirs.reload()
    expect(theirs.locator(".reflection-text")).to_contain_text("石头不急。")
    page.get_by_role("link", name="看成文").click()
    page.get_by_role("link", name="让大家看到新的").click()
    page.get_by_role("button", name="分享", exact=True).click()
    theirs.reload()
    expect(theirs.locator(".reflection-text")).to_have_text("我不急了。")

    page.get_by_text("收回，只给自己看").click()
    page.get_by_role("button", name="收回", exact=True).click()
    expect(page.locator(".toast")).to_contain_text("仅自己可见")
    assert stored(reflection).topic.is_gone
    assert Annotation.objects.filter(kind="topic").count() == 1


def test_a_version_comes_back(opened, reflection):
    services.save(reflection, title="", body="从前的话。", edition=1)
    services.save(reflection, title="", body="现在的话。", edition=2, keeps=True)
    page = opened(f"/reflections/{reflection.pk}/edit/")
    page.get_by_role("link", name="从前的内容").click()
    page.locator(".versions a").click()
    expect(page.locator(".reflection-text")).to_have_text("从前的话。")
    page.get_by_role("button", name="换回这一份").click()
    expect(body(page)).to_have_value("从前的话。")


def test_it_is_taken_along_and_deleted_and_brought_back(opened, reflection):
    services.save(reflection, title="慢", body="我总是急。", edition=1)
    page = opened(f"/reflections/{reflection.pk}/")
    page.get_by_text("带走").click()
    for name, ending in (("Word", "docx"), ("Markdown", "md")):
        with page.expect_download() as download:
            page.get_by_role("link", name=name).click()
        assert download.value.suggested_filename == f"慢.{ending}"
    page.get_by_role("button", name="删去这篇心得").click()
    page.get_by_role("button", name="撤销").click()
    expect(page.get_by_role("heading", name="慢", exact=True)).to_be_visible()


def test_the_enter_that_ends_a_composition_goes_nowhere(opened, reflection):
    page = opened(f"/reflections/{reflection.pk}/edit/")
    title = page.get_by_label("题目")
    title.focus()
    title.evaluate(
        "(field) => field.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', isComposing: true, bubbles: true}))"
    )
    expect(title).to_be_focused()


@pytest.mark.parametrize("size", [PHONE, WIDE])
@pytest.mark.parametrize("night", [False, True])
def test_no_page_has_barriers_and_all_fit(opened, reflection, study, reader, size, night):
    services.save(reflection, title="住在石拱桥头第三间的木匠说的沿河而行的事", body="## 一\n\n我总是急。", edition=1)
    services.save(reflection, title="慢", body="> 水\n\n我总是急。\n\n## 感受\n\n", edition=2, keeps=True)
    version = reflection.versions.get()
    here = f"/reflections/{reflection.pk}"
    page = opened("/reflections/", size=size, night=night)
    for address in (
        "/reflections/", f"/studies/{study.pk}/reflection/", f"{here}/", f"{here}/edit/", f"{here}/marks/",
        f"{here}/share/", f"{here}/history/", f"{here}/history/{version.pk}/", f"{here}/print/",
    ):  # fmt: skip
        page.goto(address)
        assert (address, barriers(page), overflow(page)) == (address, [], 0)
