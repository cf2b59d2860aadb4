"""A member's room as its scripts behave, without a screen.

The model, module by module; a paragraph's place stands for the scrolling:
* live-stream.js: one stream; broken or refused, it comes back with its cursor after 1 to 3 s.
* meeting-room.js: follows the focus; one page of ten was scrolled elsewhere and stays there.
* live-text.js: a notice of marks names paragraphs. Those on the screen or near it (6 before and after; what was marked
  lies within 8 of the focus) are asked for within 200 ms, in one fetch; what is farther away comes along with it.
* meeting-parts.js: what an event changes is asked for in one fetch, the pages spread over 80 ms for every person there.
  Seven pages of ten are phones, where panels lie folded away and only the strips above and below the text show; a hand
  that is not one's own is not on them.
* meeting-here.js: following is said once, the pages spread over 2.5 s or 40 ms for every person; so is another place.
Each fetch is a connection of its own: browsers keep one for seconds, and pages ask more rarely than that.
"""

import asyncio
import json
import random
from contextlib import suppress
from time import time

from tests.benchmarks.meeting.hall import LINES, Hall, start_of

NEAR = 6  # paragraphs around the one that is read, on the screen or close to it
SPREAD = 0.2
HERE = 2.5
EACH_HERE = 0.04
EACH = 0.08  # seconds for each person present
CALM = 4  # times as long for who comes and goes
PHONES = 0.7
AWAY = 0.1
PATIENCE = 30
AFTER = {  # as in meeting-parts.js, for who does not lead
    "agenda": {"agenda", "now"}, "floor": {"floor", "hands", "bottom"}, "hands": {"hands", "bottom"},
    "poll": {"poll", "bottom"}, "turns": {"turns"}, "people": {"now"}, "lead": {"status"},
}  # fmt: skip
PAGES = {"room", "reading"}  # opened by somebody
STRIPS = {"now", "status", "bottom"}
TOKEN = "x" * 32


class Site:
    """Where the pages ask, and what was asked there: (moment, kind, seconds, status)."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.asked: list[tuple[float, str, float, int]] = []

    async def ask(self, kind: str, path: str, session: str, fields: dict[str, object] | None = None) -> bytes:
        """The head of the answer; the body is read to its end. Nothing when the server is away."""
        begun, head, status = time(), b"", 0
        with suppress(OSError, asyncio.IncompleteReadError, TimeoutError):
            async with asyncio.timeout(PATIENCE):
                reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
                try:
                    writer.write(request(kind, path, session, fields))
                    head = await reader.readuntil(b"\r\n\r\n")
                    await reader.read()
                    status = int(head.split()[1])
                finally:
                    writer.close()
        self.asked.append((begun, kind, time() - begun, status))
        return head


def request(kind: str, path: str, session: str, fields: dict[str, object] | None = None) -> bytes:
    """A stream stays open; scripts say that they are scripts."""
    body = "&".join(f"{name}={value}" for name, value in (fields or {}).items())
    lines = [
        f"{'GET' if fields is None else 'POST'} {path} HTTP/1.1",
        "Host: localhost",
        f"Cookie: sessionid={session}; csrftoken={TOKEN}",
        *(["HX-Request: true"] if kind not in {*PAGES, "live"} else []),
        *(["Connection: close"] if kind != "live" else []),
        *([f"X-CSRFToken: {TOKEN}", "Content-Type: application/x-www-form-urlencoded"] if fields is not None else []),
        f"Content-Length: {len(body.encode())}",
    ]
    return ("\r\n".join(lines) + f"\r\n\r\n{body}").encode()


class Page:
    """`heard`: (moment, topic, kind, number) of each notice. `shown`: (moment, number) up to which marks are shown."""

    def __init__(self, hall: Hall, site: Site, session: str, number: int) -> None:
        self.hall, self.site, self.session = hall, site, session
        self.is_phone = number % 10 < 10 * PHONES
        self.is_away = number % 10 == int(10 * AWAY) * 9
        self.place = random.randrange(1, LINES) if self.is_away else 1
        self.cursor, self.moves, self.failures = "", 0, 0
        self.heard: list[tuple[float, str, str, int]] = []
        self.shown: list[tuple[float, int]] = []
        self.joined: list[tuple[float, float]] = []  # when connected, when greeted
        self.ends: list[str] = []
        self.stale: set[int] = set()
        self.marks, self.due = 0, set()
        self.waiting: set[object] = set()
        self.greeted = asyncio.Event()
        self.tasks: set[asyncio.Task] = set()
        self.begin(self.stay())

    def begin(self, what) -> None:
        task = asyncio.create_task(what)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    async def end(self) -> None:
        for task in list(self.tasks):
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)

    async def stay(self) -> None:
        while True:
            with suppress(OSError, asyncio.IncompleteReadError):
                await self.listen()
            self.greeted.clear()
            await asyncio.sleep(1 + random.random() * 2)
            self.failures += 1

    async def listen(self) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.site.port)
        connected, kind = time(), ""
        try:
            path = f"{self.hall.paths['live']}?cursor={self.cursor}"
            writer.write(request("live", path, self.session))
            while line := (await reader.readline()).decode():
                if line.startswith("event: "):
                    kind = line[7:-1]
                elif line.startswith("id: "):
                    self.cursor = line[4:-1]
                elif line.startswith("data: "):
                    self.hear(kind, json.loads(line[6:]), connected)
        finally:
            writer.close()

    def hear(self, kind: str, data: dict, connected: float) -> None:
        if kind == "hello":
            self.joined.append((connected, time()))
            if len(self.joined) == 1:
                self.later(self.tell_place, max(HERE, EACH_HERE * len(self.hall.sessions)))
            self.greeted.set()
        elif kind in {"resync", "bye", "moved"}:
            self.ends.append(kind)
        elif "version" in data:
            self.heard.append((time(), data["topic"], kind, data["version"]))
            self.notice(kind, data)

    def notice(self, kind: str, data: dict) -> None:
        if kind == "focus":
            self.moves = max(self.moves, data["moves"])
            self.place = self.place if self.is_away else data["paragraph"]
        elif kind == "marked":
            self.marks = data["version"]
            self.stale |= set(data.get("paragraphs", range(1, LINES + 1)))
            if any(abs(number - self.place) <= NEAR for number in self.stale):
                self.later(self.take_paragraphs, SPREAD)
            else:
                self.shown.append((time(), self.marks))
        elif parts := self.parts_after(kind):
            self.due |= parts
            self.later(self.take_parts, max(1.0, EACH * len(self.hall.sessions)) * (CALM if kind == "people" else 1))

    def parts_after(self, kind: str) -> set[str]:
        if self.is_phone:
            return AFTER.get(kind, set()) & STRIPS if kind != "hands" else set()
        return AFTER.get(kind, set()) - {"bottom"}

    @property
    def is_telling(self) -> bool:
        return self.tell_place in self.waiting

    def numbers(self, topic: str) -> list[int]:
        """Of the events heard on it, in the order of their coming."""
        return [number for _, where, _, number in self.heard if where == topic]

    def later(self, act, within: float) -> None:
        """Once, however often it is asked for meanwhile."""
        if act not in self.waiting:
            self.waiting.add(act)
            self.begin(self.waited(act, random.random() * within))

    async def waited(self, act, seconds: float) -> None:
        await asyncio.sleep(seconds)
        self.waiting.discard(act)
        await act()

    async def take_paragraphs(self) -> None:
        numbers, upto, self.stale = sorted(self.stale)[:30], self.marks, set()
        asked = "".join(f"&n={number}" for number in numbers)
        if await self.site.ask("paragraphs", self.hall.paths["paragraphs"] + asked, self.session):
            self.shown.append((time(), upto))

    async def take_parts(self) -> None:
        names, self.due = "-".join(sorted(self.due)), set()
        await self.site.ask("parts", f"{self.hall.paths['part']}{names}/", self.session)

    async def tell_place(self) -> None:
        told = {"revision": self.hall.revision.pk, "start": start_of(self.place)} if self.is_away else {"follows": 1}
        await self.site.ask("here", self.hall.paths["here"], self.session, told)
