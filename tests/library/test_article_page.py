"""An article's own page, and articles in the admin's site."""

from datetime import date

import pytest
from django.urls import reverse

from studyapp.groups.models import Membership, Role
from studyapp.importing.publishing import archive, withdraw
from studyapp.library.models import Article, KeyPoint, Term
from studyapp.library.services import keep_place
from tests.factories import join, make_article, make_group, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(group):
    article = make_article(
        text="一、看水\n一是看清水。\n二、走路\n路在水边。",
        sections=(("一、看水", 1, 0), ("二、走路", 1, 2)),
        groups=(group,),
    )
    facts = {"author": "林间", "source": "《河畔杂记》", "published_on": date(2024, 3, 12), "keywords": ["步道"]}
    Article.objects.filter(pk=article.pk).update(**facts)
    KeyPoint.objects.create(revision=article.revision, marker="一是", title="看清水", start=5, end=12)
    Term.objects.create(article=article, text="借景", explanation="把远处收进来看。")
    Term.objects.create(article=article, text="漏窗", count=3)
    return article


def page(client, article):
    return client.get(reverse("library:article", args=[article.pk]))


def text(client, article):
    return page(client, article).content.decode()


@pytest.mark.parametrize(
    "words",
    [
        "林间",
        "《河畔杂记》",
        "2024年3月12日",
        "步道",
        "一、看水",
        "看清水",
        "把远处收进来看。",
        "漏窗",
        "2 段",
        "约 1 分钟",
    ],
)
def test_it_tells_about_the_article(client, reader, article, words):
    assert words in text(client, article)


def test_contents_and_key_points_lead_into_the_text(client, reader, article):
    html = text(client, article)
    assert f'href="{reverse("reading:section", args=[article.pk, 2])}#s2"' in html
    assert f'href="{reverse("reading:paragraph", args=[article.pk, 1])}#p1"' in html


def test_the_button_says_where_it_leads(client, reader, article):
    assert "开始读" in text(client, article)
    revision = article.revision
    keep_place(revision, reader=reader, start=revision.paragraphs.get(number=1).start)
    assert "从第 1 段接着读" in text(client, article)
    keep_place(revision, reader=reader, start=revision.paragraphs.get(number=2).start)
    assert "从头再读" in text(client, article)


def test_only_who_manages_it_is_led_to_the_desk(client, reader, group, article):
    desk = reverse("importing:desk_of", args=[article.pk])
    assert desk not in text(client, article)
    client.force_login(join(group, role=Role.FACILITATOR))
    assert desk in text(client, article)


def test_it_names_only_groups_that_are_mine(client, reader, group):
    article = make_article(groups=(group, make_group(name="别家")))
    assert "「茶社」" in text(client, article)
    assert "别家" not in text(client, article)


def test_strangers_removed_members_and_visitors_do_not_see_it(client, reader, article):
    Membership.objects.filter(user=reader).delete()
    assert page(client, article).status_code == 404
    client.logout()
    assert page(client, article).url.startswith("/account/login/")


@pytest.mark.parametrize("act", [withdraw, archive])
def test_nobody_sees_what_is_put_away(client, reader, article, act):
    act(article)
    assert page(client, article).status_code == 404


def test_nobody_posts(client, reader, article):
    assert client.post(reverse("library:article", args=[article.pk])).status_code == 405


class TestTheAdminsSite:
    @pytest.fixture(autouse=True)
    def admin(self, client):
        client.force_login(make_user(is_staff=True, is_superuser=True))

    @pytest.mark.parametrize("model", ["library_article", "library_revision", "library_term", "studies_study"])
    def test_rows_are_listed_searched_and_opened(self, client, article, model):
        url = reverse(f"admin:{model}_changelist")
        assert client.get(url, {"q": "碗茶"}).status_code == 200
        row = {"library_article": article, "library_revision": article.revision}.get(model)
        row = row or (article.terms.first() if model == "library_term" else article.studies.first())
        assert client.get(reverse(f"admin:{model}_change", args=[row.pk])).status_code == 200

    @pytest.mark.parametrize("model", ["library_article", "library_revision", "studies_study"])
    def test_texts_come_in_by_the_desk_only(self, client, model):
        assert client.get(reverse(f"admin:{model}_add")).status_code == 403

    def test_nothing_is_changed_here_that_the_desk_would_overwrite(self, client, article):
        term = article.terms.get(text="漏窗")
        told = {"article": article.pk, "text": "漏窗", "count": 3, "explanation": "有花格的窗。"}
        assert client.post(reverse("admin:library_term_change", args=[term.pk]), told).status_code == 403
