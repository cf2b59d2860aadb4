"""Invitations as those who come see them: open, sign in or up, accept."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from studyapp.groups import services
from studyapp.groups.models import Invitation, Role
from tests.factories import join, make_group, make_invitation, make_user

pytestmark = pytest.mark.django_db


def show(invitation) -> str:
    return reverse("invitations:show", args=[invitation.token])


def accept(client, invitation):
    return client.post(reverse("invitations:accept", args=[invitation.token]))


def page(response) -> str:
    return response.content.decode()


def test_a_visitor_sees_who_invites_to_what_and_as_what(client):
    group = make_group(name="茶社", owner=make_user(display_name="李梅"))
    response = client.get(show(make_invitation(group=group, role=Role.OBSERVER)))
    assert response.status_code == 200
    assert all(word in page(response) for word in ("茶社", "李梅", "旁听"))


def test_a_visitor_is_led_to_sign_up_and_back(client):
    invitation = make_invitation()
    text = page(client.get(show(invitation)))
    assert f"{reverse('account_signup')}?next={show(invitation)}" in text
    assert f"{reverse('account_login')}?next={show(invitation)}" in text


def test_where_sign_up_is_closed_only_signing_in_is_offered(client, settings):
    settings.SIGN_UP = "closed"
    text = page(client.get(show(make_invitation())))
    assert reverse("account_signup") not in text
    assert reverse("account_login") in text


def test_an_invitation_waits_while_one_signs_up(client):
    invitation = make_invitation()
    client.get(show(invitation))
    client.force_login(make_user())
    assert show(invitation) in page(client.get(reverse("groups:list")))


def test_an_accepted_invitation_waits_no_more(client):
    invitation = make_invitation()
    client.force_login(make_user())
    client.get(show(invitation))
    accept(client, invitation)
    assert show(invitation) not in page(client.get(reverse("groups:list")))


def test_seeing_it_is_not_accepting_it(client):
    invitation = make_invitation()
    client.force_login(make_user())
    client.get(show(invitation))
    assert invitation.group.memberships.count() == 1


def test_accepting_is_posted(client):
    client.force_login(make_user())
    assert client.get(reverse("invitations:accept", args=[make_invitation().token])).status_code == 405


def test_a_visitor_accepts_nothing(client):
    assert accept(client, make_invitation()).headers["Location"].startswith(reverse("account_login"))


def test_accepting_makes_a_member_of_the_promised_role(client):
    invitation, user = make_invitation(role=Role.RECORDER), make_user()
    client.force_login(user)
    assert accept(client, invitation).headers["Location"] == invitation.group.get_absolute_url()
    assert invitation.group.memberships.get(user=user).rank == Role.RECORDER
    assert Invitation.objects.get().uses == 1


def test_who_is_in_already_uses_nothing_up_and_stays_what_they_are(client):
    invitation = make_invitation(role=Role.OWNER)
    observer = join(invitation.group, role=Role.OBSERVER)
    client.force_login(observer)
    assert client.get(show(invitation)).headers["Location"] == invitation.group.get_absolute_url()
    accept(client, invitation)
    assert invitation.group.memberships.get(user=observer).rank == Role.OBSERVER
    assert Invitation.objects.get().uses == 0


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"expires_at": timezone.now() - timedelta(seconds=1)}, "已经过期"),
        ({"uses": 1}, "已经用完"),
        ({"revoked_at": timezone.now()}, "已经作废"),
    ],
)
def test_one_that_stands_no_more_says_why_and_lets_nobody_in(client, change, said):
    invitation = make_invitation(max_uses=1)
    Invitation.objects.update(**change)
    client.force_login(make_user())
    response = client.get(show(invitation))
    assert response.status_code == 410
    assert said in page(response)
    assert accept(client, invitation).status_code == 410
    assert invitation.group.memberships.count() == 1


def test_one_that_stands_no_more_opens_no_sign_up(client, settings):
    settings.SIGN_UP = "invitation"
    invitation = make_invitation()
    services.revoke(invitation)
    client.get(show(invitation))
    assert "这里不开放注册" in page(client.get(reverse("account_signup")))


def test_a_deleted_group_lets_nobody_in(client):
    invitation = make_invitation()
    services.delete_group(invitation.group)
    client.force_login(make_user())
    assert client.get(show(invitation)).status_code == 410
    assert accept(client, invitation).status_code == 410


def test_who_was_removed_does_not_come_back_by_an_old_invitation(client):
    invitation = make_invitation()
    user = join(invitation.group)
    services.remove(invitation.group.memberships.get(user=user), by=invitation.invited_by)
    client.force_login(user)
    assert client.get(show(invitation)).status_code == 410
    assert accept(client, invitation).status_code == 410


def test_who_was_removed_comes_back_by_a_new_one(client):
    group = make_group()
    user = join(group)
    invitation = make_invitation(group=group)
    services.remove(group.memberships.get(user=user), by=invitation.invited_by)
    client.force_login(user)
    accept(client, make_invitation(group=group))
    assert group.memberships.filter(user=user).exists()


def test_who_left_may_come_back(client):
    invitation = make_invitation()
    user = join(invitation.group)
    services.leave(invitation.group.memberships.get(user=user))
    client.force_login(user)
    accept(client, invitation)
    assert invitation.group.memberships.filter(user=user).exists()


def test_an_unknown_link_is_explained(client):
    response = client.get("/i/nonsense/")
    assert response.status_code == 404
    assert "没有这份邀请" in page(response)


def test_the_page_is_kept_nowhere(client):
    assert "no-store" in client.get(show(make_invitation())).headers["Cache-Control"]
