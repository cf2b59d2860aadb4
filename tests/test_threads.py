"""However many ask at a time, few threads answer, and one that left does not keep its thread."""

import asyncio
import socket
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from urllib.request import urlopen

import pytest
from asgiref.sync import sync_to_async
from django.http import HttpResponse
from django.test import RequestFactory

from studyapp.threads import SMALL, VIEWS, FewThreads
from tests.browser.process import Site

OTHERS = 10  # what runs beside the views: the loop, and the server's own; fewer than thirty altogether


@pytest.fixture
def site(tmp_path, transactional_db):
    with Site(tmp_path) as site:
        yield site


def test_many_are_answered_by_few_threads(site):
    with ThreadPoolExecutor(30) as crowd:
        answers = list(crowd.map(lambda _: urlopen(f"{site.address}/account/login/", timeout=60).status, range(90)))
    assert set(answers) == {200}
    assert len(list(Path(f"/proc/{site.process.pid}/task").iterdir())) <= VIEWS + SMALL + OTHERS


def test_who_leaves_before_the_answer_keeps_no_thread(site):
    for _ in range(2 * VIEWS):
        with socket.create_connection(("127.0.0.1", site.port)) as line:
            line.sendall(b"GET /account/login/ HTTP/1.1\r\nHost: localhost\r\n\r\n")
    assert urlopen(f"{site.address}/account/login/", timeout=60).status == 200


def test_what_people_press_does_not_wait_behind_pieces_of_pages():
    over = Event()

    class Waiting(FewThreads):
        async def get_response_async(self, request):
            if "HX-Request" in request.headers:
                await sync_to_async(over.wait)()
            return await sync_to_async(HttpResponse)(request.path)

    async def ask() -> bytes:
        desk, made = Waiting(), RequestFactory()
        pieces = [
            asyncio.create_task(desk.run_get_response(made.get("/", headers={"HX-Request": "true"}))) for _ in range(20)
        ]
        await asyncio.sleep(0.1)
        try:
            return (await asyncio.wait_for(desk.run_get_response(made.get("/page/")), 10)).content
        finally:
            over.set()
            await asyncio.gather(*pieces)

    with ThreadPoolExecutor(1) as thread:  # in this one a browser's loop may run
        assert thread.submit(lambda: asyncio.run(ask())).result() == b"/page/"
