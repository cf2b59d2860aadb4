"""One's own account: name, clock, looks, sessions."""

from datetime import UTC, datetime

import pytest
from allauth.usersessions.models import UserSession
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from studyapp.accounts.middleware import signed_in_pages
from studyapp.accounts.templatetags.devices import device
from tests.factories import PASSWORD, make_user

pytestmark = pytest.mark.django_db
FORM = {"HTTP_ACCEPT": "text/html,*/*"}


@pytest.fixture
def user(client):
    user = make_user(username="linxi", display_name="林溪")
    client.post(reverse("account_login"), {"login": "linxi", "password": PASSWORD})
    return user


def test_strangers_sign_in_first(client):
    assert client.get(reverse("accounts:profile")).url.startswith(reverse("account_login"))


def test_the_page_shows_the_account(client, user):
    page = client.get(reverse("accounts:profile")).content.decode()
    assert "林溪" in page
    assert reverse("account_email") not in page  # no mail server, no mail


def test_with_mail_the_page_leads_to_it(client, user, settings):
    settings.HAS_MAIL = True
    assert reverse("account_email") in client.get(reverse("accounts:profile")).content.decode()


def test_name_and_time_zone_are_saved(client, user):
    client.post(reverse("accounts:save"), {"display_name": "小溪", "time_zone": "Asia/Urumqi"})
    user.refresh_from_db()
    assert (user.display_name, user.time_zone) == ("小溪", "Asia/Urumqi")


@pytest.mark.parametrize("changes", [{"display_name": ""}, {"time_zone": "Mars/Olympus"}, {"display_name": "长" * 41}])
def test_bad_input_is_explained_and_kept(client, user, changes):
    response = client.post(reverse("accounts:save"), {"display_name": "小溪", "time_zone": "Asia/Tokyo"} | changes)
    user.refresh_from_db()
    assert response.status_code == 422
    assert user.display_name == "林溪"


def test_a_script_saves_one_thing_and_gets_204(client, user):
    assert client.post(reverse("accounts:display"), {"theme": "night"}).status_code == 204
    user.refresh_from_db()
    assert (user.theme, user.text_size) == ("night", "medium")


def test_a_form_comes_back_to_where_it_stood(client, user):
    response = client.post(reverse("accounts:display"), {"leading": "loose", "next": "/library/"}, **FORM)
    assert response.url == "/library/"
    elsewhere = client.post(reverse("accounts:display"), {"leading": "loose", "next": "//elsewhere.example"}, **FORM)
    assert elsewhere.url == reverse("accounts:profile")


def test_an_unknown_look_is_refused(client, user):
    assert client.post(reverse("accounts:display"), {"theme": "neon"}).status_code == 422


def test_pages_of_the_signed_in_are_not_stored(client, user):
    assert "no-store" in client.get(reverse("accounts:profile")).headers["Cache-Control"]


def test_clocks_are_the_readers_own():
    request = RequestFactory().get("/")
    request.user = make_user(time_zone="Asia/Tokyo")
    noon = datetime(2026, 5, 1, 12, tzinfo=UTC)
    response = signed_in_pages(lambda _: HttpResponse(str(timezone.localtime(noon).hour)))(request)
    assert response.content == b"21"


def test_an_expired_sign_in_sends_the_whole_page_of_htmx_to_sign_in(client):
    headers = {"HTTP_HX_REQUEST": "true", "HTTP_HX_CURRENT_URL": "http://testserver/library/?q=茶"}
    response = client.get(reverse("accounts:profile"), **headers)
    assert response.status_code == 200
    assert response.headers["HX-Redirect"].startswith(reverse("account_login") + "?next=%2Flibrary%2F")


@pytest.mark.parametrize("odd", ["http://[bad", "http://testserver:port/", "//", "茶"])
def test_where_htmx_says_nonsense_about_the_page_it_is_sent_to_sign_in_all_the_same(client, odd):
    response = client.get(reverse("accounts:profile"), HTTP_HX_REQUEST="true", HTTP_HX_CURRENT_URL=odd)
    assert response.headers["HX-Redirect"] == reverse("account_login")


def test_another_sign_in_is_seen_and_ended(client, user):
    phone = Client(HTTP_USER_AGENT="Mozilla/5.0 (Linux; Android 14) MicroMessenger/8.0")
    phone.post(reverse("account_login"), {"login": "linxi", "password": PASSWORD})
    assert "微信 · Android" in client.get(reverse("usersessions_list")).content.decode()
    session = UserSession.objects.get(user_agent__contains="MicroMessenger")
    client.post(reverse("accounts:end_session", args=[session.pk]))
    assert phone.get(reverse("accounts:profile")).status_code == 302
    assert client.get(reverse("accounts:profile")).status_code == 200


def test_nobody_ends_anothers(client, user):
    other = Client()
    make_user(username="other")
    other.post(reverse("account_login"), {"login": "other", "password": PASSWORD})
    session = UserSession.objects.get(user__username="other")
    assert client.post(reverse("accounts:end_session", args=[session.pk])).status_code == 404


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/120.0 Safari/537.36 Edg/120.0", "Edge · Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Safari/604.1", "Safari · iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:115.0) Gecko/20100101 Firefox/115.0", "Firefox · Linux"),
        ("curl/8", "不知名的设备"),
    ],
)
def test_devices_are_named_as_their_owners_know_them(user_agent, name):
    assert device(user_agent) == name


@pytest.mark.parametrize(
    "onward", ["😀", "%", "http://[", "//[", "1.5", "x\ny", "//elsewhere.example/", "9" * 30, "login"]
)
def test_a_form_that_names_no_page_of_ours_leads_to_the_account(client, user, onward):
    answer = client.post(reverse("accounts:display"), {"theme": "night", "next": onward}, **FORM)
    assert answer.url == reverse("accounts:profile")
