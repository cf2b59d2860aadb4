"""What a group studies, as its page lists it."""

import pytest
from django.db import connection
from django.template import engines
from django.test.utils import CaptureQueriesContext

from studyapp.importing.publishing import publish_to, withdraw
from studyapp.library.services import keep_place
from studyapp.studies.models import Study
from tests.factories import join, make_article, make_group, make_user

pytestmark = pytest.mark.django_db


def listed(group, user):
    return engines["django"].get_template("studies/_of_group.html").render({"group": group, "user": user})


def test_it_lists_what_is_published_to_the_group():
    group = make_group()
    make_article(title="廊桥记", groups=(group,))
    make_article(title="慢读", everyone=True)
    html = listed(group, join(group))
    assert "廊桥记" in html
    assert "慢读" not in html


def test_it_tells_where_the_user_is():
    group = make_group()
    article, user = make_article(groups=(group,)), join(group)
    assert "未读" in listed(group, user)
    keep_place(article.revision, reader=user, start=article.revision.paragraphs.get(number=2).start)
    assert "第2段" in listed(group, user)


def test_what_is_withdrawn_is_gone_and_comes_back_as_the_same_study():
    group = make_group()
    article, user = make_article(title="廊桥记", groups=(group,)), join(group)
    study = Study.objects.get()
    withdraw(article)
    assert "还没有文章发布到这个小组" in listed(group, user)
    publish_to(article, everyone=False, groups=[group])
    assert "廊桥记" in listed(group, user)
    assert Study.objects.get() == study


def test_a_stranger_sees_no_study():
    group = make_group()
    make_article(title="廊桥记", groups=(group,))
    assert "廊桥记" not in listed(group, make_user())


def test_the_number_of_queries_does_not_grow():
    group = make_group()
    user = join(group)

    def queries():
        make_article(groups=(group,))
        with CaptureQueriesContext(connection) as found:
            listed(group, user)
        return len(found)

    assert len({queries() for _ in range(5)}) == 1
