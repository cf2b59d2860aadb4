"""How tests ask for acts on notes and replies: as a plain form, or as htmx does."""

from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from studyapp.annotations.models import Annotation, Reply

HTMX = {"HX-Request": "true"}


def look(client: Client, name: str, thing: Annotation | Reply, query: str = "", **headers: Any) -> HttpResponse:
    return client.get(reverse(f"annotations:{name}", args=[thing.pk]) + query, **headers)


def act(client: Client, name: str, thing: Annotation | Reply, data: dict | None = None, **headers: Any) -> HttpResponse:
    return client.post(reverse(f"annotations:{name}", args=[thing.pk]), data or {}, **headers)


def page(client: Client, note: Annotation, query: str = "") -> str:
    """The thread as the one who is signed in sees it."""
    answer = look(client, "thread", note, query)
    assert answer.status_code == 200
    return answer.content.decode()


def by(client: Client, user: object) -> Client:
    client.force_login(user)
    return client


def now(thing: Any) -> Any:
    thing.refresh_from_db()
    return thing
