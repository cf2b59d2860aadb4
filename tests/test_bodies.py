"""Plain forms stay short; what is refused is said, and costs nothing."""

import asyncio

import pytest
from django.urls import reverse

from studyapp.bodies import BODY_BYTES, PLAIN_FORM_BYTES, UPLOAD_PATH, URLENCODED, measured
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def test_a_long_plain_form_is_refused_in_words(client):
    body = b"login=" + b"%E8%8C%B6" * (PLAIN_FORM_BYTES // 9)
    response = client.post(reverse("account_login"), body, content_type=URLENCODED)
    assert response.status_code == 413
    assert "内容太长了" in response.content.decode()


@pytest.mark.parametrize("charset", ["punycode", "unicode_escape", "zlib", "gb18030"])
def test_a_form_in_a_strange_encoding_is_refused_unread(client, charset):
    client.raise_request_exception = False
    kind = f"multipart/form-data; boundary=x; charset={charset}"
    body = b'--x\r\nContent-Disposition: form-data; name="login"\r\n\r\n\\ud800\r\n--x--\r\n'
    assert client.generic("POST", reverse("account_login"), body, content_type=kind).status_code == 400


def test_a_usual_form_passes(client):
    response = client.post(reverse("account_login"), b"login=x", content_type=URLENCODED)
    assert response.status_code == 200


def test_what_cannot_be_understood_is_said_without_asking_anything(client, django_assert_num_queries):
    client.raise_request_exception = False
    with django_assert_num_queries(0):
        response = client.get("/", headers={"host": "elsewhere.example"})
    assert response.status_code == 400
    page = response.content.decode()
    assert "这个请求看不懂" in page
    assert "csrfmiddlewaretoken" not in page


def ask(chunks, *, path="/account/login/", length=None, kind="application/octet-stream"):
    """What an application behind the meter reads of a body that comes in these chunks, and the status it ends with."""
    read, sent, waiting = [], [], list(chunks)
    headers = [(b"content-type", kind.encode())] + ([(b"content-length", str(length).encode())] if length else [])

    async def receive():
        return {"type": "http.request", "body": waiting.pop(0), "more_body": bool(waiting)}

    async def send(message):
        sent.append(message)

    async def application(scope, receive, send):
        while (message := await receive())["type"] == "http.request":
            read.append(message["body"])
            if not message["more_body"]:
                await send({"type": "http.response.start", "status": 200})
                return

    asyncio.run(measured(application)({"type": "http", "path": path, "headers": headers}, receive, send))
    return read, sent[0]["status"]


PIECE = bytes(BODY_BYTES // 2)


def test_a_body_that_says_it_is_too_long_is_not_read():
    assert ask([PIECE], length=BODY_BYTES + 1) == ([], 413)


def test_one_that_says_nothing_is_read_until_it_is_too_long():
    read, status = ask([PIECE, PIECE, b"x", PIECE])
    assert (len(read), status) == (2, 413)


def test_files_may_be_longer():
    assert ask([PIECE, PIECE, b"x"], path=UPLOAD_PATH)[1] == 200


def test_a_plain_form_in_chunks_must_be_short_too():
    assert ask([bytes(PLAIN_FORM_BYTES), b"x"], kind=URLENCODED)[1] == 413
    assert ask([bytes(PLAIN_FORM_BYTES)], kind=URLENCODED)[1] == 200


def test_the_upload_s_address_is_the_one_that_may():
    assert reverse("importing:take_files") == UPLOAD_PATH


def test_who_is_signed_in_stays_so_on_the_page_that_refuses(client):
    client.force_login(make_user(display_name="林溪"))
    body = b"x=" + bytes(PLAIN_FORM_BYTES)
    page = client.post(reverse("accounts:save"), body, content_type=URLENCODED).content.decode()
    assert "林溪" in page
