"""The switch to the other language, for everybody and everywhere."""

import pytest
from django.urls import reverse

from tests.factories import make_invitation, make_user

pytestmark = pytest.mark.django_db
SWITCH = reverse("set_language")


def test_a_visitor_stays_on_the_page_in_the_other_language(client):
    login = reverse("account_login")
    response = client.post(SWITCH, {"language": "en", "next": login}, follow=True)
    assert response.redirect_chain == [(login, 302)]
    assert 'lang="en"' in response.content.decode()


def test_an_invitation_is_not_lost(client):
    page = reverse("invitations:show", args=[make_invitation().token])
    assert client.post(SWITCH, {"language": "en", "next": page}).headers["Location"] == page


def test_it_leads_to_no_other_site(client):
    response = client.post(SWITCH, {"language": "en", "next": "https://elsewhere.example/"})
    assert "elsewhere" not in response.headers["Location"]


def test_its_address_opened_by_hand_leads_home(client):
    client.force_login(make_user())
    assert client.get(SWITCH).headers["Location"] == "/"
