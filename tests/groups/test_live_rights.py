"""Who is in a group changed: the pages that those concerned have open hear it, in the same transaction."""

import pytest

from studyapp.groups import services
from studyapp.groups.models import Role
from studyapp.live.models import Event
from tests.factories import join, make_group, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner():
    return make_user(display_name="李梅")


@pytest.fixture
def group(owner):
    return make_group(owner=owner)


@pytest.fixture
def member(group):
    return join(group)


def place(group, user):
    return group.memberships.get(user=user)


def heard() -> list[str]:
    return sorted(f"{event.topic.name} {event.kind}" for event in Event.objects.select_related("topic"))


def heard_by(*users) -> list[str]:
    return sorted(f"user-{user.pk} rights" for user in users)


def test_coming_in_disturbs_nobody(group, member):
    assert heard() == []


def test_another_role(group, owner, member):
    services.change_role(place(group, member), role=Role.RECORDER, by=owner)
    assert heard() == heard_by(member)


def test_being_shown_out(group, owner, member):
    services.remove(place(group, member), by=owner)
    assert heard() == heard_by(member)


def test_leaving(group, member):
    services.leave(place(group, member))
    assert heard() == heard_by(member)


def test_handing_over(group, owner, member):
    services.hand_over(place(group, member), by=owner)
    assert heard() == heard_by(owner, member)


def test_leaving_for_good_makes_an_heir(group, owner, member):
    services.leave_for_good(owner)
    assert heard() == heard_by(owner, member)


def test_what_is_refused_is_not_told(group, owner):
    with pytest.raises(services.LastOwnerError):
        services.leave(place(group, owner))
    assert heard() == []


def test_deleting_and_restoring_concern_everybody(group, owner, member):
    services.delete_group(group)
    assert heard() == heard_by(owner, member)
    services.restore_group(group)
    assert heard() == sorted(2 * heard_by(owner, member))
