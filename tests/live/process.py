"""The real server in a process of its own, on the test's database, and browsers that listen to it from threads."""

import http.client
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from threading import Event, Thread

from django.conf import settings
from django.db import connection

from tests.live.listening import Heard, messages

ROOT = Path(__file__).resolve().parents[2]


class Served:
    """`with Served(folder) as served:` … `served.kill()` … `served.start()` at the same address."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, 0
        self.start()

    def start(self) -> None:
        names = {"DATA_DIR": str(self.folder), "SECRET_KEY": settings.SECRET_KEY, "DATABASE_URL": database_url()}
        with (self.folder / "said").open("a") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tests.live.server", str(self.port)],
                env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)} | names,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                cwd=ROOT,
            )
        line = next(line for line in self.process.stdout if "http" in line)
        self.port = int(line.split("127.0.0.1:")[1].split("/")[0])

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate()

    def end(self) -> float:
        """Seconds that it took."""
        asked = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        self.process.communicate(timeout=20)
        return time.monotonic() - asked

    def threads(self) -> int:
        return len(list(Path(f"/proc/{self.process.pid}/task").iterdir()))

    def said(self) -> str:
        return (self.folder / "said").read_text()

    def __enter__(self) -> "Served":
        return self

    def __exit__(self, *failure: object) -> None:
        if self.process.poll() is None:
            self.kill()


def database_url() -> str:
    """Of the database of this test run, which another process may use too."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return os.environ["DATABASE_URL"].rsplit("/", 1)[0] + f"/{name}"


class Browser(Thread):
    """Comes back with its cursor whenever the connection breaks, as a page does, until told `bye` or `over` is set."""

    def __init__(self, port: int, path: str, session: str, over: Event) -> None:
        super().__init__(daemon=True)
        self.port, self.path, self.session, self.over = port, path, session, over
        self.said: list[Heard] = []
        self.cursor, self.times = "", 0

    def run(self) -> None:
        while not self.over.is_set() and self.kind != "bye":
            try:
                self.listen()
            except (OSError, http.client.HTTPException):
                time.sleep(0.1)

    @property
    def kind(self) -> str:
        return self.said[-1].kind if self.said else ""

    def listen(self) -> None:
        there = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            there.request("GET", f"{self.path}?cursor={self.cursor}", headers={"Cookie": f"sessionid={self.session}"})
            answer = there.getresponse()
            self.times += 1
            self.hear(answer)
        finally:
            there.close()

    def hear(self, answer: http.client.HTTPResponse) -> None:
        text = ""
        while line := answer.readline().decode():
            text += line
            if line == "\n":
                self.said += messages(text)
                self.cursor, text = (self.said[-1].cursor if self.said else "") or self.cursor, ""
            if self.over.is_set():
                return


def wait_for(is_true, *, seconds: float = 10.0) -> None:
    end = time.monotonic() + seconds
    while not is_true():
        assert time.monotonic() < end, "did not come true"
        time.sleep(0.05)
