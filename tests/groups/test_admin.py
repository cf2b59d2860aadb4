"""Groups in Django's admin."""

import pytest
from django.urls import reverse

from studyapp.groups.models import Role
from tests.factories import join, make_group, make_invitation, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def chief(client):
    chief = make_user(display_name="总管", is_staff=True, is_superuser=True)
    client.force_login(chief)
    return chief


def at(model, view, *args) -> str:
    return reverse(f"admin:groups_{model}_{view}", args=args)


@pytest.mark.parametrize("model", ["studygroup", "membership", "invitation"])
def test_lists_are_searched(client, model):
    make_invitation(group=make_group(name="茶社"))
    found = client.get(at(model, "changelist"), {"q": "茶社"}).content.decode()
    assert "茶社" in found
    assert "茶社" not in client.get(at(model, "changelist"), {"q": "河畔"}).content.decode()


def test_an_invitation_shows_no_secret(client):
    invitation = make_invitation()
    text = client.get(at("invitation", "change", invitation.pk)).content.decode()
    assert invitation.nonce not in text
    assert invitation.token not in text
    assert invitation.code not in text


@pytest.mark.parametrize("model", ["studygroup", "membership", "invitation"])
def test_nothing_is_added_by_hand(client, model):
    assert client.get(at(model, "add")).status_code == 403


def test_no_group_is_deleted_by_hand(client):
    assert client.get(at("studygroup", "delete", make_group().pk)).status_code == 403


def test_staff_give_a_group_another_owner(client):
    group = make_group()
    membership = group.memberships.get(user=join(group))
    client.post(at("membership", "change", membership.pk), {"role": Role.OWNER})
    membership.refresh_from_db()
    assert membership.rank == Role.OWNER


def test_staff_do_not_take_the_last_owner_away(client):
    owner = make_group().memberships.get()
    response = client.post(at("membership", "change", owner.pk), {"role": Role.MEMBER})
    owner.refresh_from_db()
    assert response.status_code == 200
    assert owner.rank == Role.OWNER
