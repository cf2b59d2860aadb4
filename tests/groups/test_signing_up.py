"""Where sign-up is by invitation: the one that was opened is asked again, and an account takes one of its places."""

import pytest
from django.urls import reverse

from studyapp.accounts.models import User
from studyapp.groups import services
from studyapp.groups.models import Invitation, Role
from tests.factories import PASSWORD, join, make_group, make_invitation, make_user

pytestmark = pytest.mark.django_db
SIGN_UP = reverse("account_signup")


@pytest.fixture(autouse=True)
def by_invitation(settings):
    settings.SIGN_UP = "invitation"


def show(invitation) -> str:
    return reverse("invitations:show", args=[invitation.token])


def form(username: str = "林溪", **changes: str) -> dict[str, str]:
    passwords = {"password1": PASSWORD, "password2": PASSWORD}
    return {"display_name": "林溪", "username": username, **passwords, **changes}


def is_closed(response) -> bool:
    return "这里不开放注册" in response.content.decode()


def test_who_opened_none_does_not_sign_up(client):
    make_invitation()
    assert is_closed(client.get(SIGN_UP))
    assert is_closed(client.post(SIGN_UP, form()))
    assert not User.objects.filter(username="林溪").exists()


def test_signing_up_is_taking_the_place(client):
    invitation = make_invitation(role=Role.OBSERVER)
    client.get(show(invitation))
    response = client.post(SIGN_UP, form(next=show(invitation)), follow=True)
    assert response.redirect_chain[-1][0] == invitation.group.get_absolute_url()
    assert invitation.group.memberships.get(user__username="林溪").rank == Role.OBSERVER
    assert Invitation.objects.get().uses == 1
    assert "你进了「茶社」" in response.content.decode()


def test_one_opening_is_one_account(client):
    client.get(show(make_invitation()))
    client.post(SIGN_UP, form())
    client.logout()
    assert is_closed(client.post(SIGN_UP, form("另一个")))


def test_an_invitation_makes_no_more_accounts_than_it_has_places(client):
    invitation = make_invitation(max_uses=2)
    for number in range(4):
        client.get(show(invitation))
        client.post(SIGN_UP, form(f"林溪{number}"))
        client.logout()
    assert User.objects.filter(username__startswith="林溪").count() == 2


def revoke(invitation) -> None:
    services.revoke(invitation)


def run_out(invitation) -> None:
    Invitation.objects.update(expires_at=invitation.created_at)


def use_up(invitation) -> None:
    services.accept(invitation, user=make_user())


def end_the_group(invitation) -> None:
    services.delete_group(invitation.group)


def take_the_makers_office(invitation) -> None:
    join(invitation.group, role=Role.OWNER)
    services.set_role(invitation.group.memberships.get(user=invitation.invited_by), role=Role.MEMBER)


ENDS = [revoke, run_out, use_up, end_the_group, take_the_makers_office]


@pytest.mark.parametrize("end", ENDS)
def test_one_that_has_ended_since_lets_nobody_in(client, end):
    invitation = make_invitation(group=make_group(), max_uses=1)
    client.get(show(invitation))
    end(invitation)
    assert is_closed(client.get(SIGN_UP))
    assert is_closed(client.post(SIGN_UP, form()))
    assert not User.objects.filter(username="林溪").exists()


def test_one_that_ends_while_the_form_is_read_makes_no_account(client, monkeypatch):
    """Asked at the door, and again with the place in hand."""
    invitation = make_invitation()
    client.get(show(invitation))
    accept = services.accept

    def too_late(*args, **kwargs):
        services.revoke(invitation)
        return accept(*args, **kwargs)

    monkeypatch.setattr(services, "accept", too_late)
    assert is_closed(client.post(SIGN_UP, form()))
    assert not User.objects.filter(username="林溪").exists()
    assert "_auth_user_id" not in client.session


def test_a_refused_form_takes_no_place(client):
    invitation = make_invitation()
    client.get(show(invitation))
    client.post(SIGN_UP, form(password2="别的"))
    assert Invitation.objects.get().uses == 0
    client.post(SIGN_UP, form())
    assert Invitation.objects.get().uses == 1


def test_where_sign_up_is_open_seeing_an_invitation_is_not_taking_it(client, settings):
    settings.SIGN_UP = "open"
    invitation = make_invitation()
    client.get(show(invitation))
    response = client.post(SIGN_UP, form(next=show(invitation)))
    assert response.url == show(invitation)
    assert Invitation.objects.get().uses == 0


def test_closed_is_closed_with_an_invitation_too(client, settings):
    settings.SIGN_UP = "closed"
    client.get(show(make_invitation()))
    assert is_closed(client.post(SIGN_UP, form()))
    assert not User.objects.filter(username="林溪").exists()
