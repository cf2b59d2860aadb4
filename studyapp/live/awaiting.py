"""Carries a conversation out on the event loop: a stream that waits is nothing but a few objects."""

import asyncio
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TypeVar

from django.db import Error

from studyapp.live.conversation import Conversation, Do, Say, next_step
from studyapp.live.hub import hub
from studyapp.live.listeners import Listener
from studyapp.live.reading import let_go

Answer = TypeVar("Answer")

database = ThreadPoolExecutor(4, thread_name_prefix="live-ask")  # for all streams: each asks once a minute


class Alarm:
    """Wakes one stream, rung from any thread."""

    def __init__(self) -> None:
        self.loop = asyncio.get_running_loop()
        self.is_rung = False
        self.waiting: asyncio.Future[None] | None = None

    def ring_from_afar(self) -> None:
        with suppress(RuntimeError):  # the loop has ended, and the stream with it
            self.loop.call_soon_threadsafe(self.ring)

    def ring(self) -> None:
        self.is_rung = True
        if self.waiting and not self.waiting.done():
            self.waiting.set_result(None)

    async def wait(self, seconds: float) -> None:
        if not self.is_rung:
            self.waiting = self.loop.create_future()
            timer = self.loop.call_later(seconds, self.ring)
            try:
                await self.waiting
            finally:
                timer.cancel()
        self.is_rung = False


async def awaited(listener: Listener, is_allowed: Callable[[], bool]) -> AsyncIterator[str]:
    alarm, answer = Alarm(), None
    listener.wake = alarm.ring_from_afar
    hub.join(listener)
    try:
        steps = Conversation(listener, is_allowed).steps()
        while step := next_step(steps, answer):
            answer = None
            if isinstance(step, Say):
                yield step.text
            elif isinstance(step, Do):
                answer = await alarm.loop.run_in_executor(database, asked, step.function)
            else:
                await alarm.wait(step.seconds)
    except Error:  # of the database: the browser comes back
        return
    finally:
        hub.leave(listener)


def asked(question: Callable[[], Answer]) -> Answer:
    try:
        return question()
    finally:
        let_go()
