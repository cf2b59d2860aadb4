"""Links with which staff let somebody set a password anew: once, not for long, and never in secret."""

from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from studyapp.accounts import services
from studyapp.accounts.models import OneTimeLink
from tests.factories import PASSWORD, make_user

pytestmark = pytest.mark.django_db
NEW = {"password1": "河边-慢走-三里路", "password2": "河边-慢走-三里路"}


def path_of(token: str) -> str:
    return reverse("accounts:new_password", args=[token])


def save_path(token: str) -> str:
    return reverse("accounts:save_new_password", args=[token])


@pytest.fixture
def staff():
    return make_user(display_name="李梅", is_staff=True)


def test_staff_issue_a_link_that_is_shown_once(client, staff):
    person = make_user()
    client.force_login(staff)
    assert "签发链接" in client.get(reverse("accounts:reset_link", args=[person.pk])).content.decode()
    page = client.post(reverse("accounts:issue_reset_link", args=[person.pk])).content.decode()
    assert "/account/link/" in page
    assert OneTimeLink.objects.get().digest not in page


def test_readers_and_owners_of_groups_issue_none(client):
    person = make_user()
    client.force_login(make_user())
    assert client.post(reverse("accounts:issue_reset_link", args=[person.pk])).status_code == 404


def test_a_superuser_gets_one_from_superusers_only(client, staff):
    chief = make_user(is_staff=True, is_superuser=True)
    client.force_login(staff)
    assert client.post(reverse("accounts:issue_reset_link", args=[chief.pk])).status_code == 404
    client.force_login(make_user(is_staff=True, is_superuser=True))
    assert client.post(reverse("accounts:issue_reset_link", args=[chief.pk])).status_code == 200


def test_the_link_sets_the_password_once(client, staff):
    person = make_user(username="linxi")
    token = services.issue_reset_link(person, by=staff)
    assert client.get(path_of(token)).status_code == 200
    assert client.post(save_path(token), NEW).url == reverse("account_login")
    assert client.login(username="linxi", password=NEW["password1"])
    assert client.get(path_of(token)).status_code == 404
    assert client.post(save_path(token), NEW).status_code == 404


def test_a_refused_password_leaves_the_link_open(client, staff):
    token = services.issue_reset_link(make_user(), by=staff)
    response = client.post(save_path(token), NEW | {"password2": "别的"})
    assert response.status_code == 422
    assert "两次输入的密码不一样" in response.content.decode()
    assert client.get(path_of(token)).status_code == 200


def test_using_it_ends_all_sessions(client, staff):
    person = make_user(username="linxi")
    elsewhere = Client()
    elsewhere.post(reverse("account_login"), {"login": "linxi", "password": PASSWORD})
    assert elsewhere.get(reverse("accounts:profile")).status_code == 200
    client.post(save_path(services.issue_reset_link(person, by=staff)), NEW)
    assert elsewhere.get(reverse("accounts:profile")).status_code == 302


def test_it_opens_for_a_day_and_a_newer_one_closes_it(client, staff):
    person = make_user()
    first, second = (services.issue_reset_link(person, by=staff) for _ in range(2))
    assert client.get(path_of(first)).status_code == 404
    with time_machine.travel(timezone.now() + timedelta(hours=25)):
        assert client.get(path_of(second)).status_code == 404


def test_changing_the_password_closes_it(client, staff):
    person = make_user(username="linxi")
    token = services.issue_reset_link(person, by=staff)
    client.post(reverse("account_login"), {"login": "linxi", "password": PASSWORD})
    client.post(reverse("account_change_password"), {"oldpassword": PASSWORD, **NEW})
    assert client.get(path_of(token)).status_code == 404


def test_the_user_is_told_at_the_next_sign_in_and_led_on(client, staff):
    services.issue_reset_link(make_user(username="linxi"), by=staff)
    where = {"login": "linxi", "password": PASSWORD, "next": reverse("accounts:profile")}
    response = client.post(reverse("account_login"), where, follow=True)
    assert response.redirect_chain[0][0].startswith(reverse("accounts:notices"))
    assert "李梅" in response.content.decode()
    assert client.post(reverse("accounts:acknowledge"), {"next": reverse("accounts:profile")}).url == where["next"]
    assert not OneTimeLink.objects.untold().exists()


@pytest.mark.parametrize("is_superuser", [False, True])
def test_only_a_superusers_link_ends_the_second_step(client, is_superuser):
    person = make_user()
    TOTP.activate(person, "JBSWY3DPEHPK3PXP")
    client.force_login(make_user(is_staff=True, is_superuser=is_superuser))
    page = client.post(reverse("accounts:issue_reset_link", args=[person.pk]), {"ends_second_step": "on"})
    token = page.content.decode().split("/account/link/")[1].split("/")[0]
    client.post(save_path(token), NEW)
    assert Authenticator.objects.filter(user=person).exists() is not is_superuser


def test_next_leads_nowhere_else(client, staff):
    client.force_login(staff)
    response = client.post(reverse("accounts:acknowledge"), {"next": "https://elsewhere.example/"})
    assert response.url == reverse("reading:resume")


def test_the_token_itself_is_kept_nowhere(staff):
    token = services.issue_reset_link(make_user(), by=staff)
    assert token not in str(list(OneTimeLink.objects.values()))


def test_staff_behind_a_public_address_hand_out_that_address(client, staff, settings):
    settings.PUBLIC_URL = "http://192.168.1.5:8000"
    client.force_login(staff)
    page = client.post(reverse("accounts:issue_reset_link", args=[make_user().pk])).content.decode()
    assert ">http://192.168.1.5:8000/account/link/" in page
