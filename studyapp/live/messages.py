"""What goes over the wire: server-sent events."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

RETRY = 2_000  # milliseconds after which a browser comes back by itself


@dataclass(frozen=True)
class Message:
    """`cursor`: where the browser goes on when it hears nothing after this; empty leaves it where it was."""

    kind: str
    data: Mapping[str, Any] = field(default_factory=dict)
    cursor: str = ""

    def __str__(self) -> str:
        place = f"id: {self.cursor}\n" if self.cursor else ""
        return f"event: {self.kind}\n{place}data: {json.dumps(self.data, separators=(',', ':'))}\n\n"


def hello(cursor: str) -> str:
    """The first of a stream."""
    return f"retry: {RETRY}\n{Message('hello', cursor=cursor)}"


HERE = Message("here")  # for browsers to notice when it is missing
BYE = Message("bye")  # you may not listen (any more): do not come back
MOVED = Message("moved")  # too many pages of yours listen: come back when you are looked at
