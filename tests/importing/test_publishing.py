"""Publishing, withdrawing, correcting after publishing, and the list of what one manages."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from studyapp.groups.models import Membership, Role
from studyapp.importing.models import Draft
from studyapp.library.models import Article
from studyapp.studies.models import Study
from tests.factories import join, make_article, make_draft, make_group, make_user
from tests.importing.desk import SECTIONS, SONG, TEXT, UP

pytestmark = pytest.mark.django_db


def publish(client, draft, **data):
    draft.refresh_from_db()
    return client.post(reverse("importing:publish", args=[draft.pk]), {"version": draft.version, **data})


def test_publishing_to_a_group_opens_its_study(client, draft, group):
    response = publish(client, draft, groups=[group.pk])
    article = Article.objects.get()
    assert response.headers["Location"] == reverse("library:article", args=[article.pk])
    assert Study.objects.get().group == group
    assert Article.objects.visible_to(join(group)).get() == article
    assert not Article.objects.visible_to(make_user()).exists()


def test_the_published_text_is_the_draft_s(client, draft, group):
    publish(client, draft, groups=[group.pk])
    revision = Article.objects.get().revision
    assert "\n".join(paragraph.text for paragraph in revision.paragraphs.all()) == TEXT
    assert [section.title for section in revision.sections.all()] == ["上山", "下山"]
    assert revision.paragraph_count == 4


def test_to_nobody_is_explained(client, draft):
    response = publish(client, draft)
    assert response.status_code == 422
    assert "请选择发布给谁" in response.content.decode()


def test_a_facilitator_publishes_neither_to_everyone_nor_to_strangers(client, draft, group):
    stranger = make_group(name="晨读会")
    assert publish(client, draft, groups=[group.pk, stranger.pk]).status_code == 422
    publish(client, draft, groups=[group.pk], everyone="on")
    assert Article.objects.get().publications.filter(group=None).count() == 0


def test_staff_publish_to_everyone(client, draft):
    client.force_login(make_user(is_staff=True))
    publish(client, draft, everyone="on")
    assert Article.objects.visible_to(make_user()).exists()


def test_after_publishing_the_structure_is_still_corrected_but_not_the_text(client, draft, group, act):
    publish(client, draft, groups=[group.pk])
    act("rename", at=UP, title="到山上去")
    assert act("put-back", index=0).status_code == 404
    publish(client, draft, groups=[group.pk])
    revision = Article.objects.get().revision
    assert [section.title for section in revision.sections.all()] == ["到山上去", "下山"]


def test_correcting_renumbers_the_paragraphs(client, draft, group, act):
    publish(client, draft, groups=[group.pk])
    act("make-heading", at=SONG)
    publish(client, draft, groups=[group.pk])
    rows = Article.objects.get().revision.paragraphs.values_list("number", "kind")
    assert list(rows) == [
        (1, "body"),
        (None, "heading"),
        (2, "body"),
        (None, "heading"),
        (None, "heading"),
        (3, "body"),
    ]


def test_withdrawn_is_gone_for_members_and_returns(client, draft, group):
    publish(client, draft, groups=[group.pk])
    member, article = join(group), Article.objects.get()
    client.post(reverse("importing:withdraw", args=[article.pk]))
    assert not Article.objects.visible_to(member).exists()
    publish(client, draft, groups=[group.pk])
    assert Article.objects.visible_to(member).exists()
    client.post(reverse("importing:archive", args=[article.pk]))
    assert not Article.objects.visible_to(member).exists()


def test_the_managed_articles_are_listed_with_their_readers(client, owner, group):
    make_article(title="廊桥记", groups=(group,))
    gone = make_article(title="慢读", groups=(group,))
    client.post(reverse("importing:withdraw", args=[gone.pk]))
    make_article(title="别人的", groups=(make_group(name="晨读会"),))
    page = client.get(reverse("importing:articles")).content.decode()
    assert "廊桥记" in page
    assert "「茶社」" in page
    assert "已撤下" in page
    assert "别人的" not in page


def test_the_list_of_articles_costs_the_same_for_one_and_for_thirty(client, owner, group):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("importing:articles"))
        return len(captured)

    make_article(groups=(group,))
    few = queries()
    for _ in range(10):
        make_article(groups=(group,))
    assert queries() == few


def test_who_publishes_to_a_group_from_outside_is_led_to_the_list(client, draft, group):
    client.force_login(make_user(is_staff=True))
    assert publish(client, draft, groups=[group.pk]).headers["Location"] == reverse("importing:articles")


def test_a_term_is_explained_and_keeps_its_explanation(client, draft, group, act):
    act("accept-term", text="石板路")
    act("explain-term", text="石板路", explanation="用石板铺的山路。")
    publish(client, draft, groups=[group.pk])
    act("accept-term", text="采茶人")
    publish(client, draft, groups=[group.pk])
    terms = Article.objects.get().terms.values_list("text", "explanation")
    assert dict(terms) == {"石板路": "用石板铺的山路。", "采茶人": ""}


def test_an_explanation_given_elsewhere_survives_a_correction(client, draft, group, act):
    act("accept-term", text="石板路")
    publish(client, draft, groups=[group.pk])
    Article.objects.get().terms.update(explanation="组里说的。")
    act("rename", at=UP, title="到山上去")
    publish(client, draft, groups=[group.pk])
    assert Article.objects.get().terms.get().explanation == "组里说的。"


def test_a_replacement_needs_the_right_to_the_article_when_it_is_published(client, owner, group):
    other = make_group(name="晨读会", owner=owner)
    article = make_article(groups=(group,), text=TEXT, sections=SECTIONS)
    draft = make_draft(text="另一篇。", by=owner)
    Draft.objects.filter(pk=draft.pk).update(replaces=article)
    Membership.objects.filter(group=group, user=owner).update(role=Role.MEMBER)
    assert publish(client, draft, groups=[other.pk]).status_code == 404
    assert article.revision.paragraphs.count() == TEXT.count("\n") + 1


def test_what_was_thrown_away_is_neither_corrected_nor_published(client, draft, group, act):
    client.post(reverse("importing:discard", args=[draft.pk]))
    assert act("rename", at=UP, title="到山上去").status_code == 404
    assert publish(client, draft, groups=[group.pk]).status_code == 404
    client.post(reverse("importing:take_back", args=[draft.pk]))
    assert act("rename", at=UP, title="到山上去").status_code == 302


def test_what_was_thrown_away_long_ago_is_forgotten(client, draft):
    kept = make_draft(text=TEXT, by=draft.by)
    Draft.objects.filter(pk=draft.pk).update(discarded_at=timezone.now() - timedelta(days=31))
    Draft.objects.filter(pk=kept.pk).update(discarded_at=timezone.now() - timedelta(days=29))
    call_command("purge_drafts")
    assert Draft.objects.get() == kept


def test_suggestions_that_nobody_saw_are_asked_about_first(client, owner, group):
    draft = make_draft(text="先说上山。\n清明前采茶。", sections=(("茶从山上来", 1, 0),), by=owner, confidence=0.7)
    response = publish(client, draft, groups=[group.pk])
    assert response.status_code == 422
    assert "还有 1 个建议没看" in response.content.decode()
    assert publish(client, draft, groups=[group.pk], as_it_is="on").status_code == 302


def test_those_who_lead_a_group_together_share_their_drafts(client, draft, group):
    client.force_login(join(group, role=Role.FACILITATOR))
    assert client.get(reverse("importing:desk", args=[draft.pk])).status_code == 200
    client.force_login(join(group, role=Role.RECORDER))
    assert client.get(reverse("importing:desk", args=[draft.pk])).status_code == 404


def test_a_withdrawn_article_is_offered_to_those_who_had_it(client, draft, group):
    publish(client, draft, groups=[group.pk])
    client.post(reverse("importing:withdraw", args=[Article.objects.get().pk]))
    page = client.get(reverse("importing:desk", args=[draft.pk])).content.decode()
    assert "重新发布" in page
    assert "撤下，谁也不能读" not in page
    assert f'value="{group.pk}"' in page.split("publish-choices")[1]
    assert "checked" in page.split("publish-choices")[1]


@pytest.mark.parametrize("version", [2**31 - 1, 2**63 - 1, "x", -1])
def test_a_version_that_cannot_be_is_stale_or_refused(client, draft, version):
    for name, more in (("undo", ()), ("publish", ()), ("correct", ("accept",))):
        url = reverse(f"importing:{name}", args=[draft.pk, *more])
        assert client.post(url, {"version": version, "at": UP}).status_code in {409, 422}


@pytest.mark.parametrize("place", ["p" + "9" * 5000, "s-1", "x", "p²"])
def test_a_place_that_cannot_be_is_no_place(client, draft, place):
    assert client.get(reverse("importing:desk", args=[draft.pk]), {"place": place}).status_code == 200
