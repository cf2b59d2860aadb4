"""Leaving the site for good, through the front door."""

import pytest
from django.urls import reverse

from studyapp.groups.models import Role, StudyGroup
from tests.factories import PASSWORD, join, make_group, make_user

pytestmark = pytest.mark.django_db
PAGE = reverse("groups:farewell")
CONFIRM = reverse("groups:confirm_farewell")
GOOD = {"username": "linxi", "password": PASSWORD}


@pytest.fixture
def user(client):
    user = make_user(username="linxi")
    client.force_login(user)
    return user


def test_login_and_password_end_the_account(client, user):
    group = make_group()
    join(group, user=user)
    assert client.get(PAGE).status_code == 200
    assert client.post(CONFIRM, GOOD).headers["Location"] == reverse("reading:resume")
    user.refresh_from_db()
    assert user.anonymised_at
    assert not group.memberships.filter(user=user).exists()
    assert client.get(reverse("guide:home")).status_code == 302


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"username": "别人"}, "这不是你的用户名"),
        ({"username": "Linxi"}, "这不是你的用户名"),
        ({"username": ""}, "必填"),
        ({"password": "猜"}, "密码不对"),
        ({"password": ""}, "必填"),
    ],
)
def test_what_is_wrong_is_said_and_changes_nothing(client, user, wrong, said):
    response = client.post(CONFIRM, GOOD | wrong)
    assert response.status_code == 422
    assert said in response.content.decode()
    user.refresh_from_db()
    assert user.anonymised_at is None


def test_blanks_around_the_login_are_forgiven(client, user):
    client.post(CONFIRM, GOOD | {"username": " linxi "})
    user.refresh_from_db()
    assert user.anonymised_at


def test_the_password_is_not_guessed_at_for_long(client, user):
    for _ in range(5):
        client.post(CONFIRM, GOOD | {"password": "猜"})
    assert "试得太多了" in client.post(CONFIRM, GOOD).content.decode()
    user.refresh_from_db()
    assert user.anonymised_at is None


def test_who_has_no_password_is_asked_for_the_login_alone(client, user):
    user.set_unusable_password()
    user.save()
    client.force_login(user)
    assert 'name="password"' not in client.get(PAGE).content.decode()
    client.post(CONFIRM, {"username": "linxi"})
    user.refresh_from_db()
    assert user.anonymised_at


def test_a_group_that_would_have_no_owner_comes_first(client, user):
    group = make_group(name="茶社", owner=user)
    join(group, role=Role.MEMBER)
    page = client.get(PAGE).content.decode()
    assert "茶社" in page
    assert 'name="username"' not in page
    assert client.post(CONFIRM, GOOD).status_code == 422


def test_a_group_of_one_ends_with_its_owner(client, user):
    make_group(owner=user)
    client.post(CONFIRM, GOOD)
    assert not StudyGroup.objects.living().exists()


def test_the_only_administrator_stays(client):
    admin = make_user(username="admin", is_staff=True, is_superuser=True)
    client.force_login(admin)
    response = client.post(CONFIRM, GOOD | {"username": "admin"})
    assert response.status_code == 422
    assert "唯一的管理员" in response.content.decode()


def test_visitors_and_wrong_methods(client, user):
    assert client.post(PAGE).status_code == 405
    assert client.get(CONFIRM).status_code == 405
    client.logout()
    assert reverse("account_login") in client.get(PAGE).headers["Location"]
