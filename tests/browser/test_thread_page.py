"""A thread on its own page: whole on a phone and a desk, by day and by night, without barriers, with and without scripts."""

import os
from pathlib import Path
from uuid import uuid4

import pytest

from studyapp.annotations.services import moderation, reactions, threads
from studyapp.groups.models import Role
from tests.browser.conftest import PHONE, WIDE
from tests.browser.looking import barriers, overflow, sign_in
from tests.factories import join, make_group, make_note, make_study, make_user

LONG = "步道每隔三百米设一处石凳，不设在最平的地方，而设在最想回头的地方。慢的人沿途都有终点，快的人也不必为谁让路。"


@pytest.fixture
def thread(transactional_db):
    group = make_group()
    study = make_study(group=group, text=f"一是给脚步留下停处。\n{LONG}\n再等水开。")
    asker = join(group, user=make_user(display_name="周远"), role=Role.FACILITATOR)
    reader = join(group, user=make_user(display_name="林溪"))
    song = join(group, user=make_user(display_name="一个名字特别特别特别长的成员宋岩"))
    note = make_note(
        article=study.article, author=asker, study=study, kind="question", quote=LONG[:30],
        body="留缝好听，会不会绊到推婴儿车的人？“慢”和“方便”**冲突**的时候，先顾哪一头？\n\n- 一是\n- 二是",
    )  # fmt: skip
    reactions.me_too(note, by=reader)
    first = threads.reply(note, author=song, key=uuid4(), body="上周走过：缝只有两指宽，都在靠水的一侧。")
    threads.reply(
        note,
        author=reader,
        key=uuid4(),
        body="> 缝只有两指宽\n\n那就不是二选一。@周远 你怎么看？\n\n`" + "长" * 80 + "`",
    )
    moderation.resolve(note, answer=first)
    hidden = threads.reply(note, author=song, key=uuid4(), body="无关的话")
    moderation.hide_reply(hidden, by=asker, reason="与本段无关")
    return note, {"asker": asker, "reader": reader, "song": song}


@pytest.mark.parametrize("size", [PHONE, WIDE])
@pytest.mark.parametrize("night", [False, True])
@pytest.mark.parametrize("who", ["asker", "reader", "song"])
def test_it_stands_whole(visit, server, thread, size, night, who):
    note, people = thread
    page = visit(size=size, night=night)
    sign_in(page, people[who], server)
    page.goto(f"/annotations/{note.pk}/")
    if os.environ.get("LOOK"):
        page.screenshot(
            path=Path(os.environ["LOOK"]) / f"{who}-{size[0]}-{'night' if night else 'day'}.png", full_page=True
        )
    assert overflow(page) == 0
    assert barriers(page) == []
