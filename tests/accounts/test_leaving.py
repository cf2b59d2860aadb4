"""People are anonymised, never deleted."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.admin.models import CHANGE, LogEntry
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse

from studyapp.accounts import services
from studyapp.accounts.models import User
from tests.factories import PASSWORD, make_user

pytestmark = pytest.mark.django_db


def test_nothing_of_the_name_is_left():
    user = make_user(username="linxi", display_name="林溪", email="lin@tea.example")
    EmailAddress.objects.create(user=user, email="lin@tea.example")
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    chief = make_user(is_superuser=True)
    LogEntry.objects.log_actions(chief.pk, [user], CHANGE, single_object=True)
    services.anonymise(user)
    row = str(User.objects.filter(pk=user.pk).values())
    assert not any(word in row for word in ("linxi", "林溪", "tea.example"))
    assert not EmailAddress.objects.exists()
    assert not Authenticator.objects.exists()
    assert "林溪" not in LogEntry.objects.get().object_repr
    assert str(user) == "已离开的成员"


def test_they_are_signed_out_and_never_sign_in_again(client):
    user = make_user(username="linxi")
    phone = Client()
    phone.post(reverse("account_login"), {"login": "linxi", "password": PASSWORD})
    services.anonymise(user)
    assert phone.get(reverse("accounts:profile")).status_code == 302
    assert not client.login(username="linxi", password=PASSWORD)
    assert user not in User.objects.living()


def test_who_has_left_is_not_switched_on_again():
    user = make_user()
    services.anonymise(user)
    with pytest.raises(IntegrityError):
        User.objects.filter(pk=user.pk).update(is_active=True)


def test_the_last_administrator_stays():
    chief = make_user(is_superuser=True)
    with pytest.raises(services.LastAdministratorError):
        services.anonymise(chief)
    make_user(is_superuser=True)
    services.anonymise(chief)
