"""Typing a code, and that nobody finds one by trying. A link is too long to be found so, and is never closed by it."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from studyapp.groups import guessing
from tests.factories import make_invitation, make_user

pytestmark = pytest.mark.django_db
CHECK = "/groups/code/check/"
WRONG = "0000 0000"


@pytest.fixture(autouse=True)
def few_tries(monkeypatch):
    monkeypatch.setattr(guessing, "TRIES_A_PERSON", 3)
    monkeypatch.setattr(guessing, "TRIES_AN_ADDRESS", 4)


def type_in(client, code, **extra):
    return client.post(CHECK, {"code": code}, **extra)


def test_a_visitor_may_type_a_code(client):
    assert 'name="code"' in client.get(reverse("groups:code")).content.decode()


def test_the_right_code_leads_to_the_invitation(client):
    invitation = make_invitation()
    response = type_in(client, invitation.code.lower())
    assert response.headers["Location"] == reverse("invitations:show", args=[invitation.token])


def test_a_wrong_code_is_explained_and_stays_in_the_field(client):
    response = type_in(client, WRONG)
    assert response.status_code == 422
    assert "没有这个邀请码" in response.content.decode()
    assert f'value="{WRONG}"' in response.content.decode()


@pytest.mark.parametrize("typed", ["", "TEA7", "TEA7 K42M 9", "茶社"])
def test_what_is_no_code_is_explained_and_costs_no_try(client, typed):
    for _ in range(6):
        response = type_in(client, typed)
    assert response.status_code == 422
    assert 'class="error"' in response.content.decode()


def test_after_too_many_wrong_tries_even_the_right_one_must_wait(client):
    client.force_login(make_user())
    for _ in range(3):
        assert type_in(client, WRONG).status_code == 422
    response = type_in(client, make_invitation().code)
    assert response.status_code == 429
    assert "过十分钟" in response.content.decode()


def test_visitors_are_counted_by_their_address(client):
    for _ in range(4):
        type_in(client, WRONG)
    assert type_in(client, WRONG).status_code == 429
    assert type_in(client, WRONG, REMOTE_ADDR="10.0.0.9").status_code == 422


def test_a_new_session_has_no_new_tries(client):
    for _ in range(4):
        client.cookies.clear()
        type_in(client, WRONG)
    client.cookies.clear()
    assert type_in(client, WRONG).status_code == 429


def test_a_link_opens_however_many_wrong_codes_came_from_the_room(client):
    for _ in range(4):
        type_in(client, WRONG)
    assert type_in(client, WRONG).status_code == 429
    assert client.get(reverse("invitations:show", args=[make_invitation().token])).status_code == 200


def test_a_link_that_was_not_copied_whole_costs_no_try(client):
    for _ in range(6):
        assert client.get("/i/nonsense/").status_code == 404
    assert type_in(client, WRONG).status_code == 422


def test_right_ones_cost_nothing(client):
    invitation = make_invitation()
    for _ in range(6):
        assert type_in(client, invitation.code).status_code == 302


def test_a_wrong_try_is_forgotten_after_a_while(client):
    for _ in range(4):
        type_in(client, WRONG)
    cache.clear()  # what the window's end does
    assert type_in(client, WRONG).status_code == 422
