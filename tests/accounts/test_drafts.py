"""What becomes of a form that was sent: kept and told so, or back on its page after signing in anew."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import reverse

from studyapp.accounts.middleware import kept_drafts
from tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def address():
    return reverse("accounts:save")


def way_to_sign_in(client, address, referer):
    return client.post(address, {"display_name": "小溪"}, headers={"Referer": referer}).url


def test_who_is_signed_out_while_writing_comes_back_to_the_page_of_the_form(client, address):
    assert way_to_sign_in(client, address, "http://testserver/library/?q=a") == (
        reverse("account_login") + "?next=%2Flibrary%2F%3Fq%3Da"
    )


@pytest.mark.parametrize("odd", ["", "https://elsewhere.example/library/", "http://[bad", "nonsense"])
def test_but_to_no_other_site(client, address, odd):
    assert way_to_sign_in(client, address, odd) == reverse("account_login")


def test_a_page_that_was_asked_for_comes_after_signing_in(client):
    page = reverse("accounts:profile")
    assert client.get(page).url == f"{reverse('account_login')}?next={page}"


def answer(draft, response):
    request = RequestFactory().post("/", {"draft": draft})
    request.user = make_user()
    return kept_drafts(lambda _: response)(request).cookies


def test_the_page_after_a_form_says_which_one_was_kept():
    assert answer("edit-reply-12", HttpResponse(status=303))["kept"].value == "edit-reply-12"


@pytest.mark.parametrize("draft", ["", "12", "topic-1; path=/", "topic-" + "1" * 19, "话题-1"])
def test_what_is_no_name_of_a_draft_is_not_repeated(draft):
    assert not answer(draft, HttpResponse(status=303))


@pytest.mark.parametrize("status", [200, 404, 409, 422])
def test_what_was_refused_is_not_kept(status):
    assert not answer("topic-1", HttpResponse(status=status))
