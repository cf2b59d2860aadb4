"""Accounts in Django's admin."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from studyapp.accounts.models import User
from tests.factories import make_user

pytestmark = pytest.mark.django_db
LIST = "/admin/accounts/user/"


@pytest.fixture
def chief(client):
    chief = make_user(display_name="李梅", is_staff=True, is_superuser=True)
    client.force_login(chief)
    return chief


def change_path(user: User) -> str:
    return reverse("admin:accounts_user_change", args=[user.pk])


@pytest.mark.parametrize("path", ["/admin/", "/admin/login/"])
def test_the_admins_sign_in_is_ours(client, path):
    assert client.get(path, follow=True).redirect_chain[-1][0].startswith(reverse("account_login"))


def test_readers_are_kept_out(client):
    client.force_login(make_user())
    assert client.get("/admin/login/").status_code == 403


@pytest.mark.usefixtures("chief")
def test_people_are_found_by_what_they_are_called(client):
    make_user(username="linxi", display_name="林溪")
    assert "linxi" in client.get(LIST, {"q": "林溪"}).content.decode()


@pytest.mark.usefixtures("chief")
def test_nobody_is_deleted(client):
    user = make_user()
    assert client.post(f"{LIST}{user.pk}/delete/", {"post": "yes"}).status_code == 403
    assert User.objects.filter(pk=user.pk).exists()


@pytest.mark.usefixtures("chief")
def test_the_page_leads_to_the_reset_link_and_sets_no_password(client):
    user = make_user()
    page = client.get(change_path(user)).content.decode()
    assert reverse("accounts:reset_link", args=[user.pk]) in page
    assert client.get(f"{LIST}{user.pk}/password/").url == reverse("accounts:reset_link", args=[user.pk])


@pytest.mark.usefixtures("chief")
def test_anonymising_is_confirmed_first(client):
    user = make_user(display_name="林溪")
    post = {"action": "farewell", "_selected_action": [user.pk]}
    assert "林溪" in client.post(LIST, post).content.decode()
    assert User.objects.living().filter(pk=user.pk).exists()
    client.post(LIST, post | {"confirmed": "注销"})
    assert not User.objects.living().filter(pk=user.pk).exists()


def test_the_last_administrator_is_not_anonymised(client, chief):
    client.post(LIST, {"action": "farewell", "_selected_action": [chief.pk], "confirmed": "1"})
    assert User.objects.living().filter(pk=chief.pk).exists()


def test_staff_give_no_rights_away_and_leave_superusers_alone(client, chief):
    staff = make_user(is_staff=True)
    staff.user_permissions.set(Permission.objects.filter(content_type__app_label="accounts"))
    client.force_login(staff)
    assert 'name="is_superuser"' not in client.get(change_path(make_user())).content.decode()
    assert client.post(change_path(chief), {"username": "taken"}).status_code == 403


@pytest.mark.usefixtures("chief")
def test_an_account_is_made_here_when_sign_up_is_closed(client):
    form = {"username": "linxi", "display_name": "林溪", "usable_password": "false"}
    client.post(f"{LIST}add/", form)
    assert not User.objects.get(username="linxi").has_usable_password()


@pytest.mark.usefixtures("chief")
def test_secrets_are_not_on_show(client):
    assert client.get("/admin/mfa/authenticator/").status_code == 404
    assert client.get("/admin/usersessions/usersession/").status_code == 404


@pytest.mark.usefixtures("chief")
@pytest.mark.parametrize("path", ["/admin/", LIST, f"{LIST}add/"])
def test_the_strict_policy_has_nothing_to_block(client, path):
    response = client.get(path)
    page = response.content.decode()
    assert "unsafe" not in response.headers["Content-Security-Policy"]
    assert " style=" not in page
    assert " onclick=" not in page


def test_anonymising_several_does_all_of_them_or_none(client, chief):
    other = make_user()
    chosen = [other.pk, chief.pk]
    client.post(LIST, {"action": "farewell", "_selected_action": chosen, "confirmed": "1"})
    other.refresh_from_db()
    assert other.anonymised_at is None


def test_staff_do_not_move_the_mail_address_where_a_reset_link_goes(client):
    staff, person = make_user(is_staff=True), make_user(username="linxi", email="lin@tea.example")
    staff.user_permissions.set(Permission.objects.filter(content_type__app_label="accounts"))
    client.force_login(staff)
    form = {"username": "linxi", "display_name": "小溪", "email": "staff@tea.example", "time_zone": "Asia/Shanghai"}
    client.post(change_path(person), form | {"is_active": "on"})
    person.refresh_from_db()
    assert (person.display_name, person.email) == ("小溪", "lin@tea.example")


@pytest.mark.usefixtures("chief")
@pytest.mark.parametrize("key", ["²", "9" * 5000, str(2**63), "abc"])
def test_a_key_that_nobody_has_leads_nowhere(client, key):
    changed = client.get(f"{LIST}{key}/change/")
    assert changed.url == reverse("admin:index")  # where Django's admin tells that there is no such person
    assert client.get(f"{LIST}{key}/password/").status_code == 404
    assert client.post(f"{LIST}{key}/password/").status_code == 404
