"""Members: their roles, how they go, and that a group always has an owner."""

import pytest
from django.urls import reverse

from studyapp.groups import services
from studyapp.groups.models import Membership, Role, StudyGroup
from tests.factories import join, make_group, make_user

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def owner(client):
    owner = make_user(display_name="李梅")
    client.force_login(owner)
    return owner


@pytest.fixture
def group(owner):
    return make_group(owner=owner)


def membership_of(group, user) -> Membership:
    return group.memberships.get(user=user)


def role_of(group, user) -> Role:
    return membership_of(group, user).rank


def act(client, name, thing, data=None, **headers):
    return client.post(reverse(f"groups:{name}", args=[thing.pk]), data, **headers)


def test_an_owner_gives_a_role(client, group):
    user = join(group)
    response = act(client, "change_role", membership_of(group, user), {"role": Role.RECORDER})
    assert response.headers["Location"] == reverse("groups:detail", args=[group.pk])
    assert role_of(group, user) == Role.RECORDER


def test_with_htmx_the_row_and_the_numbers_come_back(client, group):
    membership = membership_of(group, join(group))
    response = act(client, "change_role", membership, {"role": Role.OBSERVER}, headers=HTMX)
    text = response.content.decode()
    assert response.status_code == 200
    assert text.lstrip().startswith(f'<li class="member" id="member-{membership.pk}">')
    assert "旁听 1 人" in text
    assert "<html" not in text


@pytest.mark.parametrize("role", ["", "99", "x", None])
def test_an_unknown_role_is_explained(client, group, role):
    user = join(group)
    response = act(client, "change_role", membership_of(group, user), {"role": role} if role is not None else {})
    assert response.status_code == 422
    assert 'class="error"' in response.content.decode()
    assert role_of(group, user) == Role.MEMBER


def test_with_htmx_an_unknown_role_is_explained_in_the_row(client, group):
    response = act(client, "change_role", membership_of(group, join(group)), {"role": "99"}, headers=HTMX)
    assert response.status_code == 422
    assert 'class="error"' in response.content.decode()


def test_a_facilitator_gives_no_role_above_their_own(client, group):
    client.force_login(join(group, role=Role.FACILITATOR))
    user = join(group)
    assert act(client, "change_role", membership_of(group, user), {"role": Role.OWNER}).status_code == 422
    assert act(client, "change_role", membership_of(group, user), {"role": Role.FACILITATOR}).status_code == 302
    assert role_of(group, user) == Role.FACILITATOR


@pytest.mark.parametrize("name", ["change_role", "remove"])
def test_a_facilitator_has_no_power_over_equals(client, group, name):
    other = join(group, role=Role.FACILITATOR)
    client.force_login(join(group, role=Role.FACILITATOR))
    assert act(client, name, membership_of(group, other), {"role": Role.MEMBER}).status_code == 404
    assert role_of(group, other) == Role.FACILITATOR


@pytest.mark.parametrize("name", ["change_role", "remove", "hand_over"])
def test_nobody_acts_on_themselves(client, group, owner, name):
    assert act(client, name, membership_of(group, owner), {"role": Role.MEMBER}).status_code == 404
    assert role_of(group, owner) == Role.OWNER


def test_owners_may_have_charge_of_each_other(client, group):
    other = join(group, role=Role.OWNER)
    act(client, "change_role", membership_of(group, other), {"role": Role.MEMBER})
    assert role_of(group, other) == Role.MEMBER


def test_who_is_removed_sees_nothing_at_the_next_request(client, group):
    user = join(group, user=make_user(display_name="何清"))
    response = act(client, "remove", membership_of(group, user))
    assert response.headers["Location"] == reverse("groups:detail", args=[group.pk])
    client.force_login(user)
    assert client.get(reverse("groups:detail", args=[group.pk])).status_code == 404
    assert not StudyGroup.objects.visible_to(user).exists()


def test_the_page_of_a_member_offers_what_one_may_do(client, group):
    membership = membership_of(group, join(group, user=make_user(display_name="何清")))
    text = client.get(reverse("groups:member", args=[membership.pk])).content.decode()
    assert all(reverse(f"groups:{act}", args=[membership.pk]) in text for act in ("change_role", "remove", "hand_over"))


def test_a_facilitator_is_not_offered_the_groups_handing_over(client, group):
    membership = membership_of(group, join(group))
    client.force_login(join(group, role=Role.FACILITATOR))
    text = client.get(reverse("groups:member", args=[membership.pk])).content.decode()
    assert reverse("groups:hand_over", args=[membership.pk]) not in text


def test_handing_over_makes_the_other_owner_and_oneself_facilitator(client, group, owner):
    heir = join(group, role=Role.OBSERVER)
    act(client, "hand_over", membership_of(group, heir))
    assert (role_of(group, heir), role_of(group, owner)) == (Role.OWNER, Role.FACILITATOR)


def test_a_member_leaves(client, group):
    user = join(group)
    client.force_login(user)
    assert act(client, "leave", group).headers["Location"] == reverse("groups:list")
    assert not group.memberships.filter(user=user).exists()


def test_the_last_owner_cannot_leave_and_is_told_what_to_do(client, group, owner):
    join(group)
    response = act(client, "leave", group)
    assert response.status_code == 409
    assert reverse("groups:settings", args=[group.pk]) in response.content.decode()
    assert role_of(group, owner) == Role.OWNER


def test_the_last_owner_is_not_offered_to_leave(client, group):
    text = client.get(reverse("groups:detail", args=[group.pk])).content.decode()
    assert reverse("groups:leave", args=[group.pk]) not in text
    assert "唯一的组长" in text


def test_one_of_two_owners_leaves(client, group, owner):
    join(group, role=Role.OWNER)
    act(client, "leave", group)
    assert not group.memberships.filter(user=owner).exists()


def test_the_last_owner_cannot_be_made_less(group, owner):
    with pytest.raises(services.LastOwnerError):
        services.set_role(membership_of(group, owner), role=Role.MEMBER)
    assert role_of(group, owner) == Role.OWNER


def test_a_power_lost_a_moment_ago_is_no_power(group, owner):
    """The view asked before, the service asks again with the group held."""
    facilitator, user = join(group, role=Role.FACILITATOR), join(group)
    services.change_role(membership_of(group, facilitator), role=Role.MEMBER, by=owner)
    with pytest.raises(Membership.DoesNotExist):
        services.remove(membership_of(group, user), by=facilitator)
    with pytest.raises(Membership.DoesNotExist):
        services.change_role(membership_of(group, user), role=Role.OBSERVER, by=facilitator)


def test_the_service_too_gives_no_role_above_ones_own(group):
    facilitator, user = join(group, role=Role.FACILITATOR), join(group)
    with pytest.raises(services.RoleAboveOwnError):
        services.change_role(membership_of(group, user), role=Role.OWNER, by=facilitator)


def test_who_is_in_already_stays_what_they_are(group, owner):
    services.admit(group, user=owner, role=Role.OBSERVER)
    assert role_of(group, owner) == Role.OWNER
