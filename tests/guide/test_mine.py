"""The front door and one's own page."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from studyapp.groups.models import Membership, Role
from studyapp.library.services import keep_place
from tests.factories import join, make_article, make_group, make_user

pytestmark = pytest.mark.django_db
FRONT, MINE = "/", "/mine/"


def read_to(article, reader, number):
    keep_place(article.revision, reader=reader, start=article.revision.paragraphs.get(number=number).start)


def text(client, url=MINE):
    return client.get(url).content.decode()


def test_a_visitor_sees_what_this_is(client):
    assert client.get(FRONT).status_code == 200


def test_a_reader_lands_where_they_left_off(client, reader, group):
    first, second = make_article(groups=(group,)), make_article(groups=(group,))
    read_to(second, reader, 2)
    read_to(first, reader, 2)
    last = client.get(FRONT, follow=True)
    assert last.request["PATH_INFO"] == reverse("reading:paragraph", args=[first.pk, 2])


def test_without_a_place_one_lands_on_ones_own_page(client, reader):
    assert client.get(FRONT).url == MINE


def test_a_removed_member_does_not_land_in_the_text(client, reader, group):
    read_to(make_article(groups=(group,)), reader, 2)
    Membership.objects.filter(user=reader).delete()
    assert client.get(FRONT).url == MINE
    assert "再等水开" not in text(client)


def test_my_page_says_where_to_read_on(client, reader, group):
    read_to(make_article(text="一。\n二。\n三。\n四。", groups=(group,)), reader, 3)
    html = text(client)
    assert "从第 3 段接着读" in html
    assert "还剩 1 段" in html
    assert 'stroke-dasharray="75 100"' in html


def test_my_page_lists_what_i_have_not_read_and_my_groups(client, reader, group):
    make_article(title="廊桥记", groups=(group, make_group(name="晨读会", owner=reader)))
    html = text(client)
    assert html.count("廊桥记</span>") == 1 + 1  # the row, and its cover
    assert "茶社" in html
    assert "晨读会" in html


@pytest.mark.parametrize(
    ("role", "words"),
    [(Role.MEMBER, "主持人把文章发布到小组后"), (Role.FACILITATOR, "上传第一篇"), (None, "用邀请码加入")],
)
def test_an_empty_page_says_what_to_do(client, group, role, words):
    user = join(group, role=role) if role else make_user()
    client.force_login(user)
    assert words in text(client)


def test_visitors_sign_in_and_nobody_posts(client, reader):
    assert client.post(MINE).status_code == 405
    assert client.post(FRONT).status_code == 405
    client.logout()
    assert client.get(MINE).url.startswith(reverse("account_login"))


def test_the_number_of_queries_does_not_grow(client, reader, group):
    def fill(count):
        for _ in range(count):
            read_to(make_article(groups=(group,)), reader, 2)
            make_article(groups=(group, make_group(owner=reader)))

    def queries():
        with CaptureQueriesContext(connection) as found:
            client.get(MINE)
        return len(found)

    fill(3)
    few = queries()
    fill(12)
    assert queries() == few
