"""What other readers feel while a text of two million characters is uploaded, read, opened at the desk and published.

    python -m tests.benchmarks.upload [CHARACTERS]

Starts a server of its own on a folder of its own. Prints the milliseconds of two pages, asked for by one reader again
and again, at rest and during each stage; how long each stage took; and the most memory the server held.
"""

import os
import random
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.request import HTTPCookieProcessor, Request, build_opener

ROOT = Path(__file__).resolve().parents[2]
PAGES = ("/library/", "/read/1/")
SENTENCES = re.findall(r"[^。！？\n]+[。！？]", (ROOT / "studyapp/importing/demo/river.txt").read_text("utf-8"))
PARAGRAPHS_A_CHAPTER = 60
BOUNDARY = "benchmark"


def long_text(characters: int) -> str:
    """Chapters of sentences of the demo in a shuffled order, the same every time."""
    chance, lines, length = random.Random(7), [], 0
    while length < characters:
        if len(lines) % PARAGRAPHS_A_CHAPTER == 0:
            lines.append(f"第{len(lines) // PARAGRAPHS_A_CHAPTER + 1}章 {chance.choice(SENTENCES)[:8]}")
        lines.append("".join(chance.choices(SENTENCES, k=4)))
        length += len(lines[-1])
    return "\n".join(lines)[:characters]


def multipart(fields: dict[str, str]) -> bytes:
    """A form's fields as browsers send those of forms with files."""
    parts = (
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    )
    return f"{''.join(parts)}--{BOUNDARY}--\r\n".encode()


class Browser:
    """One person at their own browser: keeps cookies and sends the form's token along."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.opener = build_opener(HTTPCookieProcessor(CookieJar()))

    def get(self, path: str) -> tuple[str, str]:
        """The address it ended at, and the page."""
        with self.opener.open(self.base + path, timeout=120) as response:
            return response.geturl(), response.read().decode()

    def post(self, form_page: str, path: str, **fields: str) -> tuple[str, str]:
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', self.get(form_page)[1])
        data = multipart(fields | {"csrfmiddlewaretoken": token[1] if token else ""})
        headers = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
        with self.opener.open(Request(self.base + path, data, headers), timeout=300) as response:
            return response.geturl(), response.read().decode()

    def sign_in(self, username: str, password: str) -> None:
        self.post("/account/login/", "/account/login/", login=username, password=password)


class Reader(threading.Thread):
    """Asks for the pages over and over and notes how long each took, by the stage of the day."""

    def __init__(self, browser: Browser) -> None:
        super().__init__(daemon=True)
        self.browser, self.stage, self.is_done = browser, "at rest", False
        self.seconds: dict[str, list[float]] = {}

    def run(self) -> None:
        while not self.is_done:
            for page in PAGES:
                started = time.perf_counter()
                self.browser.get(page)
                self.seconds.setdefault(self.stage, []).append(time.perf_counter() - started)
            time.sleep(0.01)


@contextmanager
def served() -> Iterator[tuple[str, dict[str, str], int]]:
    """A demo on a folder of its own: its address, its sign-ins and the number of its process."""
    with tempfile.TemporaryDirectory() as folder, socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port = str(door.getsockname()[1])
        door.close()
        environment = os.environ | {"DATA_DIR": folder, "PORT": port}
        command = [sys.executable, "-m", "studyapp.serving", "demo"]
        server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
        try:
            base = f"http://127.0.0.1:{port}"
            wait_for(lambda: Browser(base).get("/account/login/"))
            lines = (Path(folder) / "demo-sign-ins.txt").read_text().splitlines()
            yield base, {line.split()[0]: line.split()[1] for line in lines}, server.pid
        finally:
            server.terminate()
            server.wait()


def wait_for(ask: Callable[[], object], *, seconds: float = 120) -> None:
    for _ in range(int(seconds / 0.2)):
        try:
            ask()
        except OSError:
            time.sleep(0.2)
        else:
            return
    sys.exit("The server did not start.")


def peak_memory(pid: int) -> int:
    """The most the process ever held, in MB."""
    found = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text())
    return int(found[1]) // 1024 if found else 0


def main(characters: int) -> None:
    text = long_text(characters)
    with served() as (base, sign_ins, pid):
        admin, member = Browser(base), Browser(base)
        admin.sign_in("admin", sign_ins["admin"])
        member.sign_in("linxi", sign_ins["linxi"])
        reader = Reader(member)
        reader.start()
        time.sleep(5)
        before, stages = peak_memory(pid), {}

        def stage(name: str, act: Callable[[], tuple[str, str]]) -> tuple[str, str]:
            reader.stage = name
            started = time.perf_counter()
            result = act()
            stages[name] = time.perf_counter() - started
            return result

        url, _ = stage("sending", lambda: admin.post("/desk/", "/desk/paste/", text=text))
        desk = url.removeprefix(base)
        stage("reading and outlining", lambda: until_ready(admin, desk))
        _, page = stage("opening the desk", lambda: admin.get(desk))
        version = re.search(r'name="version" value="(\d+)"', page)
        seen = version[1] if version else ""
        stage("publishing", lambda: admin.post("/desk/", f"{desk}publish/", version=seen, everyone="on", as_it_is="on"))
        reader.is_done = True
        reader.join()
        report(characters, reader.seconds, stages, before, peak_memory(pid))


def until_ready(browser: Browser, desk: str) -> tuple[str, str]:
    while True:
        found = browser.get(desk)
        if 'id="desk"' in found[1]:
            return found
        if "notice error" in found[1]:
            sys.exit(re.sub(r"<[^>]+>|\s+", " ", found[1][found[1].index("notice error") :])[:200])
        time.sleep(0.3)


def report(characters: int, seconds: dict[str, list[float]], stages: dict[str, float], before: int, after: int) -> None:
    print(f"{characters:,} characters; the server held {before} MB before and {after} MB at most")
    print("| stage | s | pages asked for | p50 ms | p95 ms | slowest ms |\n|---|---|---|---|---|---|")
    for name, times in seconds.items():
        took = f"{stages[name]:.1f}" if name in stages else "–"
        p50, p95 = statistics.median(times), sorted(times)[int(0.95 * (len(times) - 1))]
        print(f"| {name} | {took} | {len(times)} | {1000 * p50:.0f} | {1000 * p95:.0f} | {1000 * max(times):.0f} |")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2_000_000)
