"""Every address that there is, for tests that go everywhere: a new one is walked to without being named."""

import re
from collections.abc import Iterator, Sequence
from itertools import product
from typing import NamedTuple
from urllib.parse import quote

from django.urls import URLResolver, get_resolver

PLACE = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>[^()]*\)")  # of a value, in a route or in a regular expression


class Address(NamedTuple):
    """`name` as in `reverse`, or the route where it has none; `route` from the root, its `<number:pk>` still in it."""

    name: str
    route: str

    @property
    def values(self) -> list[str]:
        """The names of the values that it is made with."""
        return [route or pattern for route, pattern in PLACE.findall(self.route)]

    def made_with(self, values: Sequence[object]) -> str:
        """The path, with a value for each name."""
        given = iter(values)
        return "/" + PLACE.sub(lambda _: quote(str(next(given))), self.route)

    def paths(self, choices: dict[str, Sequence[object]]) -> list[str]:
        """The paths with every combination of the values."""
        return [self.made_with(values) for values in product(*(choices[name] for name in self.values))]


def every_address(resolver: URLResolver | None = None, root: str = "", space: str = "") -> Iterator[Address]:
    for entry in (resolver or get_resolver()).url_patterns:
        route = root + str(entry.pattern).removeprefix("^").removesuffix("$")
        if isinstance(entry, URLResolver):
            yield from every_address(entry, route, f"{space}{entry.namespace}:" if entry.namespace else space)
        else:
            yield Address(f"{space}{entry.name}" if entry.name else route, route)
