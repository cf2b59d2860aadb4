"""A real server and a real browser. What the browser complains about fails the test, whatever the test looked at."""

import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response, sync_playwright

from studyapp.serving import listen
from tests.house import allow_none

# Playwright's loop runs in the thread of the tests, which Django would take for an async view that queries.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

WIDE = (1440, 900)
PHONE = (360, 740)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of 同读 as uvicorn serves it, on the database of the tests."""
    door = listen("127.0.0.1", 0)
    config = uvicorn.Config(
        "studyapp.asgi:application", lifespan="off", log_level="warning", timeout_graceful_shutdown=1
    )
    running = uvicorn.Server(config)
    thread = threading.Thread(target=running.run, kwargs={"sockets": [door]}, daemon=True)
    thread.start()
    while not running.started and thread.is_alive():
        time.sleep(0.02)
    yield f"http://127.0.0.1:{door.getsockname()[1]}"
    running.should_exit = True
    thread.join(timeout=10)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        path = shutil.which("chromium") or "/usr/bin/chromium"
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield browser
        browser.close()


def complaint_of_console(said: ConsoleMessage) -> str | None:
    """A refused form is answered 422, which the console takes for an error."""
    is_serious = said.type == "error" and not said.text.startswith("Failed to load resource")
    return f"console: {said.text}" if is_serious else None


def complaint_of_answer(answer: Response) -> str | None:
    is_broken = answer.status >= 500 or (answer.status >= 400 and "/static/" in answer.url)
    return f"{answer.status}: {answer.url}" if is_broken else None


def complaint_of_request(request: Request, address: str) -> str | None:
    is_elsewhere = request.url.startswith(("http", "ws")) and not request.url.startswith(f"{address}/")
    return f"other host: {request.url}" if is_elsewhere else None


def watch(page: Page, address: str, complaints: list[str | None]) -> None:
    """Writes down failing scripts, what the Content-Security-Policy stops, other hosts, missing files, broken pages."""
    page.on("pageerror", lambda error: complaints.append(f"script: {error}"))
    page.on("console", lambda said: complaints.append(complaint_of_console(said)))
    page.on("response", lambda answer: complaints.append(complaint_of_answer(answer)))
    page.on("request", lambda request: complaints.append(complaint_of_request(request, address)))


@pytest.fixture
def visit(transactional_db, server: str, chromium: Browser) -> Iterator[Callable[..., Page]]:
    """`visit(size=PHONE, language="en", night=True, scripts=False)` opens a page of a browser of its own."""
    complaints: list[str | None] = []
    contexts = []

    def open_page(
        *, size: tuple[int, int] = WIDE, language: str = "zh-CN", night: bool = False, scripts: bool = True
    ) -> Page:
        context = chromium.new_context(
            base_url=server,
            viewport={"width": size[0], "height": size[1]},
            has_touch=size == PHONE,
            is_mobile=size == PHONE,
            locale=language,
            color_scheme="dark" if night else "light",
            reduced_motion="reduce",
            java_script_enabled=scripts,
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        watch(page, server, complaints)
        return page

    yield open_page
    for context in contexts:
        context.close()
    allow_none(complaint for complaint in complaints if complaint)
