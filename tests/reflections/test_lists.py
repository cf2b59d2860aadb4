"""Reflections in lists: all one's own, those of a study, on the page of a study; they cost the same however many."""

from uuid import uuid4

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from studyapp.reflections import services
from studyapp.reflections.models import Reflection
from tests.factories import join, make_user

pytestmark = pytest.mark.django_db


def write(study, author, body="写了一些。", **fields):
    made = services.start(study.article, author=author, key=uuid4(), study=study, prompts=False)
    Reflection.objects.filter(pk=made.pk).update(body=body, **fields)
    return Reflection.objects.get(pk=made.pk)


def block(study, user):
    request = RequestFactory().get("/")
    request.user = user
    return render_to_string("reflections/_of_study.html", {"study": study, "user": user}, request)


def test_all_of_ones_own_and_nobody_elses(client, study, reader, other):
    write(study, reader, title="我的一篇")
    write(study, other, title="他的一篇")
    page = client.get(reverse("reflections:list")).content.decode()
    assert "我的一篇" in page
    assert "他的一篇" not in page


def test_the_notebook_leads_there(client, reader):
    assert reverse("reflections:list") in client.get(reverse("annotations:notebook")).content.decode()


def test_the_page_of_a_study_offers_a_draft_while_there_is_none(study, reader, notes):
    assert "你在这篇里有 2 处批注" in block(study, reader)


def test_then_it_names_ones_own_and_those_that_others_share(study, reader, other, notes):
    write(study, reader, title="我的一篇")
    services.share(write(study, other, title="分享的"), study=study)
    write(study, other, title="没分享的")
    shown = block(study, reader)
    assert "我的一篇" in shown
    assert "分享的" in shown
    assert "没分享的" not in shown
    assert "起草心得" not in shown


def many(study, group, reader, count):
    for _ in range(count):
        services.share(write(study, join(group, user=make_user())), study=study)
        services.share(write(study, reader), study=study)


@pytest.mark.parametrize("address", ["reflections:of_study", "reflections:list"])
def test_a_list_costs_the_same_however_long(client, study, group, reader, address):
    path = reverse(address, args=[study.pk] if address.endswith("study") else [])
    many(study, group, reader, 2)
    client.get(path)
    few = queries(client, path)
    many(study, group, reader, 8)
    assert queries(client, path) == few


def queries(client, path):
    with CaptureQueriesContext(connection) as found:
        assert client.get(path).status_code == 200
    return len(found)


def test_the_block_costs_five_queries(study, group, reader, django_assert_max_num_queries):
    many(study, group, reader, 4)
    with django_assert_max_num_queries(5):
        block(study, reader)
