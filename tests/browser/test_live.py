"""Two readers at once: what one does the other sees, without a reload, without losing their place or their words."""

import re
from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from studyapp.accounts.models import User
from studyapp.annotations.models import Annotation
from studyapp.annotations.services import threads
from studyapp.annotations.services.marks import share
from studyapp.groups.models import Role
from studyapp.groups.services import remove
from studyapp.importing.publishing import replace_text
from studyapp.library.models import Publication
from studyapp.live.services import publish
from studyapp.studies.services.sealing import reveal_at, seal
from tests.browser.choosing import act, tap
from tests.browser.conftest import PHONE, WIDE
from tests.browser.looking import sign_in
from tests.browser.process import Site
from tests.factories import join, make_article, make_group, make_note, make_outline, make_user

LINE = "水从山里来，一路走，一路记。哪里缓，哪里急，转弯的地方总有人家。"
WITHIN = 3_000  # ms: a second, and what a busy machine takes


@pytest.fixture
def group(transactional_db):
    return make_group()


@pytest.fixture
def people(group) -> dict[str, User]:
    return {name: join(group, user=make_user(display_name=name)) for name in ("林溪", "何清")}


@pytest.fixture
def article(group):
    return make_article(text="\n".join([LINE * 2] * 40), groups=(group,))


@pytest.fixture
def study(article):
    return article.studies.get()


@pytest.fixture
def opened(visit, server, people, article) -> Callable[..., Page]:
    def open_page(who: str, path: str = "p/1/", **seen: object) -> Page:
        page = visit(**seen)
        sign_in(page, people[who], server)
        with page.expect_response(lambda answer: "/live/" in answer.url):
            page.goto(f"/read/{article.pk}/{path}")
        return page

    return open_page


def note_of(author: User, study, number: int, **said: str) -> Annotation:
    """On the first sentence of a paragraph: all paragraphs are the same words."""
    note = make_note(article=study.article, author=author, quote="水从山里来，一路走，一路记。", **said)
    start = (len(LINE) * 2 + 1) * (number - 1)
    Annotation.objects.filter(pk=note.pk).update(start=start, end=start + len(note.quote), paragraph=start)
    note.refresh_from_db()
    share(note, study=study)
    return note


def top_of(page: Page, number: int) -> float:
    return page.locator(f"#p{number}").bounding_box()["y"]


@pytest.mark.parametrize("size", [PHONE, WIDE])
def test_what_one_marks_the_other_sees(opened, size):
    one, other = opened("林溪", size=size), opened("何清", size=size)
    tap(one, 1, "水从山里来")
    one.locator("#selection-audience").select_option(index=1)
    act(one, "highlight")
    expect(other.locator("#p1 mark[data-heat]")).to_have_count(1, timeout=WITHIN)
    expect(one.locator("#p1 mark.highlight")).to_have_count(1)


@pytest.mark.parametrize("size", [PHONE, WIDE])
def test_what_is_read_does_not_move(opened, study, people, size):
    page = opened("何清", "p/20/#p20", size=size)
    expect(page.locator("#p20")).to_be_in_viewport()
    before = top_of(page, 20)
    for number in range(15, 24):
        note_of(people["林溪"], study, number, kind="thought", body="这里很好" * 20)
    expect(page.locator("#p20 mark[data-heat]")).to_have_count(1, timeout=WITHIN)
    expect(page.locator("#p16 mark[data-heat]")).to_have_count(1, timeout=WITHIN)
    assert top_of(page, 20) == before


@pytest.mark.parametrize("size", [PHONE, WIDE])
def test_words_being_chosen_wait_for_what_is_new(opened, study, people, size):
    page = opened("何清", size=size)
    tap(page, 1, "水从山里来")
    note_of(people["林溪"], study, 1, kind="thought", body="想")
    note_of(people["林溪"], study, 2, kind="thought", body="想")
    expect(page.locator("#p2 mark[data-heat]")).to_have_count(1, timeout=WITHIN)
    expect(page.locator("#p1 mark[data-heat]")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(page.locator("#p1 mark[data-heat]")).to_have_count(1)


@pytest.mark.parametrize("size", [PHONE, WIDE])
def test_a_note_being_written_stays(opened, study, people, size):
    page = opened("何清", size=size)
    tap(page, 1, "水从山里来")
    act(page, "thought")
    page.locator("#composer-body").press_sequentially("写到")
    note_of(people["林溪"], study, 1, kind="thought", body="想")
    expect(page.locator("#p1 mark[data-heat]")).to_have_count(1, timeout=WITHIN)
    page.locator("#composer-body").press_sequentially("一半")
    expect(page.locator("#composer-body")).to_have_value("写到一半")


@pytest.mark.parametrize("size", [PHONE, WIDE])
def test_a_reply_comes_into_the_open_thread_beside_what_one_types(opened, study, people, size):
    note = note_of(people["林溪"], study, 1, kind="question", body="为什么？")
    page = opened("何清", f"p/1/?note={note.pk}", size=size)
    field = page.get_by_placeholder("回复")
    field.press_sequentially("我觉得")
    threads.reply(note, author=people["林溪"], key=uuid4(), body="自己想明白了")
    expect(page.locator(f"#replies-{note.pk}")).to_contain_text("自己想明白了", timeout=WITHIN)
    field.press_sequentially("是这样")
    expect(field).to_have_value("我觉得是这样")
    expect(field).to_be_focused()


@pytest.mark.parametrize("size", [PHONE, WIDE])
def test_nothing_is_missed_over_a_lost_connection(opened, study, people, size):
    page = opened("何清", size=size)
    page.context.set_offline(True)
    note_of(people["林溪"], study, 1, kind="thought", body="断线时写的")
    page.context.set_offline(False)
    expect(page.locator("#p1 mark[data-heat]")).to_have_count(1, timeout=10_000)


def test_nothing_is_missed_while_the_server_starts_anew(chromium, tmp_path, article, study, people):
    with Site(tmp_path) as site:
        page = chromium.new_context(base_url=site.address).new_page()
        sign_in(page, people["何清"], site.address)
        with page.expect_response(lambda answer: "/live/" in answer.url):
            page.goto(f"/read/{article.pk}/p/1/")
        site.kill()
        note_of(people["林溪"], study, 1, kind="thought", body="没人听的时候写的")
        site.start()
        expect(page.locator("#p1 mark[data-heat]")).to_have_count(1, timeout=20_000)
        note_of(people["林溪"], study, 2, kind="thought", body="又有人听了")
        expect(page.locator("#p2 mark[data-heat]")).to_have_count(1, timeout=WITHIN)
        page.context.close()


def test_what_is_private_stays_private(opened, article, people, study):
    page = opened("何清")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    make_note(article=article, author=people["林溪"], quote="水从山里来，", kind="thought", body="秘密")
    note_of(people["林溪"], study, 2, kind="thought", body="公开")
    expect(page.locator("#p2 mark[data-heat]")).to_have_count(1, timeout=WITHIN)
    expect(page.locator("#p1 mark")).to_have_count(0)
    assert not [url for url in asked if "n=1&" in url or url.endswith("n=1")]


def remove_from(group, user: User) -> None:
    remove(group.memberships.get(user=user), by=group.memberships.get(role=Role.OWNER).user)


@pytest.mark.parametrize("size", [PHONE, WIDE])
def test_who_is_removed_is_told_sees_nothing_more_and_keeps_what_they_wrote(opened, study, people, group, size):
    note_of(people["林溪"], study, 2, kind="thought", body="从前写的")
    article_for_all(study.article)
    page = opened("何清", size=size)
    expect(page.locator("#p2 mark[data-heat]")).to_have_count(1)
    tap(page, 1, "水从山里来")
    act(page, "thought")
    page.locator("#composer-body").press_sequentially("还在写")
    remove_from(group, people["何清"])
    expect(page.locator(".kept-notice")).to_contain_text("你看不到这个小组的批注了", timeout=WITHIN)
    expect(page.locator("#p2 mark")).to_have_count(0)
    expect(page.locator("#composer-body")).to_have_value("还在写")
    note_of(people["林溪"], study, 1, kind="thought", body="你走了以后")
    page.wait_for_timeout(1000)
    expect(page.locator("#p1 mark")).to_have_count(0)


def article_for_all(article) -> None:
    """Who leaves the group may read on."""
    Publication.objects.create(article=article, group=None)


def test_where_the_article_is_gone_nobody_asks_for_ever(opened, study, people, group):
    page = opened("何清")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    remove_from(group, people["何清"])
    expect(page.locator(".kept-notice")).to_be_visible(timeout=WITHIN)
    page.wait_for_timeout(500)
    asked.clear()
    page.wait_for_timeout(5000)
    assert not [url for url in asked if "/paragraphs/" in url or "/live/" in url]


def test_a_reveal_at_a_set_time_comes_by_itself(opened, study, people):
    seal(study)
    note_of(people["林溪"], study, 1, kind="thought", body="独学时写的")
    reveal_at(study, moment=timezone.now() + timedelta(seconds=6))
    page = opened("何清")
    expect(page.locator("#p1 mark")).to_have_count(0)
    expect(page.locator("#toasts")).to_contain_text("揭晓了", timeout=15_000)
    expect(page.locator("#p1 mark[data-heat]")).to_have_count(1)


def test_a_new_text_is_never_mixed_with_the_old(opened, study, people, article):
    page = opened("何清")
    page.route(re.compile("/place/$"), lambda route: route.abort())  # it would be kept on a text that is just going
    replace_text(article, make_outline(text="换过的话。\n第二段。"))
    publish(study.topic, "marked", paragraphs=[1])
    expect(page.locator(".kept-notice")).to_contain_text("原文已经换了新版", timeout=WITHIN)
    expect(page.locator("#p1")).to_contain_text("水从山里来")


def test_what_was_asked_for_before_a_mark_does_not_take_it_away(opened, study, people):
    page = opened("何清")
    held = []
    page.route(re.compile("/paragraphs/"), lambda route: held.append((route, route.fetch())), times=1)
    publish(study.topic, "marked", paragraphs=[1])
    while not held:
        page.wait_for_timeout(100)
    tap(page, 1, "水从山里来")
    act(page, "highlight")
    expect(page.locator("#p1 mark.highlight")).to_have_count(1)
    route, answer = held[0]
    route.fulfill(response=answer)
    page.wait_for_timeout(500)
    expect(page.locator("#p1 mark.highlight")).to_have_count(1)


def test_an_open_thread_asks_anew_only_for_its_own_paragraph(opened, study, people):
    note = note_of(people["林溪"], study, 1, kind="question", body="为什么？")
    page = opened("何清", f"p/1/?note={note.pk}#p1")
    expect(page.locator("#panel")).to_contain_text("为什么？")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    note_of(people["林溪"], study, 2, kind="thought", body="别处")
    expect(page.locator("#p2 mark[data-heat]")).to_have_count(1, timeout=WITHIN)
    page.wait_for_timeout(300)
    assert not [url for url in asked if url.endswith(f"/annotations/{note.pk}/")]
