"""However many ask at a time, few threads answer, and one that left does not keep its thread."""

import socket
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.request import urlopen

import pytest

from studyapp.threads import SMALL, VIEWS
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
