"""Invitations as those who come see them: open, sign in or up, accept."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.urls import reverse
from django.utils import timezone

from studyapp.groups import services
from studyapp.groups.models import Invitation, Role
from tests.factories import PASSWORD, join, make_group, make_invitation, make_user

pytestmark = pytest.mark.django_db


def show(invitation) -> str:
    return reverse("invitations:show", args=[invitation.token])


def accept(client, invitation):
    return client.post(reverse("invitations:accept", args=[invitation.token]))


def begin(client, invitation, **said):
    here = f"http://testserver{show(invitation)}"
    return client.post(reverse("invitations:begin", args=[invitation.token]), said, headers={"Referer": here})


def back_to(invitation) -> str:
    return urlencode({"next": show(invitation)})


def page(response) -> str:
    return response.content.decode()


def test_a_visitor_sees_who_invites_to_what_and_as_what(client):
    group = make_group(name="茶社", owner=make_user(display_name="李梅"))
    response = client.get(show(make_invitation(group=group, role=Role.OBSERVER)))
    assert response.status_code == 200
    assert all(word in page(response) for word in ("茶社", "李梅", "旁听"))


def test_a_visitor_is_led_to_sign_up_and_back(client):
    invitation = make_invitation()
    assert begin(client, invitation, signs_up="1").url == f"{reverse('account_signup')}?{back_to(invitation)}"
    assert begin(client, invitation).url == f"{reverse('account_login')}?{back_to(invitation)}"


def test_where_sign_up_is_closed_only_signing_in_is_offered(client, settings):
    settings.SIGN_UP = "closed"
    text = page(client.get(show(make_invitation())))
    assert "signs_up" not in text
    assert "登录并加入" in text


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


ASKED = {"asks_progress": "1"}  # sent along where the question stands


@pytest.mark.parametrize(("said", "shares"), [(ASKED, False), (ASKED | {"shares_progress": "1"}, True), ({}, True)])
def test_who_comes_in_is_asked_whether_the_group_may_see_how_far_they_are(client, said, shares):
    invitation, user = make_invitation(), make_user()
    client.force_login(user)
    text = page(client.get(show(invitation)))
    assert 'name="shares_progress" value="1" checked' in text
    client.post(reverse("invitations:accept", args=[invitation.token]), said)
    assert invitation.group.memberships.get(user=user).shares_progress is shares


def test_what_was_answered_at_the_door_holds_when_one_is_signed_up(client, settings):
    settings.SIGN_UP = "invitation"
    invitation = make_invitation()
    client.get(show(invitation))
    begin(client, invitation, asks_progress="1", signs_up="1")
    assert 'name="shares_progress" value="1">' in page(client.get(show(invitation)))
    form = {"username": "linxi", "display_name": "林溪", "password1": PASSWORD, "password2": PASSWORD}
    assert client.post(reverse("account_signup"), form).status_code == 302
    assert invitation.group.memberships.get(user__username="linxi").shares_progress is False


def test_observers_are_not_asked(client):
    client.force_login(make_user())
    assert "shares_progress" not in page(client.get(show(make_invitation(role=Role.OBSERVER))))


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
