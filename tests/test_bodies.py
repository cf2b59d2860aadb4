"""Plain forms stay short; what is refused is said, and costs nothing."""

import pytest
from django.urls import reverse

from studyapp.bodies import URLENCODED, URLENCODED_BYTES

pytestmark = pytest.mark.django_db


def test_a_long_plain_form_is_refused_in_words(client):
    body = b"login=" + b"%E8%8C%B6" * (URLENCODED_BYTES // 9)
    response = client.post(reverse("account_login"), body, content_type=URLENCODED)
    assert response.status_code == 413
    assert "内容太长了" in response.content.decode()


def test_one_that_does_not_say_how_long_it_is_is_refused(client):
    response = client.post(
        reverse("account_login"), b"login=x", content_type=URLENCODED, headers={"Transfer-Encoding": "chunked"}
    )
    assert response.status_code == 413


def test_a_usual_form_passes(client):
    response = client.post(reverse("account_login"), b"login=x", content_type=URLENCODED)
    assert response.status_code == 200
