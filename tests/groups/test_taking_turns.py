"""At the same moment: a group keeps an owner, an invitation its count, and tries are counted exactly."""

from functools import partial

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from studyapp.accounts.models import User
from studyapp.accounts.services import LastAdministratorError
from studyapp.groups import services
from studyapp.groups.guessing import Purse, TooManyGuessesError
from studyapp.groups.models import Membership, Role
from tests import simultaneous
from tests.factories import PASSWORD, join, make_group, make_invitation, make_user

pytestmark = pytest.mark.django_db(transaction=True)


EXPECTED = (
    LastAdministratorError,
    services.LastOwnerError,
    services.ClosedInvitationError,
    Membership.DoesNotExist,
    TooManyGuessesError,
)
at_once = partial(simultaneous.at_once, errors=EXPECTED)


def test_two_last_owners_do_not_both_leave():
    group = make_group()
    join(group, role=Role.OWNER)
    first, second = group.memberships.all()
    results = at_once(lambda: services.leave(first), lambda: services.leave(second))
    assert sorted(results, key=str) == sorted([None, services.LastOwnerError], key=str)
    assert group.memberships.filter(role=Role.OWNER).count() == 1


def test_two_owners_do_not_both_take_the_others_place():
    group = make_group()
    join(group, role=Role.OWNER)
    first, second = group.memberships.select_related("user")
    at_once(
        lambda: services.change_role(first, role=Role.MEMBER, by=second.user),
        lambda: services.change_role(second, role=Role.MEMBER, by=first.user),
    )
    assert group.memberships.filter(role=Role.OWNER).count() == 1


def test_the_last_place_is_taken_once():
    invitation = make_invitation(max_uses=1)
    users = [make_user() for _ in range(4)]
    results = at_once(*(lambda user=user: services.accept(invitation, user=user) for user in users))
    assert results.count(services.ClosedInvitationError) == 3
    assert invitation.group.memberships.count() == 2


def test_one_person_who_taps_twice_is_in_once():
    invitation, user = make_invitation(max_uses=5), make_user()
    at_once(*(lambda: services.accept(invitation, user=user) for _ in range(3)))
    invitation.refresh_from_db()
    assert invitation.uses == 1
    assert invitation.group.memberships.filter(user=user).count() == 1


def test_tries_are_counted_exactly_when_many_ask_at_once():
    cache.clear()
    results = at_once(*(Purse("person:1", 3).take for _ in range(6)))
    assert results.count(TooManyGuessesError) == 3
    cache.clear()


def test_two_last_administrators_do_not_both_leave():
    people = [make_user(is_staff=True, is_superuser=True) for _ in range(2)]
    at_once(*[lambda person=person: services.leave_for_good(person) for person in people])
    assert User.objects.administrators().count() == 1


def test_an_invitation_makes_as_many_accounts_as_it_has_places(settings):
    settings.SIGN_UP = "invitation"
    invitation = make_invitation(max_uses=2)
    form = {"display_name": "林溪", "password1": PASSWORD, "password2": PASSWORD}
    browsers = [Client() for _ in range(6)]
    for browser in browsers:
        browser.get(reverse("invitations:show", args=[invitation.token]))
    sign_ups = [
        lambda browser=browser, number=number: (
            browser.post(reverse("account_signup"), form | {"username": f"林溪{number}"}).status_code
        )
        for number, browser in enumerate(browsers)
    ]
    assert sorted(at_once(*sign_ups)) == [200, 200, 200, 200, 302, 302]
    invitation.refresh_from_db()
    assert invitation.uses == User.objects.filter(username__startswith="林溪").count() == 2
