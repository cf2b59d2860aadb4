"""How far somebody has heard: "study-3:57,user-5:2", the last number of each topic."""

import re
from collections.abc import Iterable, Mapping

from django.contrib.auth.models import AnonymousUser

from studyapp.accounts.models import User
from studyapp.live.models import Topic

LENGTH = 4_000  # characters; what is longer did not come from here
PLACE = re.compile(r"([a-z]+-[0-9a-z-]+):(\d{1,15})")

Positions = dict[str, int]


def written(positions: Mapping[str, int]) -> str:
    return ",".join(f"{topic}:{number}" for topic, number in positions.items())


def parsed(cursor: str) -> Positions:
    """Whatever cannot be read is left out: such topics begin now."""
    places = map(PLACE.fullmatch, cursor[:LENGTH].split(","))
    return {place[1]: int(place[2]) for place in places if place}


def newer(*cursors: str) -> Positions:
    """Topic by topic the one that is further on."""
    found: Positions = {}
    for topic, number in (place for cursor in cursors for place in parsed(cursor).items()):
        found[topic] = max(number, found.get(topic, 0))
    return found


def own_topic(user: User | AnonymousUser) -> str:
    """On which somebody's changes of rights are told; a guest has none."""
    return f"user-{user.pk}" if user.pk else ""


def with_own(topics: Iterable[str], user: User | AnonymousUser) -> list[str]:
    return list(dict.fromkeys(filter(None, [*topics, own_topic(user)])))


def present(topics: Iterable[str]) -> Positions:
    """The last number of each topic now; nothing was ever said on most."""
    names = list(topics)
    numbers = dict(Topic.objects.filter(name__in=names).values_list("name", "number"))
    return {name: numbers.get(name, 0) for name in names}


def current_cursor(topics: Iterable[str], user: User | AnonymousUser) -> str:
    """For a page to take before it reads its rows: a stream that begins there misses nothing."""
    return written(present(with_own(topics, user)))
