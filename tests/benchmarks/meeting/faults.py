"""What goes wrong while a crowd listens: the server is killed, answers 503, or has listeners that do not read."""

import asyncio
import socket
from collections.abc import Awaitable, Callable
from contextlib import suppress
from time import time

from studyapp.live.pace import window
from tests.benchmarks.meeting.acts import Meanwhile
from tests.benchmarks.meeting.crowd import closed, counted, faults, focus_waits, opened, p95, warm
from tests.benchmarks.meeting.hall import Hall, told
from tests.benchmarks.meeting.page import Page, Site, request

DOWN = 5.0  # seconds
BEFORE, AFTER = 4.0, 8.0
LONG = 60.0  # seconds: longer than a busy machine takes to start a server
MARKS = 4.0  # a second
SILENT, CREEPING = 20, 5  # listeners that read nothing, and one byte a second
REFUSAL = b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


class Proxy:
    """Between the pages and the server, as in front of a real one."""

    def __init__(self, port: int) -> None:
        self.port, self.is_refusing = port, False
        self.lines: set[asyncio.StreamWriter] = set()

    async def __aenter__(self) -> "Proxy":
        self.door = await asyncio.start_server(self.answer, "127.0.0.1", 0, backlog=1000)
        self.front = self.door.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *failure: object) -> None:
        self.door.close()
        self.drop()

    def drop(self) -> None:
        for line in list(self.lines):
            line.transport.abort()

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            there, back = await self.server()
        except OSError:
            writer.write(REFUSAL)
            writer.close()
            return
        self.lines |= {writer, back}
        await asyncio.gather(self.pass_on(reader, back), self.pass_on(there, writer))

    async def server(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        if self.is_refusing:
            raise ConnectionRefusedError
        return await asyncio.open_connection("127.0.0.1", self.port)

    async def pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while part := await reader.read(65536):
                writer.write(part)
                await writer.drain()
        writer.close()  # the other way ends with this one
        self.lines.discard(writer)


async def killed(served, hall: Hall, size: int) -> dict[str, str]:
    async def break_it(_: Proxy) -> None:
        await asyncio.to_thread(served.kill)
        for number in (40, 50, 45):
            hall.take_to(number)
            await asyncio.sleep(DOWN / 3)
        await asyncio.to_thread(served.start)

    return await broken("kill -9", served, hall, size, break_it)


async def refused(served, hall: Hall, size: int) -> dict[str, str]:
    async def break_it(proxy: Proxy) -> None:
        proxy.is_refusing = True
        proxy.drop()
        await asyncio.sleep(DOWN)
        proxy.is_refusing = False

    return await broken("5 s of 503", served, hall, size, break_it)


async def broken(
    name: str, served, hall: Hall, size: int, break_it: Callable[[Proxy], Awaitable[None]]
) -> dict[str, str]:
    async with Proxy(served.port) as proxy:
        await warm(hall, Site(served.port))
        pages = await opened(hall, Site(proxy.front), size)
        acts = Meanwhile(hall, Site(served.port), seconds=LONG, marks=MARKS)
        working = asyncio.create_task(acts.run())
        await asyncio.sleep(BEFORE)
        await break_it(proxy)
        again = time()
        await all_back(pages)
        await asyncio.sleep(AFTER)
        acts.end = time()
        await working
        await asyncio.sleep(1.05 * window(size) + 1)
        await closed(pages)
    back = [page.joined[-1][1] - again for page in pages]
    return row(name, size, hall, pages) | {
        "back p95 s": f"{p95(back):.1f}",
        "place p95 s": f"{p95([placed(hall, page) for page in pages]):.2f}",
        "place max": f"{max(placed(hall, page) for page in pages):.2f}",
    }


async def all_back(pages: list[Page]) -> None:
    end = time() + LONG
    while not all(page.greeted.is_set() for page in pages) and time() < end:
        await asyncio.sleep(0.1)


def placed(hall: Hall, page: Page) -> float:
    """Seconds from the last connection until all was heard that had happened before it."""
    connected, greeted = page.joined[-1]
    before = {number for number, moment, _ in told(hall.meeting.topic, "focus") if moment <= connected}
    heard = [at for at, _, kind, number in page.heard if kind == "focus" and number in before and at > connected]
    return max([greeted, *heard]) - connected


async def slowed(served, hall: Hall, size: int) -> dict[str, str]:
    """How soon the others hear, without and with listeners that do not read."""
    site, results = Site(served.port), []
    await warm(hall, site)
    pages = await opened(hall, site, size)
    for slow in (0, SILENT + CREEPING):
        lines = [await slow_line(hall, served.port, number) for number in range(slow)]
        creeping = asyncio.create_task(creep(lines[SILENT:]))
        acts = Meanwhile(hall, site, seconds=9, marks=MARKS)
        await acts.run()
        await asyncio.sleep(3)
        results.append(p95(focus_waits(hall, pages, acts)))
        creeping.cancel()
        for line in lines:
            line.close()
    await closed(pages)
    found = row("slow clients", size, hall, pages)
    return found | {"focus p95 ms": f"{results[1]:.0f}", "without": f"{results[0]:.0f}"}


async def slow_line(hall: Hall, port: int, number: int) -> socket.socket:
    """Asks for the stream, and has room for next to nothing of it."""
    line = socket.socket()
    line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1024)
    line.setblocking(False)
    loop = asyncio.get_running_loop()
    await loop.sock_connect(line, ("127.0.0.1", port))
    await loop.sock_sendall(line, request("live", f"{hall.paths['live']}?cursor=", hall.sessions[number]))
    return line


async def creep(lines: list[socket.socket]) -> None:
    while True:
        for line in lines:
            with suppress(BlockingIOError):
                line.recv(1)
        await asyncio.sleep(1)


def row(name: str, size: int, hall: Hall, pages: list[Page]) -> dict[str, str]:
    events = len(told(hall.meeting.topic, "focus")) + len(told(hall.study.topic, "marked"))
    return {"fault": name, "people": f"{size}", "events": f"{events}"} | counted(faults(hall, pages))
