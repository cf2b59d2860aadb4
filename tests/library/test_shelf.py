"""The shelf: what one may read, by group; narrowed, sorted, in pages; and what it says when it is empty."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from studyapp.groups.models import Membership, Role
from studyapp.importing.publishing import archive, withdraw
from studyapp.library.models import Publication
from studyapp.library.services import keep_place
from studyapp.library.shelf import ON_A_PAGE
from tests.factories import join, make_article, make_group, make_user

pytestmark = pytest.mark.django_db
SHELF = "/library/"


def text(client, **asked):
    response = client.get(SHELF, asked)
    assert response.status_code == 200
    return response.content.decode()


def titles(client, **asked):
    return re.findall(r'class="article-open"[^>]*>([^<]+)<', text(client, **asked))


def boards(client, **asked):
    return re.findall(r"<h2>([^<]+)</h2>", text(client, **asked))


def test_it_holds_what_one_may_read_by_group(client, reader, group):
    make_article(title="廊桥记", groups=(group,))
    make_article(title="慢读", everyone=True)
    make_article(title="别家的", groups=(make_group(name="别家"),))
    assert titles(client) == ["廊桥记", "慢读"]
    assert boards(client) == ["茶社", "公开"]


def test_an_article_for_two_groups_stands_with_both_but_counts_once(client, reader, group):
    other = make_group(name="晨读会", owner=reader)
    make_article(title="廊桥记", groups=(group, other))
    assert titles(client) == ["廊桥记", "廊桥记"]
    assert "全部 1</a>" in text(client)


@pytest.mark.parametrize("act", [withdraw, archive])
def test_what_is_put_away_is_gone(client, reader, group, act):
    act(make_article(groups=(group,)))
    assert titles(client) == []


def test_a_removed_member_sees_nothing_of_the_group(client, reader, group):
    make_article(title="廊桥记", groups=(group,))
    Membership.objects.filter(user=reader).delete()
    assert "廊桥记" not in text(client)
    assert "茶社" not in text(client, group=group.pk)


def test_chips_narrow_it_to_a_group(client, reader, group):
    make_article(title="廊桥记", groups=(group,))
    make_article(title="慢读", everyone=True)
    assert titles(client, group=group.pk) == ["廊桥记"]
    assert titles(client, group="public") == ["慢读"]
    assert titles(client, group="别的") == ["廊桥记", "慢读"]


def test_words_narrow_it_by_title_and_author(client, reader, group):
    make_article(title="廊桥记", groups=(group,))
    make_article(title="石桥与木桥", groups=(group,))
    assert titles(client, q="桥 石") == ["石桥与木桥"]
    assert "没有题目或作者含“塔”" in text(client, q="塔")


def test_it_can_be_sorted(client, reader, group):
    long = make_article(title="甲", text="水从山里来。\n水往海里去。", groups=(group,))
    make_article(title="乙", text="水。", groups=(group,))
    Publication.objects.filter(article=long).update(published_at=timezone.now() - timedelta(days=3))
    assert titles(client, sort="newest") == ["乙", "甲"]
    assert titles(client, sort="length") == ["乙", "甲"]
    assert titles(client, sort="title") == sorted(["甲", "乙"])
    assert titles(client, sort="别的") == ["乙", "甲"]
    keep_place(long.revision, reader=reader, start=0)
    assert titles(client, sort="read") == ["甲", "乙"]


def test_it_tells_where_i_am_and_only_me(client, reader, group):
    article = make_article(text="水从山里来。\n路在水边。\n桥在路上。\n塔在桥头。", groups=(group,))
    keep_place(article.revision, reader=reader, start=article.revision.paragraphs.get(number=2).start)
    html = text(client)
    assert '读到第2段：<span lang="zh-Hans">路在水边。' in html
    assert '<progress value="50" max="100"' in html
    client.force_login(join(group))
    assert "还没开始读" in text(client)


def test_new_is_what_came_lately_and_is_not_begun(client, reader, group):
    article = make_article(groups=(group,))
    assert "新到</span>" in text(client)
    Publication.objects.update(published_at=timezone.now() - timedelta(days=15))
    assert "新到</span>" not in text(client)
    Publication.objects.update(published_at=timezone.now())
    keep_place(article.revision, reader=reader, start=0)
    assert "新到</span>" not in text(client)


def test_htmx_gets_the_boards_alone(client, reader, group):
    make_article(title="廊桥记", groups=(group,))
    html = client.get(SHELF, headers={"HX-Request": "true"}).content.decode()
    assert "廊桥记" in html
    assert "<html" not in html


def test_very_many_come_in_pages(client, reader, group):
    for number in range(ON_A_PAGE + 1):
        make_article(title=f"第{number:02}篇", groups=(group,))
    assert len(titles(client)) == ON_A_PAGE
    assert titles(client, sort="title", page=2) == [f"第{ON_A_PAGE}篇"]
    assert len(titles(client, page="水")) == ON_A_PAGE
    assert f"{ON_A_PAGE + 1} 篇" in text(client, page=2)


@pytest.mark.parametrize(
    ("role", "is_staff", "words"),
    [
        (Role.MEMBER, False, "请小组的主持人发布一篇"),
        (Role.FACILITATOR, False, "再发布给你们小组"),
        (Role.MEMBER, True, "再发布给所有人或几个小组"),
    ],
)
def test_an_empty_shelf_says_what_to_do(client, group, role, is_staff, words):
    client.force_login(join(group, user=make_user(is_staff=is_staff), role=role))
    assert words in text(client)


@pytest.mark.parametrize(("role", "may"), [(Role.RECORDER, False), (Role.FACILITATOR, True)])
def test_who_leads_can_upload_from_here(client, group, role, may):
    make_article(groups=(group,))
    client.force_login(join(group, role=role))
    assert ("上传文章" in text(client)) == may


def test_visitors_sign_in_and_nobody_posts(client, reader):
    assert client.post(SHELF).status_code == 405
    client.logout()
    assert client.get(SHELF).url.startswith("/account/login/")


def test_the_number_of_queries_does_not_grow(client, reader, group):
    def fill(count):
        for _ in range(count):
            article = make_article(groups=(group, make_group(owner=reader)))
            keep_place(article.revision, reader=reader, start=0)

    def queries():
        with CaptureQueriesContext(connection) as found:
            client.get(SHELF)
        return len(found)

    fill(2)
    few = queries()
    fill(20)
    assert queries() == few
