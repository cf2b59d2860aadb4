"""Invitations as those who lead make, show and revoke them."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from studyapp.groups import services, tokens
from studyapp.groups.models import Invitation, Membership, Role
from tests.factories import join, make_group, make_invitation, make_user

pytestmark = pytest.mark.django_db
GOOD = {"role": Role.MEMBER, "max_uses": 12, "days": 7}


@pytest.fixture
def owner(client):
    owner = make_user(display_name="李梅")
    client.force_login(owner)
    return owner


@pytest.fixture
def group(owner):
    return make_group(owner=owner)


def page(client, name, group) -> str:
    return client.get(reverse(f"groups:{name}", args=[group.pk])).content.decode()


def invite(client, group, **changes):
    return client.post(reverse("groups:invite", args=[group.pk]), GOOD | changes)


def test_an_invitation_is_made_as_asked(client, group, owner):
    assert invite(client, group).headers["Location"] == reverse("groups:detail", args=[group.pk])
    invitation = Invitation.objects.get()
    assert (invitation.rank, invitation.max_uses, invitation.invited_by) == (Role.MEMBER, 12, owner)
    assert invitation.lasting == timedelta(days=7)


@pytest.mark.parametrize("wrong", [{"role": 99}, {"max_uses": 0}, {"max_uses": "many"}, {"days": 5000}, {"days": ""}])
def test_a_refused_invitation_says_why_and_keeps_what_was_typed(client, group, wrong):
    response = invite(client, group, **({"max_uses": 77} | wrong))
    assert response.status_code == 422
    assert 'class="error"' in response.content.decode()
    assert f'value="{wrong.get("max_uses", 77)}"' in response.content.decode()
    assert not Invitation.objects.exists()


def test_a_facilitator_invites_nobody_above_themselves(client, group):
    client.force_login(join(group, role=Role.FACILITATOR))
    assert invite(client, group, role=Role.OWNER).status_code == 422
    assert invite(client, group, role=Role.FACILITATOR).status_code == 302


def test_the_service_too_refuses_what_is_above(group):
    facilitator = join(group, role=Role.FACILITATOR)
    with pytest.raises(services.RoleAboveOwnError):
        services.invite(group, by=facilitator, role=Role.OWNER)


def test_the_card_shows_link_code_and_qr_again_and_again(client, group):
    invitation = make_invitation(group=group)
    link = f"http://testserver/i/{invitation.token}/"
    for _ in range(2):
        text = page(client, "detail", group)
        assert f'value="{link}"' in text
        assert invitation.code in text
        assert "<svg viewBox" in text


def test_links_are_built_on_the_public_address(client, group, settings):
    settings.PUBLIC_URL = "http://192.168.1.5:8000"
    invitation = make_invitation(group=group)
    assert f'value="http://192.168.1.5:8000/i/{invitation.token}/"' in page(client, "detail", group)


def test_the_qr_code_has_no_style_attribute(client, group):
    make_invitation(group=group)
    assert not re.search(r"<[^>]+\sstyle=", page(client, "detail", group))


def test_no_secret_is_stored(group):
    invitation = make_invitation(group=group)
    stored = " ".join(str(value) for value in Invitation.objects.values_list().get())
    assert invitation.token not in stored
    assert tokens.code_of(invitation.nonce) not in stored


def test_a_facilitator_is_not_shown_the_secret_of_a_higher_role(client, group):
    higher, lower = make_invitation(group=group, role=Role.OWNER), make_invitation(group=group, role=Role.MEMBER)
    client.force_login(join(group, role=Role.FACILITATOR))
    text = page(client, "invitations", group)
    assert lower.token in text
    assert higher.token not in text


@pytest.mark.parametrize("name", ["revoke", "renew"])
def test_a_facilitator_has_no_power_over_an_invitation_to_a_higher_role(client, group, name):
    higher = make_invitation(group=group, role=Role.OWNER)
    client.force_login(join(group, role=Role.FACILITATOR))
    assert client.post(reverse(f"groups:{name}", args=[higher.pk])).status_code == 404


def test_a_revoked_one_lets_nobody_in(client, group):
    invitation = make_invitation(group=group)
    response = client.post(reverse("groups:revoke", args=[invitation.pk]))
    assert response.headers["Location"] == reverse("groups:detail", args=[group.pk])
    assert not Invitation.objects.standing().exists()


def test_a_renewed_one_is_of_the_same_kind_with_other_secrets(client, group):
    old = make_invitation(group=group, role=Role.OBSERVER, max_uses=5, lasting=timedelta(days=3))
    response = client.post(reverse("groups:renew", args=[old.pk]), {"all": "1"})
    new = Invitation.objects.standing().get()
    assert response.headers["Location"] == reverse("groups:invitations", args=[group.pk])
    assert (new.rank, new.max_uses, new.uses, new.lasting) == (Role.OBSERVER, 5, 0, timedelta(days=3))
    assert new.token != old.token


@pytest.mark.parametrize(
    "change",
    [
        {"expires_at": timezone.now() - timedelta(seconds=1)},
        {"uses": 30},
        {"revoked_at": timezone.now()},
    ],
)
def test_one_that_stands_no_more_is_not_shown(client, group, change):
    invitation = make_invitation(group=group, max_uses=30)
    Invitation.objects.update(**change)
    assert invitation.token not in page(client, "detail", group)
    assert "现在没有能用的邀请" in page(client, "invitations", group)


def test_a_maker_who_leads_no_more_has_no_standing_invitations(group):
    facilitator = join(group, role=Role.FACILITATOR)
    make_invitation(group=group, by=facilitator)
    services.set_role(group.memberships.get(user=facilitator), role=Role.MEMBER)
    assert not Invitation.objects.standing().exists()


def test_all_invitations_cost_the_same_number_of_queries(client, group, django_assert_max_num_queries):
    for _ in range(30):
        make_invitation(group=group)
    with django_assert_max_num_queries(10):
        page(client, "invitations", group)


@pytest.mark.parametrize("error", [services.RoleAboveOwnError, Membership.DoesNotExist])
def test_a_power_lost_while_renewing_is_no_power(client, group, monkeypatch, error):
    """The view asked before; what the service then finds is somebody else's doing."""
    old = make_invitation(group=group)

    def lost(*_, **__):
        raise error

    monkeypatch.setattr(services, "invite", lost)
    assert client.post(reverse("groups:renew", args=[old.pk])).status_code == 404
    assert Invitation.objects.standing().filter(pk=old.pk).exists()
