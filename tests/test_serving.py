"""Starting and ending the one process, each in a process of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from studyapp.serving import is_loopback, written

ROOT = Path(__file__).resolve().parent.parent
ENDLESS = """
import asyncio, studyapp.serving as serving
async def application(scope, receive, send):
    await send({"type": "http.response.start", "status": 200, "headers": []})
    while True:
        await send({"type": "http.response.body", "body": b": here\\n\\n", "more_body": True})
        await asyncio.sleep(0.1)
door = serving.listen("127.0.0.1", 0)
serving.run(door, f"http://127.0.0.1:{door.getsockname()[1]}/", application)
"""


def python(*arguments: str, **environment: str) -> subprocess.Popen[str]:
    names = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)} | environment
    return subprocess.Popen(
        [sys.executable, *arguments], env=names, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT
    )


@pytest.mark.parametrize(
    ("way", "environment", "line"),
    [
        ("demo", {"HOST": "0.0.0.0"}, "HOST: the demo serves this machine only, not 0.0.0.0."),
        ("demo", {"PORT": "http"}, "PORT: expected a number from 1 to 65535, got 'http'"),
        ("serve", {}, "PUBLIC_URL: say where browsers reach this site"),
        ("serve", {"PUBLIC_URL": "https://study.example.org"}, "FORWARDED_ALLOW_IPS: https needs the address"),
        ("dance", {}, "usage: python -m studyapp.serving demo|serve"),
    ],
)
def test_what_cannot_be_served_is_said_in_one_line(way, environment, line, tmp_path):
    process = python("-m", "studyapp.serving", way, DATA_DIR=str(tmp_path), **environment)
    _, said = process.communicate(timeout=30)
    assert process.returncode == 1
    assert said.startswith(line)
    assert said.count("\n") == 1


def test_a_taken_port_is_said_before_anything_is_made(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        process = python("-m", "studyapp.serving", "demo", PORT=str(port), DATA_DIR=str(tmp_path))
        _, said = process.communicate(timeout=30)
    assert said == f"127.0.0.1:{port}: Address already in use. Choose another with PORT=…\n"
    assert not list(tmp_path.iterdir())


def test_ctrl_c_ends_it_within_five_seconds_though_a_browser_is_listening():
    process = python("-c", ENDLESS)
    address = next(
        word for line in iter(process.stdout.readline, "") for word in line.split() if word.startswith("http")
    )
    with urllib.request.urlopen(address) as stream:
        assert stream.read(6) == b": here"
        asked = time.monotonic()
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=10)
    assert time.monotonic() - asked < 5
    assert process.returncode == 0


@pytest.mark.parametrize(
    ("host", "only_here"),
    [
        ("127.0.0.1", True),
        ("127.3.2.1", True),
        ("localhost", True),
        ("::1", True),
        ("0.0.0.0", False),
        ("myhost", False),
    ],
)
def test_the_demo_knows_its_own_machine(host, only_here):
    assert is_loopback(host) is only_here


def test_an_address_is_written_as_browsers_want_it():
    assert written("::1", 8000) == "http://[::1]:8000/"
