"""Leaving the site for good, through the front door."""

import pytest
from django.urls import reverse

from studyapp.groups.models import Role, StudyGroup
from tests.factories import join, make_group, make_user

pytestmark = pytest.mark.django_db
PAGE = reverse("groups:leave_site")
CONFIRM = reverse("groups:confirm_farewell")


@pytest.fixture
def user(client):
    user = make_user(username="linxi")
    client.force_login(user)
    return user


def test_typing_the_login_ends_the_account(client, user):
    group = make_group()
    join(group, user=user)
    assert client.get(PAGE).status_code == 200
    assert client.post(CONFIRM, {"username": "linxi"}).headers["Location"] == reverse("reading:resume")
    user.refresh_from_db()
    assert user.anonymised_at
    assert not group.memberships.filter(user=user).exists()
    assert client.get(reverse("reading:home")).status_code == 302


def test_a_wrong_login_changes_nothing(client, user):
    response = client.post(CONFIRM, {"username": "别人"})
    assert response.status_code == 422
    user.refresh_from_db()
    assert user.anonymised_at is None


def test_a_group_that_would_have_no_owner_comes_first(client, user):
    group = make_group(name="茶社", owner=user)
    join(group, role=Role.MEMBER)
    assert "茶社" in client.get(PAGE).content.decode()
    assert client.post(CONFIRM, {"username": "linxi"}).status_code == 422


def test_a_group_of_one_ends_with_its_owner(client, user):
    make_group(owner=user)
    client.post(CONFIRM, {"username": "linxi"})
    assert not StudyGroup.objects.living().exists()


def test_the_only_administrator_stays(client):
    admin = make_user(username="admin", is_staff=True, is_superuser=True)
    client.force_login(admin)
    response = client.post(CONFIRM, {"username": "admin"})
    assert response.status_code == 422
    assert "唯一的管理员" in response.content.decode()


def test_visitors_and_wrong_methods(client, user):
    assert client.post(PAGE).status_code == 405
    assert client.get(CONFIRM).status_code == 405
    client.logout()
    assert reverse("account_login") in client.get(PAGE).headers["Location"]
