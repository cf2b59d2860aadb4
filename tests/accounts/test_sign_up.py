"""Signing up: open, by invitation, closed."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext, override

from studyapp.accounts.models import LEFT, User
from tests.factories import make_user
from tests.simultaneous import at_once

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
        ({"display_name": "\u3164\u2800"}, "写一个别人看得见的称呼"),
        ({"display_name": "已离开的成员"}, "这个称呼留给"),
        ({"display_name": "已 离开的·成员"}, "这个称呼留给"),
        ({"username": "㍿" * 150}, "150"),
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


def test_by_invitation_nobody_signs_up_without_one(client):
    assert "这里不开放注册" in sign_up(client).content.decode()
    assert not User.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("is_open")
def test_of_six_who_choose_one_name_at_once_five_are_told_that_it_is_taken():
    browsers = [Client() for _ in range(6)]
    answers = at_once(*[lambda browser=browser: sign_up(browser) for browser in browsers])
    refused = [answer.content.decode() for answer in answers if answer.status_code == 200]
    assert sum(answer.status_code == 302 for answer in answers) == 1
    assert sum("这个用户名已经有人用了" in page for page in refused) == 5
    assert User.objects.count() == 1


@pytest.mark.usefixtures("is_open")
def test_the_name_of_who_has_left_is_kept_in_every_language(client):
    with override("en"):
        shown = gettext(LEFT)
    assert "这个称呼留给" in sign_up(client, display_name=shown.upper()).content.decode()


@pytest.mark.usefixtures("is_open")
def test_a_name_is_measured_as_it_is_kept(client):
    """U+0958 becomes two characters in NFC: forty typed are eighty kept, which the column would not take."""
    assert "aria-invalid" in sign_up(client, display_name="\u0958" * 40).content.decode()
    assert sign_up(client, display_name="茶" + "\u200b" * 60 + "社").status_code == 302
    assert str(User.objects.get()) == "茶社"
