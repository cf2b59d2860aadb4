"""Where a reflection begins: from marks or empty, with a group or alone."""

from uuid import uuid4

import pytest
from django.urls import reverse

from studyapp.groups.models import Role
from studyapp.reflections.models import Reflection
from tests.factories import join, make_article, make_note, make_user

pytestmark = pytest.mark.django_db


def begin(client, study, **data):
    return client.post(reverse("reflections:start", args=[study.pk]), {"key": uuid4()} | data)


def test_marks_are_offered_in_text_order_with_their_sections(client, study, notes):
    page = client.get(reverse("reflections:of_study", args=[study.pk])).content.decode()
    assert page.index("一、看水") < page.index("石头") < page.index("二、走路") < page.index("我总是急。")
    assert "你在这篇里有 2 处批注" in page


def test_a_draft_is_made_of_the_marks_that_were_ticked(client, study, notes, reader):
    answer = begin(client, study, marks=[notes["slow"].pk, notes["water"].pk])
    made = Reflection.objects.get()
    assert answer.status_code == 303
    assert answer.url == reverse("reflections:edit", args=[made.pk])
    assert made.body == (
        "## 一、看水\n\n> 石头（第1段）\n\n## 二、走路\n\n> 慢的反面不是快，而是急。（第2段）\n\n我总是急。"
    )
    assert (made.author, made.study, made.title) == (reader, study, "")


def test_prompts_come_on_wish_and_empty_is_empty(client, study, notes):
    begin(client, study, marks=[notes["water"].pk], prompts="1")
    begin(client, study, marks=[notes["water"].pk], empty="1")
    first, second = Reflection.objects.order_by("pk")
    assert first.body.endswith("## 行动\n")
    assert second.body == ""


def test_marks_of_others_are_nobodys_draft(client, study, other, reader):
    foreign = make_note(article=study.article, author=other, quote="石头", study=study, kind="thought", body="他的。")
    begin(client, study, marks=[foreign.pk])
    assert Reflection.objects.get().body == ""


def test_sent_twice_it_is_begun_once(client, study, reader):
    key = uuid4()
    assert begin(client, study, key=key).url == begin(client, study, key=key).url


def test_a_form_without_a_key_is_refused_with_the_page(client, study, reader):
    assert begin(client, study, key="").status_code == 422


def test_too_many_marks_are_said_kindly(client, study, reader, monkeypatch, notes):
    monkeypatch.setattr("studyapp.reflections.services.LONGEST", 10)
    answer = begin(client, study, marks=[notes["slow"].pk])
    assert answer.status_code == 422
    assert "一篇放不下" in answer.content.decode()
    assert not Reflection.objects.exists()


def test_who_only_listens_writes_for_oneself(client, group, study):
    client.force_login(join(group, role=Role.OBSERVER))
    assert begin(client, study).status_code == 303


def test_somebody_in_no_group_writes_on_what_everybody_may_read(client):
    article = make_article(everyone=True)
    client.force_login(make_user())
    assert client.get(reverse("reflections:of_article", args=[article.pk])).status_code == 200
    client.post(reverse("reflections:start_alone", args=[article.pk]), {"key": uuid4()})
    assert Reflection.objects.get().study is None


def test_strangers_find_nothing(client, study, article):
    client.force_login(make_user())
    for name, pk in (("of_study", study.pk), ("of_article", article.pk)):
        assert client.get(reverse(f"reflections:{name}", args=[pk])).status_code == 404


def test_its_cost_follows_no_count_of_marks(client, study, reader, notes, django_assert_max_num_queries):
    for _ in range(40):
        make_note(article=study.article, author=reader, quote="石头", kind="thought", body="又一条。")
    with django_assert_max_num_queries(22):
        client.get(reverse("reflections:of_study", args=[study.pk]))
