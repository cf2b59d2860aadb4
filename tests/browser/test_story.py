"""The first whole thing: a file becomes an article, a newcomer is let in, reads on a desk and goes on, on a phone."""

import io
import re

import docx
import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from studyapp.library.models import Place
from tests.browser.conftest import PHONE, WIDE
from tests.browser.looking import READ_WITHIN
from tests.factories import PASSWORD, make_group, make_user

PARTS = ("先把水看清", "再把路走慢", "让岸边有人", "把一天记下来")
PARAGRAPHS = 6  # in each part
RENAMED = "让岸边一直有人"
SENTENCE = "步道每隔三百米设一处石凳，不设在最平的地方，而设在最想回头的地方，转弯处、上坡后、水声忽然变大的地方。"


def word_file() -> bytes:
    """A speech as people type it: a title, headings by Word's own styles, long paragraphs."""
    document = docx.Document()
    document.add_heading("沿河而行", level=0)
    for part in PARTS:
        document.add_heading(part, level=1)
        for _ in range(PARAGRAPHS):
            document.add_paragraph(SENTENCE * 3)
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


@pytest.fixture(autouse=True)
def read_at_once(settings, tmp_path):
    """The server of these tests shares their database, which a process of its own would not find."""
    settings.READ_DRAFTS_IN_BACKGROUND = False
    settings.DATA_DIR = tmp_path


def come_in(page: Page, login: str) -> None:
    page.goto(reverse("account_login"))
    page.get_by_label("用户名或邮箱").fill(login)
    page.get_by_label("密码", exact=True).fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="登录", exact=True).click()
    expect(page).not_to_have_url(re.compile("/login/"))


def upload(page: Page) -> None:
    page.goto(reverse("importing:upload"))
    page.set_input_files("input[type=file]", {"name": "沿河而行.docx", "mimeType": "", "buffer": word_file()})
    page.get_by_role("button", name="上传", exact=True).click()
    expect(page.get_by_role("heading", name="结构校对")).to_be_visible(timeout=READ_WITHIN)
    page.wait_for_load_state()  # with its scripts, without which a key is nobody's


def rename_third_section_by_keys(page: Page) -> None:
    third, chosen = page.locator(".node.section").nth(2), page.locator('.node[aria-current="true"] > .node-row')
    while third.get_attribute("aria-current") is None:
        with page.expect_response(re.compile("place=")):
            page.keyboard.press("ArrowDown")
        expect(chosen).to_be_focused()
    page.keyboard.press("F2")
    page.keyboard.type(RENAMED)
    page.keyboard.press("Enter")
    expect(page.locator(".node-title", has_text=RENAMED)).to_be_visible()


def publish(page: Page, group: str) -> None:
    page.locator(".publish-to > summary").click()
    page.get_by_label(f"「{group}」").check()
    page.get_by_role("button", name="发布", exact=True).click()
    expect(page.get_by_role("link", name=re.compile("沿河而行.*已发布", re.DOTALL))).to_be_visible()


def invitation(page: Page, group_pk: int) -> str:
    page.goto(reverse("groups:detail", args=[group_pk]))
    page.get_by_role("button", name=re.compile("发.*邀请|发出")).first.click()
    return page.get_by_role("textbox", name="邀请链接").input_value()


def join(page: Page, link: str, login: str) -> None:
    page.goto(link)
    page.get_by_role("button", name="注册并加入").click()
    for name, value in (
        ("username", login),
        ("display_name", "林溪"),
        ("password1", PASSWORD),
        ("password2", PASSWORD),
    ):
        page.locator(f"[name={name}]").fill(value)
    page.get_by_role("main").get_by_role("button", name="注册").click()
    expect(page.get_by_text("你进了「茶社」")).to_be_visible()


def read_to(page: Page, section: str) -> None:
    """Open the article from the shelf and scroll until the section's title is on top."""
    page.goto(reverse("library:shelf"))
    page.get_by_role("link", name=re.compile("沿河而行")).first.click()
    page.get_by_role("link", name="开始读").click()
    page.wait_for_url("**/read/**")  # with its style sheets, without which nothing stands where it will
    page.get_by_role("heading", name=section).evaluate(
        "title => scrollTo({ top: title.getBoundingClientRect().top + scrollY - 80 })"
    )


def kept_paragraph(login: str) -> int | None:
    place = Place.objects.filter(user__username=login).first()
    return place.revision.paragraphs.get(start=place.start).number if place else None


def test_from_a_word_file_to_a_reader_on_a_phone(visit, settings):
    settings.SIGN_UP = "invitation"
    make_user(username="admin", is_staff=True, is_superuser=True, display_name="管理员")
    group = make_group(name="茶社", owner=make_user(username="limei", display_name="李梅"))

    desk = visit(size=WIDE)
    come_in(desk, "admin")
    upload(desk)
    rename_third_section_by_keys(desk)
    publish(desk, "茶社")

    leader = visit(size=WIDE)
    come_in(leader, "limei")
    link = invitation(leader, group.pk)

    newcomer = visit(size=WIDE)
    join(newcomer, link, "linxi")
    read_to(newcomer, RENAMED)
    third = 2 * PARAGRAPHS + 1
    for _ in range(100):
        if kept_paragraph("linxi") == third:
            break
        newcomer.wait_for_timeout(100)
    assert kept_paragraph("linxi") == third

    phone = visit(size=PHONE)
    come_in(phone, "linxi")
    expect(phone.locator(f"#p{third}")).to_be_in_viewport()
    expect(phone.get_by_role("heading", name=PARTS[1])).not_to_be_in_viewport()
