"""Writing on chosen words: who will see it; nothing typed is lost: closed pages, broken lines, sign-ins run out."""

import re
from collections.abc import Callable
from urllib.parse import parse_qs

import pytest
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, expect

from studyapp.annotations.models import Annotation
from tests.browser.choosing import act, tap
from tests.browser.looking import sign_in
from tests.factories import PASSWORD, join, make_article, make_group

TEXT = "先把茶叶放进壶里。然后等。\n门口也有茶。\n再等水凉一凉。喝的时候不说话。\n最后把壶洗干净，明天再来。"


@pytest.fixture
def group(transactional_db):
    return make_group()


@pytest.fixture
def reader(group):
    return join(group)


@pytest.fixture
def article(group):
    return make_article(text=TEXT, groups=(group,))


@pytest.fixture
def opened(visit, server, reader, article) -> Callable[..., Page]:
    def open_page(**seen: object) -> Page:
        page = visit(**seen)
        sign_in(page, reader, server)
        page.goto(f"/read/{article.pk}/")
        return page

    return open_page


def the_note(author) -> Annotation:
    return Annotation.objects.own(author).get()


def said(page: Page, words: str) -> None:
    expect(page.locator("#toasts")).to_contain_text(words)


def write(page: Page, number: int, words: str, *, kind: str = "thought", body: str) -> None:
    tap(page, number, words)
    act(page, kind)
    page.locator("#composer-body").press_sequentially(body)


def test_who_will_see_it_is_said_and_remembered(opened, reader, group):
    page = opened()
    write(page, 1, "先把茶叶", body="给大家")
    page.get_by_text("「茶社」2 人可见").last.click()
    page.get_by_role("button", name="保存").click()
    said(page, "已保存 · 「茶社」2 人可见")
    tap(page, 3, "再等")
    act(page, "highlight")
    said(page, "已划线 · 「茶社」2 人可见")
    page.reload()
    tap(page, 4, "最后")
    act(page, "highlight")
    said(page, "已划线 · 「茶社」2 人可见")
    assert Annotation.objects.own(reader).filter(study__group=group).count() == 3


def test_a_draft_survives_a_closed_page(opened, reader):
    page = opened()
    write(page, 3, "再等", body="写到一半")
    page.wait_for_timeout(400)
    page.reload()
    page.get_by_role("button", name="接着写").click()
    expect(page.locator("#composer-body")).to_have_value("写到一半")
    page.keyboard.press("Control+Enter")
    said(page, "已保存")
    assert the_note(reader).quote == "再等水凉一凉。"
    expect(page.locator(".kept-drafts")).to_be_hidden()


def test_what_cannot_be_sent_waits_and_is_sent_once(opened, reader):
    page = opened()
    write(page, 1, "然后等", body="断线时写的")
    page.context.set_offline(True)
    page.keyboard.press("Control+Enter")
    tap(page, 3, "再等")
    page.keyboard.press("h")
    expect(page.locator(".kept-unsent")).to_contain_text("2 条还没送到")
    page.context.set_offline(False)
    expect(page.locator(".kept-unsent")).to_be_hidden()
    expect(page.locator("#p3 mark.highlight")).to_have_count(1)
    assert sorted(Annotation.objects.own(reader).values_list("kind", flat=True)) == ["highlight", "thought"]


def test_what_arrived_but_was_not_answered_is_kept_once(opened, reader):
    page = opened()

    def swallow(route):
        route.fetch()  # the server keeps it, the answer is lost
        route.abort()

    page.route(re.compile("/mark/$"), swallow, times=1)
    write(page, 1, "然后等", body="只有一条")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".kept-unsent")).to_be_visible()
    page.get_by_role("button", name="现在送").click()
    said(page, "已送到")
    assert the_note(reader).body == "只有一条"


def test_a_note_that_the_server_stumbles_over_holds_up_none_of_the_others(opened, reader):
    page = opened()
    page.context.set_offline(True)
    for words, body in [("先把茶叶", "坏的"), ("然后等", "好的"), ("再等", "不收的")]:
        write(page, 3 if words == "再等" else 1, words, body=body)
        page.keyboard.press("Control+Enter")
    expect(page.locator(".kept-unsent")).to_contain_text("3 条还没送到")

    def stumble(route):
        sent = parse_qs(route.request.post_data)["body"][0]
        answer = {"坏的": 429, "不收的": 400}.get(sent)
        route.fulfill(status=answer, body="") if answer else route.continue_()

    page.route(re.compile("/mark/$"), stumble)
    page.context.set_offline(False)
    expect(page.locator(".kept-unsent")).to_contain_text("1 条还没送到")
    expect(page.locator(".kept-drafts")).to_contain_text("1 条没写完")
    assert the_note(reader).body == "好的"
    page.unroute(re.compile("/mark/$"))
    page.get_by_role("button", name="现在送").click()
    expect(page.locator(".kept-unsent")).to_be_hidden()
    assert set(Annotation.objects.own(reader).values_list("body", flat=True)) == {"好的", "坏的"}


def test_a_sign_in_that_ran_out_loses_nothing(opened, reader):
    page = opened()
    write(page, 1, "然后等", body="过期时写的")
    page.context.clear_cookies()
    page.keyboard.press("Control+Enter")
    page.get_by_role("link", name="去登录").click()
    page.get_by_label("用户名").fill(reader.username)
    page.get_by_label("密码", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    expect(page.locator("#p1 mark.thought")).to_have_text("然后等。")
    assert the_note(reader).body == "过期时写的"


def in_the_discussion(page: Page, article, body: str):
    page.goto(f"/studies/{article.studies.get().pk}/discussion/")
    field = page.locator("#topic-form textarea")
    field.fill(body)
    return field


def sign_out_elsewhere(reader) -> None:
    for session in Session.objects.all():
        if session.get_decoded().get("_auth_user_id") == str(reader.pk):
            session.delete()


def test_a_topic_outlives_a_sign_in_that_ran_out(opened, reader, article):
    page = opened()
    in_the_discussion(page, article, "写了很久的话题")
    sign_out_elsewhere(reader)
    page.get_by_role("button", name="开话题").click()
    page.get_by_label("用户名").fill(reader.username)
    page.get_by_label("密码", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    expect(page.locator("#topic-form textarea")).to_have_value("写了很久的话题")
    page.get_by_role("button", name="开话题").click()
    expect(page.locator(".topic")).to_contain_text("写了很久的话题")
    expect(page.locator("#topic-form textarea")).to_have_value("")
    page.reload()
    expect(page.locator("#topic-form textarea")).to_have_value("")


def test_a_topic_outlives_a_lost_connection(opened, reader, article):
    page = opened()
    field = in_the_discussion(page, article, "断线时的话题")
    page.context.set_offline(True)
    page.get_by_role("button", name="开话题").click()
    page.wait_for_timeout(300)
    page.context.set_offline(False)
    page.goto("/groups/")
    page.goto(f"/studies/{article.studies.get().pk}/discussion/")
    expect(field).to_have_value("断线时的话题")


def test_drafts_are_wiped_at_sign_out_and_for_others(opened, reader, group, server, article):
    page = opened()
    write(page, 3, "再等", body="我的秘密")
    page.wait_for_timeout(400)
    assert "我的秘密" in page.evaluate("JSON.stringify({...localStorage})")
    sign_in(page, join(group), server)
    page.goto(f"/read/{article.pk}/")
    assert "我的秘密" not in page.evaluate("JSON.stringify({...localStorage})")
    write(page, 3, "再等", body="她的秘密")
    page.goto("/account/")
    page.get_by_role("button", name="退出", exact=True).click()
    assert "她的秘密" not in page.evaluate("JSON.stringify({...localStorage, ...sessionStorage})")


def share_the_computer(page: Page) -> None:
    """As somebody signs in who does not tick that they are remembered."""
    cookie = next(each for each in page.context.cookies() if each["name"] == settings.SESSION_COOKIE_NAME)
    session = SessionStore(cookie["value"])
    session.set_expiry(0)
    session.save()
    page.reload()


def test_on_a_shared_computer_a_draft_ends_with_the_window(opened, article):
    page = opened()
    share_the_computer(page)
    write(page, 3, "再等", body="在网吧写的")
    page.wait_for_timeout(400)
    assert "在网吧写的" not in page.evaluate("JSON.stringify({...localStorage})")
    page.reload()
    expect(page.get_by_role("button", name="接着写")).to_be_visible()


def test_on_a_shared_computer_signing_out_in_one_window_wipes_the_other(opened):
    page = opened()
    share_the_computer(page)
    write(page, 3, "再等", body="在网吧写的")
    page.wait_for_timeout(400)
    kept = "JSON.stringify({...localStorage, ...sessionStorage})"
    assert "在网吧写的" in page.evaluate(kept)
    other = page.context.new_page()
    other.goto("/account/")
    other.get_by_role("button", name="退出", exact=True).click()
    other.wait_for_url("**/")
    page.wait_for_timeout(300)
    assert "在网吧写的" not in page.evaluate(kept)
    page.locator("#composer-body").press_sequentially("，又写")
    page.wait_for_timeout(400)
    page.reload()
    assert "在网吧写的" not in page.evaluate(kept)


def test_enter_never_sends_while_composing(opened, reader):
    page = opened()
    write(page, 3, "再等", body="nihao")
    page.evaluate(
        "document.getElementById('composer-body').dispatchEvent(new KeyboardEvent('keydown',"
        "{key: 'Enter', ctrlKey: true, isComposing: true, bubbles: true, cancelable: true}))"
    )
    page.wait_for_timeout(200)
    assert not Annotation.objects.own(reader).exists()


def test_what_is_refused_is_explained_and_stays(opened, reader):
    page = opened()
    write(page, 3, "再等", body="有标签")
    page.locator("#composer-tags").fill("标" * 21)
    page.get_by_role("button", name="保存").click()
    expect(page.locator("#composer-errors")).to_contain_text("一个标签最多二十个字")
    expect(page.locator("#composer-body")).to_have_value("有标签")


def test_words_on_another_text_are_refused_kindly(opened, reader, article):
    page = opened()
    write(page, 3, "再等", body="原文变了")
    page.locator("#composer [name=revision]").evaluate("field => field.remove()")
    page.evaluate("document.getElementById('composer').note.fields.quote = '别的字'")
    page.get_by_role("button", name="保存").click()
    expect(page.locator("#composer-errors")).not_to_be_empty()
    expect(page.locator("#composer-body")).to_have_value("原文变了")
