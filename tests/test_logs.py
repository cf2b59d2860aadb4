"""The log tells which page failed and nothing that opens one."""

import logging

import pytest
from django.test import Client
from django.urls import reverse
from uvicorn.logging import AccessFormatter

from studyapp.accounts import services
from studyapp.meetings.codes import current_code, link_token
from tests.factories import make_invitation, make_meeting, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def secrets() -> dict[str, str]:
    """Addresses that open once or to whom they were sent, each with the secret in it."""
    tokens = {
        "accounts:new_password": services.issue_reset_link(make_user(), by=make_user(is_staff=True)),
        "accounts:save_new_password": services.issue_reset_link(make_user(), by=make_user(is_staff=True)),
        "accounts:first_administrator": services.first_administrator_link(),
        "accounts:create_first_administrator": services.first_administrator_link(),
        "invitations:show": make_invitation().token,
        "invitations:accept": make_invitation().token,
        "account_confirm_email": "MQ:1tEa:leaf",
    }
    paths = {reverse(name, args=[token]): token for name, token in tokens.items()}
    meeting = make_meeting()
    paths[reverse("meetings:join", args=[meeting.pk, link_token(meeting.nonce)])] = link_token(meeting.nonce)
    paths[reverse("meetings:check_in", args=[meeting.pk, current_code(meeting.nonce)])] = current_code(meeting.nonce)
    return paths | {reverse("account_reset_password_from_key", args=["1x", "d2-leaf"]): "d2-leaf"}


def test_a_refused_method_is_logged_without_the_token(client, secrets, caplog):
    for path in secrets:
        client.delete(path)
    assert caplog.text.count("Method Not Allowed (DELETE): /") >= 6
    assert [token for token in secrets.values() if token in caplog.text] == []


def test_a_page_that_is_not_found_is_logged_without_the_token(client, caplog):
    client.get("/account/link/leaf-of-tea/")
    client.get("/i/leaf-of-tea")
    assert "Not Found: /account/link/…/" in caplog.text
    assert "leaf-of-tea" not in caplog.text


def test_a_stale_form_is_logged_without_the_token(secrets, caplog):
    browser = Client(enforce_csrf_checks=True)
    for path in secrets:
        browser.post(path, headers={"Origin": "https://elsewhere.example"})
    assert "Forbidden (Origin checking failed" in caplog.text
    assert [token for token in secrets.values() if token in caplog.text] == []


def test_the_servers_own_lines_hold_no_token_and_keep_their_shape(secrets, caplog):
    caplog.set_level(logging.INFO, "uvicorn.access")
    for path in secrets:
        asked = ("127.0.0.1:4000", "GET", f"{path}?next=/", "1.1", 404)
        logging.getLogger("uvicorn.access").info('%s - "%s %s HTTP/%s" %d', *asked)
    written = "\n".join(map(AccessFormatter("%(request_line)s %(status_code)s").format, caplog.records))
    assert '"GET /i/…/?next=/ HTTP/1.1" 404' in caplog.text
    assert "GET /account/first/…/create/?next=/ HTTP/1.1 404" in written
    assert [token for token in secrets.values() if token in caplog.text + written] == []


def test_what_was_looked_for_among_ones_notes_is_not_logged(caplog):
    caplog.set_level(logging.INFO, "uvicorn.access")
    for path in ("/notebook/?q=leaf-of-tea&page=2", "/notebook/delete/?tag=leaf-of-tea"):
        asked = ("127.0.0.1:4000", "GET", path, "1.1", 200)
        logging.getLogger("uvicorn.access").info('%s - "%s %s HTTP/%s" %d', *asked)
    assert '"GET /notebook/?… HTTP/1.1" 200' in caplog.text
    assert "leaf-of-tea" not in caplog.text


def test_other_addresses_are_logged_whole(client, caplog):
    client.get("/library/999/i")
    client.get("/account/people/7/link/")
    client.get("/nowhere/")
    assert "Not Found: /nowhere/" in caplog.text
    assert "…" not in caplog.text
