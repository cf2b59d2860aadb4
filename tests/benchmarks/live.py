"""What it takes when many listen to one server process while marks are made: how soon they hear, what each costs.

Run: python tests/benchmarks/live.py
Twenty marks and two changes of focus a second, each a request to the same server. Marks are merged, focus is not.
Measured from before that request to the browser. `notices/s`: merged ones, each of which makes a browser fetch.
"""

import asyncio
import json
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Awaitable
from itertools import pairwise
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from typing import TypeVar

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
CROWDS = 30, 100, 300, 1000
IDLE = 10  # seconds
MARKS = 20  # a second, and a tenth of that changes of focus
COMING = 20  # connections that are being made at a time
TICKS = os.sysconf("SC_CLK_TCK")
COLUMNS = (
    "people",
    "s to join",
    "kB each",
    "idle CPU",
    "busy CPU",
    "focus ms",
    "p95",
    "mark s",
    "max",
    "of",
    "notices/s",
)

Result = TypeVar("Result")


class Listener:
    """`heard`: the moment and the number of each notice, by kind."""

    def __init__(self) -> None:
        self.heard: dict[str, list[tuple[float, int]]] = {"focus": [], "marked": []}
        self.resyncs = 0

    async def begin(self, port: int, path: str, session: str, places: asyncio.Semaphore) -> None:
        async with places:
            self.reader, self.writer = await asyncio.open_connection("127.0.0.1", port)
            self.writer.write(asked("GET", path, session))
            while await self.reader.readline() != b"event: hello\n":
                pass
        self.task = asyncio.create_task(self.listen())

    async def listen(self) -> None:
        kind = ""
        while line := (await self.reader.readline()).decode():
            if line.startswith("event: "):
                kind = line[7:-1]
            elif line.startswith("data: ") and kind == "resync":
                self.resyncs += 1
            elif line.startswith("data: ") and kind in self.heard:
                self.heard[kind].append((perf_counter(), json.loads(line[6:])["version"]))

    async def end(self) -> None:
        self.writer.close()
        await asyncio.gather(self.task, return_exceptions=True)


def asked(method: str, path: str, session: str) -> bytes:
    words = f"{method} {path} HTTP/1.1\r\nHost: localhost\r\nCookie: sessionid={session}\r\nContent-Length: 0\r\n\r\n"
    return words.encode()


async def write(port: int, session: str, crowd: int, seconds: float) -> dict[str, list[float]]:
    """When each event was sent, by kind: the first has number 1."""
    sent: dict[str, list[float]] = {"focus": [], "marked": []}
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    begun = perf_counter()
    for count in range(int(MARKS * seconds)):
        for kind, topic in (("marked", "study"), ("focus", "meeting"))[: 2 if count % 10 == 0 else 1]:
            sent[kind].append(perf_counter())
            writer.write(asked("POST", f"/tell/{topic}-{crowd}/{kind}/{count % 60}/", session))
            answer = await reader.readuntil(b"\r\n\r\n")
            assert b" 204 " in answer, answer
        await asyncio.sleep(max(0.0, begun + (count + 1) / MARKS - perf_counter()))
    writer.close()
    return sent


async def crowd_of(size: int, served, group, sessions: list[str]) -> None:
    from studyapp.live.pace import window

    path = f"/listen/{group.pk}/study-{size}+meeting-{size}/"
    for listener in await joined(COMING, served, path, sessions):  # the first requests load half of the house
        await listener.end()
    begun, before = perf_counter(), memory(served)
    listeners = await joined(size, served, path, sessions)
    seconds, each = perf_counter() - begun, (memory(served) - before) / size
    idle, _ = await share_of_processor(served, asyncio.sleep(IDLE))
    busy, sent = await share_of_processor(served, write(served.port, sessions[0], size, max(IDLE, 1.2 * window(size))))
    await asyncio.sleep(window(size) + 1)
    focus = sorted(1000 * wait for listener in listeners for wait in waits(sent["focus"], listener.heard["focus"]))
    marks = sorted(wait for listener in listeners for wait in waits(sent["marked"], listener.heard["marked"]))
    notices = Counter(int(moment) for listener in listeners for moment, _ in listener.heard["marked"])
    print(
        f"{size:9}{seconds:10.1f}{each:10.0f}{idle:10.1%}{busy:10.1%}",
        f"{median(focus):9.0f}{quantiles(focus, n=20)[-1]:10.0f}{median(marks):10.2f}{marks[-1]:10.2f}",
        f"{window(size):9.2f}{max(notices.values()):10}  {faults(listeners, sent)}",
        flush=True,
    )
    for listener in listeners:
        await listener.end()
    await asyncio.sleep(1)


async def joined(size: int, served, path: str, sessions: list[str]) -> list[Listener]:
    listeners, places = [Listener() for _ in range(size)], asyncio.Semaphore(COMING)
    await asyncio.gather(
        *(one.begin(served.port, path, session, places) for one, session in zip(listeners, sessions, strict=False))
    )
    return listeners


def waits(sent: list[float], heard: list[tuple[float, int]]) -> list[float]:
    """Seconds from each event to the first notice that covers its number; what was never heard is left out."""
    found, place = [], 0
    for number, moment in enumerate(sent, 1):
        while place < len(heard) and heard[place][1] < number:
            place += 1
        found += [heard[place][0] - moment] if place < len(heard) else []
    return found


def faults(listeners: list[Listener], sent: dict[str, list[float]]) -> str:
    """How many events a listener never heard of (or was told that it had missed some), and how many twice."""
    missed, doubled = sum(listener.resyncs for listener in listeners), 0
    for listener in listeners:
        numbers = {kind: [number for _, number in heard] for kind, heard in listener.heard.items()}
        missed += len(set(range(1, len(sent["focus"]) + 1)) - set(numbers["focus"]))
        missed += len(sent["marked"]) - max(numbers["marked"], default=0)
        doubled += sum(later <= earlier for each in numbers.values() for earlier, later in pairwise(each))
    return f"{missed} missed, {doubled} doubled"


def memory(served) -> int:
    """kB."""
    status = Path(f"/proc/{served.process.pid}/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0])


async def share_of_processor(served, meanwhile: Awaitable[Result]) -> tuple[float, Result]:
    """Of one core."""
    begun, before = perf_counter(), ticks(served)
    result = await meanwhile
    return (ticks(served) - before) / TICKS / (perf_counter() - begun), result


def ticks(served) -> int:
    fields = Path(f"/proc/{served.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return int(fields[11]) + int(fields[12])


def main(folder: Path) -> None:
    from django.test import Client

    from tests.factories import join, make_group
    from tests.live.process import Served

    group, sessions = make_group(), []
    for _ in range(max(CROWDS)):
        client = Client()
        client.force_login(join(group))
        sessions.append(client.cookies["sessionid"].value)
    print("".join(f"{name:>10}" for name in COLUMNS)[1:], " faults")
    for crowd in CROWDS:
        with Served(folder) as served:
            asyncio.run(crowd_of(crowd, served, group, sessions))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"DJANGO_SETTINGS_MODULE": "studyapp.settings", "DATA_DIR": folder, "DEBUG": "0"}
        os.environ.pop("DATABASE_URL", None)
        import django
        from django.conf import settings
        from django.core.management import call_command

        settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
        django.setup()
        call_command("migrate", verbosity=0)
        main(Path(folder))
