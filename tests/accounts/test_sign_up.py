"""Signing up: open, by invitation, closed."""

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.urls import reverse

from studyapp.accounts.models import User
from studyapp.accounts.signup import let_in
from tests.factories import make_user

pytestmark = pytest.mark.django_db
GOOD = {
    "display_name": " 林  溪 ",
    "username": "林溪",
    "password1": "绿茶-正好-八分烫",
    "password2": "绿茶-正好-八分烫",
}


@pytest.fixture
def is_open(settings):
    settings.SIGN_UP = "open"


def sign_up(client, **changes):
    return client.post(reverse("account_signup"), GOOD | changes)


@pytest.mark.usefixtures("is_open")
def test_a_new_reader_is_signed_in_under_the_name_that_others_see(client):
    assert sign_up(client).status_code == 302
    assert str(User.objects.get(username="林溪")) == "林 溪"
    assert "_auth_user_id" in client.session


@pytest.mark.usefixtures("is_open")
@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"username": "林"}, "至少"),
        ({"username": "lin@tea"}, "用户名里不能有 @"),
        ({"username": "LINXI"}, "这个用户名已经有人用了"),
        ({"username": "ｌｉｎｘｉ"}, "这个用户名已经有人用了"),
        ({"password2": "别的"}, "密码"),
        ({"password1": "12345678", "password2": "12345678"}, "密码"),
        ({"display_name": "\u200b"}, "写一个别人看得见的称呼"),
        ({"display_name": "已离开的成员"}, "这个称呼留给"),
    ],
)
def test_what_is_wrong_is_explained_and_nobody_is_made(client, changes, words):
    make_user(username="linxi")
    page = sign_up(client, **changes).content.decode()
    assert words in page
    assert 'aria-invalid="true"' in page
    assert User.objects.count() == 1


@pytest.mark.usefixtures("is_open")
def test_without_a_mail_server_no_mail_is_asked_for(client):
    assert 'type="email"' not in client.get(reverse("account_signup")).content.decode()


@pytest.mark.usefixtures("is_open")
def test_a_mail_that_is_taken_is_refused_kindly(client, settings):
    settings.ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*", "password2*"]
    settings.ACCOUNT_EMAIL_VERIFICATION = "optional"
    make_user(email="lin@tea.example")
    assert "已经有人用了" in sign_up(client, email="Lin@tea.example").content.decode()
    assert User.objects.count() == 1


def test_by_invitation_only_whoever_opened_one_may_sign_up_and_only_once(client):
    assert sign_up(client).status_code == 200
    assert not User.objects.exists()
    open_an_invitation(client)
    sign_up(client)
    assert User.objects.filter(username="林溪").exists()
    client.logout()
    sign_up(client, username="另一个")
    assert not User.objects.filter(username="另一个").exists()


def test_closed_means_closed_with_an_invitation_too(client, settings):
    settings.SIGN_UP = "closed"
    open_an_invitation(client)
    assert "不开放注册" in sign_up(client).content.decode()
    assert not User.objects.exists()


def open_an_invitation(client) -> None:
    session: SessionStore = client.session
    let_in(type("Request", (), {"session": session})())  # what groups do when a valid invitation is opened
    session.save()
    client.cookies["sessionid"] = session.session_key
