"""Choosing the marks that go into a reflection, in a browser."""

import re
from uuid import uuid4

from playwright.sync_api import expect

from studyapp.reflections import services
from tests.browser.looking import sign_in
from tests.factories import join, make_article, make_group, make_note, make_user

TEXT = "水在石头下面走。\n慢的反面不是快，而是急。"


def test_all_marks_are_ticked_at_once(transactional_db, visit, server):
    group = make_group()
    reader = join(group, user=make_user(display_name="林溪"))
    article = make_article(text=TEXT, groups=(group,))
    for quote in ("石头", "急", "下面"):
        make_note(article=article, author=reader, quote=quote)
    study = article.studies.get()
    reflection = services.start(article, author=reader, key=uuid4(), study=study, prompts=False)
    page = visit()
    sign_in(page, reader, server)
    page.goto(f"/studies/{study.pk}/reflection/")
    page.get_by_text("再写一篇").click()
    page.get_by_text("挑一挑放哪几条").click()
    page.get_by_role("button", name="全不选").click()
    expect(page.locator(".pick :checked")).to_have_count(0)
    page.get_by_role("button", name="全选").click()
    expect(page.locator(".pick :checked")).to_have_count(3)
    page.goto(f"/reflections/{reflection.pk}/marks/")
    page.get_by_role("button", name="全选").click()
    page.get_by_role("button", name="放到末尾").click()
    expect(page.get_by_label("正文")).to_have_value(re.compile("石头.*下面.*急", re.DOTALL))
