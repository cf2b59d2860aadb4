"""Views run in a few threads that stay, with their connections to the database.

Django would make a thread and a connection for each request, and as many at a time as there are requests: in a full
meeting all of them would slow each other down, and those that carry the streams.
"""

import asyncio
import sys
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from typing import Any

from asgiref.sync import ThreadSensitiveContext, sync_to_async
from django.core.handlers.asgi import ASGIHandler
from django.db import close_old_connections
from django.http import HttpRequest
from django.http.response import HttpResponseBase

VIEWS = 3  # threads: one may wait for the disk or for its turn to write while others compute
PIECES = 1  # of them for pieces of pages that scripts ask for: what people press or open does not wait behind these
SMALL = 2  # threads for what is before and after a view: signals, closing, the bytes of files
TURN = 0.001  # seconds that a thread computes while others wait, the one with the streams among them


class FewThreads(ASGIHandler):
    def __init__(self) -> None:
        super().__init__()
        sys.setswitchinterval(TURN)
        self.small = ThreadPoolExecutor(SMALL, thread_name_prefix="small")
        self.free: asyncio.Queue[ThreadPoolExecutor] = asyncio.Queue()
        for number in range(VIEWS):
            self.free.put_nowait(ThreadPoolExecutor(1, thread_name_prefix=f"view-{number}"))
        self.pieces = asyncio.Semaphore(PIECES)

    async def __call__(
        self, scope: dict[str, Any], receive: Callable[[], Awaitable[Any]], send: Callable[[Any], Awaitable[None]]
    ) -> None:
        async with ThreadSensitiveContext(executor=self.small):
            await self.handle(scope, receive, send)

    def load_middleware(self, is_async: bool = False) -> None:
        """Middleware and view are one piece of work: Django would send each from the loop to the thread and back."""
        super().load_middleware()

    async def get_response_async(self, request: HttpRequest) -> HttpResponseBase:
        return await sync_to_async(self.get_response)(request)

    async def run_get_response(self, request: HttpRequest) -> HttpResponseBase:
        """The body has come before it begins and the answer is sent after it: nobody's slow line holds a thread."""
        async with self.pieces if is_piece(request) else nullcontext():
            return await self.answered(request)

    async def answered(self, request: HttpRequest) -> HttpResponseBase:
        thread = await self.free.get()
        try:
            async with ThreadSensitiveContext(executor=thread):
                return await super().run_get_response(request)
        finally:  # also of who left meanwhile, whose view goes on to its end before the next one in that thread
            thread.submit(close_old_connections)
            self.free.put_nowait(thread)


def is_piece(request: HttpRequest) -> bool:
    return request.method == "GET" and "HX-Request" in request.headers
