"""The page for visitors, in a real browser."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, WIDE
from tests.browser.looking import barriers, overflow, sign_in
from tests.factories import make_user


@pytest.mark.parametrize("size", [PHONE, WIDE])
@pytest.mark.parametrize("night", [False, True])
@pytest.mark.parametrize("language", ["zh-CN", "en"])
@pytest.mark.parametrize("path", ["/", "/account/login/"])
def test_a_visitor_can_read_it_whatever_their_eyes_and_screen(visit, path, size, night, language):
    page = visit(size=size, night=night, language=language)
    page.goto(path)
    assert not barriers(page)
    assert overflow(page) == 0


def test_it_works_without_scripts(visit):
    page = visit(scripts=False)
    page.goto("/")
    page.get_by_role("link", name="登录").first.click()
    expect(page).to_have_url(re.compile("/account/login/"))


def test_someone_signed_in_is_let_in(visit, server):
    page = visit()
    sign_in(page, make_user(), server)
    page.goto("/account/")
    expect(page.locator("main")).to_be_visible()
    assert page.url == f"{server}/account/"
