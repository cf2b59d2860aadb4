"""The notebook: all that one wrote, found again, and acts on many notes at once."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from studyapp.annotations.models import Annotation
from studyapp.annotations.services import marks
from studyapp.groups.models import Membership, Role
from tests.factories import join, make_article, make_note, make_reply, make_study

pytestmark = pytest.mark.django_db
NOTEBOOK = "/notebook/"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def study(group):
    return make_study(group=group, text="先把茶叶放进壶里。\n再等水开。\n水开了再等一会儿。")


def text(client, **asked):
    response = client.get(NOTEBOOK, asked)
    assert response.status_code == 200
    return response.content.decode()


def quotes(client, **asked):
    return re.findall(r'class="entry-quote"[^>]*>([^<]+)<', text(client, **asked))


def test_it_holds_all_my_notes_the_newest_first(client, reader, study):
    make_note(article=study.article, author=reader, quote="先把茶叶")
    make_note(article=study.article, author=reader, quote="再等水开", study=study)
    make_note(article=study.article, author=join(study.group), quote="水开了", study=study)
    assert quotes(client) == ["再等水开", "先把茶叶"]


def test_it_holds_what_i_wrote_where_i_can_no_longer_go(client, reader, study):
    make_note(article=study.article, author=reader, study=study, kind="thought", body="壶要先**温**一温。")
    Membership.objects.filter(user=reader).delete()
    page = text(client)
    assert "壶要先<strong>温</strong>一温。" in page
    assert "「茶社」可见，你已不在其中" in page
    assert "/read/" not in page


def test_what_was_deleted_is_not_there(client, reader, study):
    note = make_note(article=study.article, author=reader)
    marks.delete(note)
    assert "还没有批注" in text(client)


def test_a_note_leads_to_its_paragraph(client, reader, study):
    note = make_note(article=study.article, author=reader, quote="水开了")
    assert f'href="/read/{study.article.pk}/p/3/?note={note.pk}"' in text(client)


def test_a_note_on_a_heading_leads_to_the_paragraph_below(client, reader, group):
    text_of_it = "第一节\n先把茶叶放进壶里。"
    article = make_article(text=text_of_it, groups=(group,), sections=(("第一节", 1, 0),))
    make_note(article=article, author=reader, quote="第一节")
    assert f"/read/{article.pk}/p/1/?note=" in text(client)


def note_of_each(reader, study):
    """Of every kind and audience, one old and one with a tag; two articles."""
    other = make_article(text="桥上的栏杆是新的。", title="廊桥记", everyone=True)
    old = make_note(article=other, author=reader, quote="栏杆", kind="question", body="从前的呢？")
    Annotation.objects.filter(pk=old.pk).update(created_at=timezone.now() - timedelta(days=400))
    make_note(article=study.article, author=reader, quote="先把茶叶", tags=("工夫",))
    make_note(article=study.article, author=reader, quote="水开了", kind="thought", body="八分烫", study=study)
    return other


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["水开了", "先把茶叶", "栏杆"]),
        ({"kind": "thought"}, ["水开了"]),
        ({"tag": "工夫"}, ["先把茶叶"]),
        ({"to": "private"}, ["先把茶叶", "栏杆"]),
        ({"since": "today"}, ["水开了", "先把茶叶"]),
        ({"since": "year"}, ["水开了", "先把茶叶"]),
        ({"q": "八分"}, ["水开了"]),
        ({"q": "茶叶"}, ["先把茶叶"]),
        ({"by": "article"}, ["先把茶叶", "水开了", "栏杆"]),
        ({"kind": "nonsense", "to": "'", "article": "9" * 30, "page": "x"}, ["水开了", "先把茶叶", "栏杆"]),
    ],
)
def test_it_can_be_narrowed_and_sorted(client, reader, study, asked, found):
    note_of_each(reader, study)
    assert quotes(client, **asked) == found


def test_it_can_be_narrowed_to_an_article_or_a_group(client, reader, study):
    other = note_of_each(reader, study)
    assert quotes(client, article=other.pk) == ["栏杆"]
    assert quotes(client, to=study.group_id) == ["水开了"]


def test_nothing_found_is_said(client, reader, study):
    note_of_each(reader, study)
    assert "没有含“铁观音”的批注" in text(client, q="铁观音")


def test_tags_stand_with_their_counts(client, reader, study):
    make_note(article=study.article, author=reader, quote="先把茶叶", tags=("工夫", "茶"))
    make_note(article=study.article, author=reader, quote="水开了", tags=("茶",))
    make_note(article=study.article, author=join(study.group), quote="水开了", tags=("别人的",))
    page = re.sub(r"<[^>]+>", "", text(client).split("notebook-tags", 1)[1])
    assert re.search(r"茶\s*2\s*工夫\s*1", page)
    assert "别人的" not in page


def test_htmx_gets_the_list_alone(client, reader, study):
    make_note(article=study.article, author=reader)
    assert client.get(NOTEBOOK, headers=HTMX).content.decode().lstrip().startswith('<div class="with-side notebook"')


def test_a_page_holds_thirty(client, reader, study):
    for start in range(31):
        make_note(article=study.article, author=reader, quote="先把茶叶放进壶里。"[: 1 + start % 9])
    assert len(quotes(client)) == 30
    assert len(quotes(client, page=2)) == 1


def queries(client):
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(NOTEBOOK).status_code == 200
    return len(asked)


def test_many_notes_cost_no_more_queries_than_one(client, reader, study):
    make_note(article=study.article, author=reader, study=study, tags=("茶",))
    make_note(article=study.article, author=reader, quote="茶叶")
    few = queries(client)
    for quote in ("先", "把", "茶", "叶", "水", "开", "了"):
        article = make_article(text="先把茶叶放好，水开了。", groups=(study.group,))
        make_note(article=article, author=reader, quote=quote, tags=("甲", "乙"))
        make_note(article=article, author=reader, quote=quote, study=article.studies.get())
    assert queries(client) == few


def act(client, name, notes=(), query="", **fields):
    url = reverse(f"annotations:notebook_{name}")
    return client.post(f"{url}{query}", {"chosen": [note.pk for note in notes], **fields}, follow=True)


def test_many_are_deleted_and_brought_back(client, reader, study):
    notes = [make_note(article=study.article, author=reader, quote=quote) for quote in ("先把", "水开")]
    make_note(article=study.article, author=reader, quote="茶叶")
    page = act(client, "delete", notes, "?by=article")
    assert page.redirect_chain[0][1] == 303
    assert "by=article" in page.redirect_chain[0][0]
    assert "删去了 2 条。" in page.content.decode()
    assert quotes(client) == ["茶叶"]
    act(client, "restore", gone=[note.pk for note in notes])
    assert len(quotes(client)) == 3


def test_all_of_the_page_are_chosen_with_one_tick(client, reader, study):
    notes = [make_note(article=study.article, author=reader, quote=quote) for quote in ("先把", "水开")]
    act(client, "delete", whole="1", shown=[note.pk for note in notes])
    assert quotes(client) == []


def test_many_are_taken_back_for_oneself(client, reader, study):
    notes = [make_note(article=study.article, author=reader, quote=quote, study=study) for quote in ("先把", "水开")]
    assert "2 条现在仅自己可见。" in act(client, "unshare", notes).content.decode()
    assert not Annotation.objects.own(reader).filter(study__isnull=False).exists()


def test_what_others_replied_to_is_named_and_stays(client, reader, study):
    note = make_note(article=study.article, author=reader, quote="先把茶叶", study=study, kind="thought", body="温壶")
    other = make_note(article=study.article, author=reader, quote="水开了", study=study)
    make_reply(note, author=join(study.group))
    page = act(client, "unshare", [note, other]).content.decode()
    assert "「先把茶叶…」 已经有人回复" in page
    assert set(Annotation.objects.own(reader).values_list("quote", "study")) == {
        ("先把茶叶", study.pk),
        ("水开了", None),
    }


def test_a_private_note_is_shared_in_one_tap(client, reader, study):
    note = make_note(article=study.article, author=reader)
    assert "给「茶社」看" in text(client)
    page = act(client, "share", [note], study=study.pk).content.decode()
    assert "「茶社」2 人可见" in page
    assert Annotation.objects.get(pk=note.pk).study == study


def test_nothing_is_shared_where_one_does_not_write(client, reader, study):
    note = make_note(article=study.article, author=reader)
    elsewhere = make_study()
    assert act(client, "share", [note], study=elsewhere.pk).status_code == 404
    assert Annotation.objects.get(pk=note.pk).is_private


@pytest.mark.parametrize("name", ["delete", "unshare", "share", "restore"])
def test_nobody_acts_on_the_notes_of_others(client, reader, study, name):
    other = join(study.group)
    shared = make_note(article=study.article, author=other, study=study)
    private = make_note(article=study.article, author=other)
    act(client, name, [shared, private], study=study.pk, gone=[shared.pk, private.pk])
    assert set(Annotation.objects.values_list("pk", "study", "deleted_at")) == {
        (shared.pk, study.pk, None),
        (private.pk, None, None),
    }


def test_who_left_takes_their_own_away_and_it_does_not_come_back(client, reader, study):
    """As on the page of the thread."""
    note = make_note(article=study.article, author=reader, study=study)
    Membership.objects.filter(user=reader).delete()
    act(client, "delete", [note])
    assert not Annotation.objects.own(reader).exists()
    client.post(reverse("annotations:notebook_restore"), {"gone": note.pk})
    assert not Annotation.objects.own(reader).exists()


def test_a_key_point_is_shared_where_one_leads(client, reader, study):
    point = make_note(article=study.article, author=reader, kind="key-point")
    assert "给「" not in client.get(reverse("annotations:notebook")).content.decode()
    act(client, "share", [point], study=study.pk)
    assert Annotation.objects.own(reader).get().is_private
    Membership.objects.filter(user=reader).update(role=Role.FACILITATOR)
    act(client, "share", [point], study=study.pk)
    assert Annotation.objects.own(reader).get().study == study


def test_nothing_chosen_is_said(client, reader, study):
    make_note(article=study.article, author=reader)
    assert "还没有选。" in act(client, "delete").content.decode()


def test_htmx_gets_the_list_and_how_it_went(client, reader, study):
    note = make_note(article=study.article, author=reader)
    make_note(article=study.article, author=reader, quote="水开了")
    response = client.post(reverse("annotations:notebook_delete"), {"chosen": note.pk}, headers=HTMX)
    assert "删去了 1 条。" in response.content.decode()
    assert 'hx-swap-oob="true"' in response.content.decode()


def test_a_row_comes_anew_by_itself(client, reader, study):
    note = make_note(article=study.article, author=reader, quote="水开了")
    row = client.get(reverse("annotations:notebook_entry", args=[note.pk])).content.decode()
    assert row.lstrip().startswith(f'<li class="entry highlight" id="entry-{note.pk}"')
    assert f"/read/{study.article.pk}/p/3/" in row


def test_nobody_gets_a_row_of_others(client, reader, study):
    note = make_note(article=study.article, author=join(study.group), study=study)
    assert client.get(reverse("annotations:notebook_entry", args=[note.pk])).status_code == 404
