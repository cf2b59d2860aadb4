"""What becomes of groups when somebody is anonymised."""

import pytest

from studyapp.groups.models import Membership, Role, StudyGroup
from studyapp.groups.services import leave_all
from tests.factories import join, make_group, make_user

pytestmark = pytest.mark.django_db


def test_every_group_is_left():
    user = make_user()
    for _ in range(3):
        join(make_group(), user=user)
    leave_all(user)
    assert not Membership.objects.filter(user=user).exists()


def test_the_highest_in_rank_inherits():
    user = make_user()
    group = make_group(owner=user)
    join(group, role=Role.RECORDER)
    heir = join(group, role=Role.FACILITATOR)
    leave_all(user)
    assert group.memberships.get(role=Role.OWNER).user == heir


def test_of_equals_who_came_first_inherits():
    user = make_user()
    group = make_group(owner=user)
    first, _ = join(group), join(group)
    leave_all(user)
    assert group.memberships.get(role=Role.OWNER).user == first


def test_where_another_owns_nothing_else_changes():
    user = make_user()
    group = make_group(owner=user)
    other, member = join(group, role=Role.OWNER), join(group)
    leave_all(user)
    assert {row.user: row.rank for row in group.memberships.all()} == {other: Role.OWNER, member: Role.MEMBER}


def test_a_group_of_one_is_deleted():
    user = make_user()
    group = make_group(owner=user)
    leave_all(user)
    group.refresh_from_db()
    assert group.deleted_at


def test_the_page_that_asks_can_say_which_groups_will_be_inherited():
    user = make_user()
    alone, shared = make_group(owner=user), make_group(owner=user)
    join(shared, role=Role.OWNER)
    assert list(StudyGroup.objects.owned_alone_by(user)) == [alone]
