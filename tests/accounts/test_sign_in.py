"""Signing in: by name or mail, with a second step, on a shared computer, and how often one may guess."""

from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from studyapp.accounts.models import User
from tests.factories import PASSWORD, make_user

pytestmark = pytest.mark.django_db
SIGN_IN = "/account/login/"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def sign_in(client, login, password=PASSWORD, **more):
    return client.post(SIGN_IN, {"login": login, "password": password, **more})


def signed_in_as(client) -> User | None:
    pk = client.session.get("_auth_user_id")
    return User.objects.get(pk=pk) if pk else None


@pytest.mark.parametrize("login", ["林溪", "Linxi", "linxi", "ｌｉｎｘｉ", "lin@tea.example", "LIN@tea.example"])
def test_name_and_mail_both_sign_in(client, login):
    make_user(username="林溪" if login == "林溪" else "linxi", email="lin@tea.example")
    response = sign_in(client, login)
    assert response.status_code == 302
    assert response.url == reverse("reading:resume")


def test_a_wrong_password_is_said_beside_the_field_and_the_login_stays(client):
    make_user(username="林溪")
    page = sign_in(client, "林溪", "错的").content.decode()
    assert "用户名或密码不对" in page
    assert 'value="林溪"' in page
    assert 'aria-invalid="true" aria-describedby="id_password_error"' in page


def test_an_unknown_name_gets_the_same_answer_as_a_wrong_password(client):
    assert "用户名或密码不对" in sign_in(client, "没有这个人").content.decode()


def test_the_sixth_guess_is_refused_even_when_right(client):
    make_user(username="linxi")
    for _ in range(5):
        sign_in(client, "linxi", "猜")
    assert "过五分钟再来" in sign_in(client, "linxi").content.decode()
    with time_machine.travel(timedelta(minutes=6) + timezone.now()):
        assert sign_in(client, "linxi").status_code == 302


def test_guesses_are_counted_in_the_database_where_all_processes_see_them(client):
    make_user(username="linxi")
    sign_in(client, "linxi", "猜")
    cache.close()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM cache WHERE cache_key LIKE %s", ["%login_failed%"])
        assert cursor.fetchone()[0] == 2  # one for the login, one for the address


def test_a_sign_in_lasts_ninety_days(client):
    make_user(username="linxi")
    cookie = sign_in(client, "linxi").cookies["sessionid"]
    assert cookie["max-age"] == 90 * 24 * 60 * 60


def test_on_a_shared_computer_it_ends_with_the_browser(client):
    make_user(username="linxi")
    assert sign_in(client, "linxi", shared="on").cookies["sessionid"]["max-age"] == ""


def test_who_is_switched_off_is_told_so(client):
    make_user(username="linxi", is_active=False)
    assert sign_in(client, "linxi").url == reverse("account_inactive")


def code_now() -> str:
    return format_hotp_value(hotp_value(SECRET, list(yield_hotp_counters_from_time())[1]))


def test_the_second_step_is_asked_for(client):
    user = make_user(username="linxi")
    TOTP.activate(user, SECRET)
    assert sign_in(client, "linxi").url == reverse("mfa_authenticate")
    assert signed_in_as(client) is None
    assert "验证码不对" in client.post(reverse("mfa_authenticate"), {"code": "000000"}).content.decode()
    client.post(reverse("mfa_authenticate"), {"code": code_now()})
    assert signed_in_as(client) == user


def test_the_shared_computer_is_remembered_through_the_second_step(client):
    TOTP.activate(make_user(username="linxi"), SECRET)
    sign_in(client, "linxi", shared="on")
    client.post(reverse("mfa_authenticate"), {"code": code_now()})
    assert client.session.get_expire_at_browser_close()


def test_a_recovery_code_signs_in_once(client):
    user = make_user(username="linxi")
    TOTP.activate(user, SECRET)
    code = RecoveryCodes.activate(user).get_unused_codes()[0]
    sign_in(client, "linxi")
    client.post(reverse("mfa_authenticate"), {"code": code})
    assert signed_in_as(client) == user
    client.logout()
    sign_in(client, "linxi")
    assert "验证码不对" in client.post(reverse("mfa_authenticate"), {"code": code}).content.decode()


def test_turning_the_second_step_on_asks_for_the_password_and_shows_a_drawing_without_data_urls(client):
    make_user(username="linxi")
    sign_in(client, "linxi")
    with time_machine.travel(timedelta(hours=1) + timezone.now()):
        asked = client.get(reverse("mfa_activate_totp"))
        assert asked.url.startswith(reverse("account_reauthenticate"))
        page = client.post(asked.url, {"password": PASSWORD, "next": reverse("mfa_activate_totp")}, follow=True)
    assert "<svg" in page.content.decode()
    assert "data:image" not in page.content.decode()
