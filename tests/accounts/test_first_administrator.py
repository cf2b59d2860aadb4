"""The link that makes the first administrator."""

from io import StringIO
from urllib.parse import urlsplit

import pytest
from django.core.management import call_command
from django.urls import reverse

from studyapp.accounts.models import User
from tests.factories import make_user

pytestmark = pytest.mark.django_db
GOOD = {"display_name": "李梅", "username": "limei", "password1": "绿茶-正好-八分烫", "password2": "绿茶-正好-八分烫"}


def printed(*arguments: str) -> str:
    out = StringIO()
    call_command("first_admin", *arguments, stdout=out, stderr=StringIO())
    return out.getvalue().strip()


def create_path(link: str) -> str:
    return urlsplit(link).path + "create/"


def test_the_link_names_the_address_that_was_given():
    assert printed("http://192.168.1.5:8000").startswith("http://192.168.1.5:8000/account/first/")


def test_the_first_administrator_is_made_and_signed_in(client):
    link = printed()
    assert client.get(urlsplit(link).path).status_code == 200
    client.post(create_path(link), GOOD)
    user = User.objects.get()
    assert user.is_superuser
    assert client.session["_auth_user_id"] == str(user.pk)


def test_it_opens_once(client):
    link = printed()
    client.post(create_path(link), GOOD)
    client.logout()
    User.objects.update(is_superuser=False)
    assert client.post(create_path(link), GOOD | {"username": "other"}).status_code == 404
    assert User.objects.count() == 1


def test_none_is_printed_when_there_is_an_administrator():
    make_user(is_superuser=True)
    assert printed() == ""


def test_it_dies_when_somebody_else_became_administrator(client):
    link = printed()
    make_user(is_superuser=True)
    assert client.get(urlsplit(link).path).status_code == 404
    assert client.post(create_path(link), GOOD).status_code == 404


def test_a_second_printing_closes_the_first(client):
    first, second = printed(), printed()
    assert client.get(urlsplit(first).path).status_code == 404
    assert client.get(urlsplit(second).path).status_code == 200


@pytest.mark.parametrize(
    "changes", [{"username": "林"}, {"display_name": ""}, {"password2": "别的"}, {"password1": "1"}]
)
def test_bad_input_is_explained(client, changes):
    response = client.post(create_path(printed()), GOOD | changes)
    assert response.status_code == 422
    assert 'aria-invalid="true"' in response.content.decode()


def test_only_post_creates(client):
    assert client.get(create_path(printed())).status_code == 405
    assert client.get(reverse("accounts:first_administrator", args=["guess"])).status_code == 404
