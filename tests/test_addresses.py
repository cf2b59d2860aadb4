"""Addresses that nobody made: numbers beyond every row are not found, whatever the page."""

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.converters import IntConverter

from tests.factories import make_user
from tests.house import allow_none

LARGE = ["9" * 18, str(2**63 - 1), str(2**63), "9" * 40, "9" * 5000]


def numbered(resolver: URLResolver, before: str = "") -> list[tuple[str, URLPattern]]:
    """Each of our addresses that holds a number, as it is written in urls.py."""
    found = []
    for entry in resolver.url_patterns:
        route = f"{before}{entry.pattern}"
        if isinstance(entry, URLResolver):
            found += numbered(entry, route)
        elif any(isinstance(converter, IntConverter) for converter in entry.pattern.converters.values()):
            found.append((route, entry))
    return [(route, entry) for route, entry in found if entry.callback.__module__.startswith("studyapp.")]


NUMBERED = numbered(get_resolver())
# What is answered alike for every number, whether there is a row or not.
SAID = {
    "meetings/<number:pk>/check-in/<str:code>/": (410, 405),
    "meetings/<number:pk>/guest/": (405, 410),
    "meetings/<number:pk>/leave/": (405, 302),
    "meetings/<number:pk>/live/": (200, 405),
    "meetings/<number:pk>/screen/live/": (200, 405),
    "read/<number:article_pk>/live/": (200, 405),
}


def with_numbers(route: str, number: str) -> str:
    parts = route.split("/")
    return "/" + "/".join(number if part.startswith("<") and ":" in part else part for part in parts)


def test_there_are_some():
    assert len(NUMBERED) > 30


def test_numbers_are_such_as_a_row_can_have():
    allow_none(route for route, _ in NUMBERED if "<int:" in route)


@pytest.mark.django_db
@pytest.mark.parametrize("number", LARGE, ids=lambda number: f"{len(number)} digits {number[-1]}")
def test_larger_ones_are_not_found(client, number):
    """But for pages that a browser or a guest asks without a right: they are told farewell, or that a code ran out."""
    client.force_login(make_user(is_staff=True, is_superuser=True))
    paths = {with_numbers(route, number): route for route, _ in NUMBERED}
    answers = {path: (client.get(path).status_code, client.post(path).status_code) for path in paths}
    odd = {paths[path]: codes for path, codes in answers.items() if set(codes) - {404, 405} or 404 not in codes}
    assert {route: codes for route, codes in odd.items() if codes != SAID.get(route)} == {}
