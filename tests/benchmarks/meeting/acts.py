"""What happens in a meeting while it is measured, each thing through its real address."""

import asyncio
import random
from time import time
from uuid import uuid4

from tests.benchmarks.meeting.hall import LINE, LINES, Hall, start_of
from tests.benchmarks.meeting.page import Site

MOVE = 3.0  # seconds between two moves of the focus
SPEAK = 6.0  # seconds until a hand goes up or somebody else has the floor, in turns
LOOK = 0.4  # seconds between two pages that are opened
AT_ONCE = 12  # marks that may be on their way; when they are, the next one is left out


class Meanwhile:
    """`moved`: when each move was pressed, by its number. `left_out`: marks that the server was too slow for."""

    def __init__(self, hall: Hall, site: Site, *, seconds: float, marks: float) -> None:
        self.hall, self.site, self.marks = hall, site, marks
        self.begun, self.end = time(), time() + seconds
        self.moved: dict[int, float] = {}
        self.place, self.left_out = 1, 0
        self.on_their_way: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        await asyncio.gather(self.lead(), self.mark(), self.speak(), self.read())

    async def until(self, moment: float) -> None:
        await asyncio.sleep(max(0.0, moment - time()))

    async def lead(self) -> None:
        while (pressed := time()) < self.end:
            head = await self.site.ask("focus", self.hall.paths["focus"], self.hall.leads, {"step": "next"})
            if b'"moves": ' in head:
                self.place = int(head.split(b'"paragraph": ')[1].split(b",")[0])
                self.moved[int(head.split(b'"moves": ')[1].split(b"}")[0])] = pressed
            await self.until(pressed + MOVE)

    async def mark(self) -> None:
        """Each by somebody else, near to where everybody is; the next does not wait for the answer."""
        count = 0
        while time() < self.end:
            if len(self.on_their_way) < AT_ONCE:
                task = asyncio.create_task(self.one_mark(random.choice(self.hall.sessions)))
                self.on_their_way.add(task)
                task.add_done_callback(self.on_their_way.discard)
            else:
                self.left_out += 1
            count += 1
            await self.until(self.begun + count / self.marks)
        await asyncio.gather(*self.on_their_way)

    async def one_mark(self, session: str) -> None:
        start = start_of(min(LINES, max(1, self.place + random.randint(-8, 8))))
        quote = LINE[: len(LINE) // 2]
        place = {"start": start, "end": start + len(quote), "quote": quote, "revision": self.hall.revision.pk}
        fields = place | {"key": uuid4(), "kind": "highlight", "audience": self.hall.study.pk}
        await self.site.ask("keep", self.hall.paths["mark"], session, fields)

    async def speak(self) -> None:
        count = 0
        while (begun := time()) < self.end:
            if count % 2:
                given = {"attendance": random.choice(self.hall.attendances), "minutes": 3}
                await self.site.ask("speak", self.hall.paths["floor/give"], self.hall.leads, given)
            else:
                await self.site.ask("speak", self.hall.paths["hand/raise"], random.choice(self.hall.sessions), {})
            count += 1
            await self.until(begun + SPEAK)

    async def read(self) -> None:
        while time() < self.end:
            for name in ("room", "reading"):
                await self.site.ask(name, self.hall.paths[name], self.hall.sessions[0])
                await asyncio.sleep(LOOK)
