"""Every page of signing in wears our house, and says things kindly."""

import re

import pytest
from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.core import mail
from django.template.loader import render_to_string
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse

from studyapp.accounts import services
from tests.factories import PASSWORD, make_user

pytestmark = pytest.mark.django_db
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def allauth_names() -> list[str]:
    names = [name for name in get_resolver().reverse_dict if isinstance(name, str)]
    return sorted(name for name in names if name.startswith(("account_", "mfa_", "usersessions_")))


def is_ours(response) -> bool:
    page = response.content.decode()
    return "css/base.css" in page and 'id="main"' in page and " style=" not in page and "<script>" not in page


@pytest.mark.parametrize("signed_in", [False, True])
@pytest.mark.parametrize("has_mail", [False, True])
@pytest.mark.parametrize("name", allauth_names())
def test_every_page_of_allauth_is_ours(client, settings, name, has_mail, signed_in):
    settings.HAS_MAIL = has_mail
    settings.SIGN_UP = "open"
    user = make_user(username="linxi")
    if signed_in:
        client.post(reverse("account_login"), {"login": "linxi", "password": PASSWORD})
        if "recovery" in name or "deactivate" in name:
            TOTP.activate(user, SECRET)
            RecoveryCodes.activate(user)
    try:
        response = client.get(reverse(name))
    except NoReverseMatch:
        return  # the two with a key are opened below
    assert response.status_code in (200, 302)
    if response.status_code == 200 and response.headers["Content-Type"].startswith("text/html"):
        assert is_ours(response)


def test_a_mailed_reset_link_sets_a_password(client, settings):
    settings.HAS_MAIL = True
    settings.PUBLIC_URL = "https://tongdu.example"
    make_user(username="linxi", email="lin@tea.example")
    client.post(reverse("account_reset_password"), {"email": "lin@tea.example"})
    link = re.search(r"https://tongdu\.example(/\S+)", mail.outbox[0].body)
    assert link
    form = client.get(link[1], follow=True)
    assert is_ours(form)
    new = "河边-慢走-三里路"
    client.post(form.redirect_chain[-1][0], {"password1": new, "password2": new})
    assert client.login(username="linxi", password=new)


def test_an_unknown_mail_gets_the_same_answer_and_no_mail(client, settings):
    settings.HAS_MAIL = True
    response = client.post(reverse("account_reset_password"), {"email": "nobody@tea.example"}, follow=True)
    assert "链接已经寄出" in response.content.decode()
    assert not mail.outbox


def test_without_mail_the_reset_page_sends_to_an_administrator(client):
    page = client.get(reverse("account_reset_password")).content.decode()
    assert "请找管理员" in page
    assert "<form class=" not in page
    client.post(reverse("account_reset_password"), {"email": "lin@tea.example"})
    assert not mail.outbox


def test_a_spent_mailed_link_says_so(client):
    user = make_user()
    arguments = [user_pk_to_url_str(user), default_token_generator.make_token(user)[:-1] + "x"]
    response = client.get(reverse("account_reset_password_from_key", args=arguments))
    assert "链接已失效" in response.content.decode()


def test_a_mail_address_is_confirmed_behind_a_button(client, settings):
    settings.HAS_MAIL = True
    settings.ACCOUNT_EMAIL_VERIFICATION = "optional"
    user = make_user(username="linxi")
    client.post(reverse("account_login"), {"login": "linxi", "password": PASSWORD})
    asked = client.post(reverse("account_email"), {"action_add": "", "email": "lin@tea.example"})
    client.post(asked.url, {"password": PASSWORD})  # and the address is taken as it was typed
    link = re.search(r"http://testserver(/\S+)", mail.outbox[0].body)
    assert link
    assert is_ours(client.get(link[1]))
    client.post(link[1])
    assert EmailAddress.objects.get(user=user).verified


def test_too_many_are_asked_to_rest(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    client.post(reverse("account_login"), {"login": "a", "password": "b"})
    response = client.post(reverse("account_login"), {"login": "a", "password": "b"})
    assert response.status_code == 429
    assert "歇一会儿" in response.content.decode()
    assert is_ours(response)


def test_links_that_open_once_are_ours_too(client):
    staff = make_user(is_staff=True)
    token = services.issue_reset_link(make_user(), by=staff)
    assert is_ours(client.get(reverse("accounts:new_password", args=[token])))
    assert is_ours(client.get(reverse("accounts:new_password", args=["guess"])))
    first = services.first_administrator_link()
    response = client.get(reverse("accounts:first_administrator", args=[first]))
    assert is_ours(response)
    assert "no-store" in response.headers["Cache-Control"]


def test_visitors_see_what_this_is(client):
    response = client.get("/")
    page = response.content.decode()
    assert is_ours(response)
    assert reverse("account_login") in page
    assert reverse("groups:code") in page


def test_lost_pages_are_ours(client):
    response = client.get("/nowhere/")
    assert response.status_code == 404
    assert is_ours(response)


def test_the_page_of_a_failing_server_needs_no_database(django_assert_num_queries):
    with django_assert_num_queries(0):
        page = render_to_string("500.html")
    assert "css/base.css" in page
    assert " style=" not in page


def test_a_stale_form_is_explained():
    response = Client(enforce_csrf_checks=True).post(reverse("account_login"), {"login": "a"})
    assert response.status_code == 403
    assert "什么都没有改动" in response.content.decode()
