"""Every address of the groups: who is let in, and by which method."""

import pytest
from django.urls import reverse

from studyapp.groups.models import Role
from studyapp.groups.services import create_group, delete_group
from tests.factories import join, make_group, make_invitation, make_user

pytestmark = pytest.mark.django_db

LEADING_PAGES = {"settings": "group", "invitations": "group", "member": "membership"}
PAGES = {"detail": "group", **LEADING_PAGES}
OWNING_ACTS = {"delete": "group", "hand_over": "membership"}
LEADING_ACTS = {
    "edit": "group",
    "invite": "group",
    "renew": "invitation",
    "revoke": "invitation",
    "change_role": "membership",
    "remove": "membership",
}
ACTS = {"leave": "group", **LEADING_ACTS, **OWNING_ACTS}
BELOW_LEADING = [Role.OBSERVER, Role.MEMBER, Role.RECORDER]


@pytest.fixture
def things():
    """A group with an owner, one of each role below, a member who is acted upon, and an invitation."""
    group = make_group()
    people = {role: join(group, role=role) for role in Role if role < Role.OWNER}
    people[Role.OWNER] = group.members.get(memberships__role=Role.OWNER)
    membership = group.memberships.get(user=join(group))
    return {"group": group, "membership": membership, "invitation": make_invitation(group=group), "people": people}


def answers(things, ask, names) -> dict[str, int]:
    """The status that each address answers with."""
    return {name: ask(reverse(f"groups:{name}", args=[things[thing].pk])).status_code for name, thing in names.items()}


def all_with(status, names) -> dict[str, int]:
    return dict.fromkeys(names, status)


@pytest.mark.parametrize(("name", "thing"), PAGES.items())
def test_visitors_sign_in_first(client, things, name, thing):
    path = reverse(f"groups:{name}", args=[things[thing].pk])
    assert client.get(path).headers["Location"] == f"{reverse('account_login')}?next={path}"


def test_visitors_do_nothing(client, things):
    assert answers(things, client.post, ACTS) == all_with(302, ACTS)
    assert things["group"].memberships.count() == 6


def test_strangers_get_404_not_403(client, things):
    client.force_login(make_user())
    assert answers(things, client.get, PAGES) == all_with(404, PAGES)
    assert answers(things, client.post, ACTS) == all_with(404, ACTS)


def test_an_owner_elsewhere_is_nobody_here(client, things):
    stranger = make_user()
    create_group("别处", by=stranger)
    client.force_login(stranger)
    assert answers(things, client.get, PAGES) == all_with(404, PAGES)
    assert answers(things, client.post, ACTS) == all_with(404, ACTS)


@pytest.mark.parametrize("role", BELOW_LEADING)
def test_who_does_not_lead_has_no_power(client, things, role):
    client.force_login(things["people"][role])
    assert answers(things, client.get, LEADING_PAGES) == all_with(404, LEADING_PAGES)
    assert answers(things, client.post, LEADING_ACTS | OWNING_ACTS) == all_with(404, LEADING_ACTS | OWNING_ACTS)


def test_a_facilitator_does_not_own(client, things):
    client.force_login(things["people"][Role.FACILITATOR])
    assert answers(things, client.post, OWNING_ACTS) == all_with(404, OWNING_ACTS)


@pytest.mark.parametrize("role", [Role.FACILITATOR, Role.OWNER])
def test_who_leads_finds_every_page(client, things, role):
    client.force_login(things["people"][role])
    assert answers(things, client.get, PAGES) == all_with(200, PAGES)


def test_the_wrong_method_is_refused(client, things):
    client.force_login(things["people"][Role.OWNER])
    assert answers(things, client.post, PAGES) == all_with(405, PAGES)
    assert answers(things, client.get, ACTS | {"restore": "group"}) == all_with(405, [*ACTS, "restore"])


@pytest.mark.parametrize("role", [Role.MEMBER, Role.OWNER])
def test_a_deleted_group_is_closed_to_everybody(client, things, role):
    delete_group(things["group"])
    client.force_login(things["people"][role])
    assert answers(things, client.get, PAGES) == all_with(404, PAGES)
    assert answers(things, client.post, ACTS) == all_with(404, ACTS)
