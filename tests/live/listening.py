"""Reading a stream as a browser does."""

import json
from collections.abc import Callable, Iterable
from contextlib import closing
from typing import NamedTuple


class Heard(NamedTuple):
    kind: str
    cursor: str
    data: dict


def messages(text: str) -> list[Heard]:
    """Whole messages; comments and what browsers alone need are left out."""
    found = []
    for block in text.split("\n\n"):
        fields = dict(line.split(": ", 1) for line in block.split("\n") if ": " in line)
        if "event" in fields:
            found.append(Heard(fields["event"], fields.get("id", ""), json.loads(fields["data"])))
    return found


def heard_until(kind: str, client, path: str, then: Callable[[], object]) -> list[Heard]:
    """What a stream says up to this; then the browser leaves. `then` happens when the stream has begun."""
    with closing(client.get(path)) as response:
        parts = iter(response)
        text = next(parts).decode()
        then()
        while f"event: {kind}\n" not in text:
            text += next(parts).decode()
    return messages(text)


def heard(client, path: str, **headers: str) -> list[Heard]:
    """What a bounded stream says until it ends."""
    response = client.get(path, headers=headers)
    assert response.status_code == 200, response
    return messages(b"".join(response).decode())


def kinds(said: Iterable[Heard]) -> list[str]:
    return [message.kind for message in said]


def versions(said: Iterable[Heard]) -> list[int]:
    return [message.data["version"] for message in said if "version" in message.data]
