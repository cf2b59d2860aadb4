"""同读 in a process of its own, on the database of the tests: to be killed and started anew at the same address."""

import os
import socket
import subprocess
import sys
import time
from pathlib import Path

from django.conf import settings

from studyapp.serving import listen
from tests.live.process import database_url

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 30  # seconds that a busy machine may take to start it


class Site:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with listen("127.0.0.1", 0) as door:
            self.port = door.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        known = {"DATA_DIR": str(self.folder), "SECRET_KEY": settings.SECRET_KEY, "DATABASE_URL": database_url()}
        command = [sys.executable, "-m", "uvicorn", "studyapp.asgi:application", "--no-access-log"]
        command += ["--port", str(self.port)]
        env = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "studyapp.settings"} | known
        with (self.folder / "said").open("a") as log:
            self.process = subprocess.Popen(command, env=env, cwd=ROOT, stdout=log, stderr=log)
        end = time.monotonic() + PATIENCE
        while not self.answers() and time.monotonic() < end:
            time.sleep(0.1)

    def answers(self) -> bool:
        try:
            socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
        except OSError:
            return False
        return True

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate()

    def __enter__(self) -> "Site":
        self.start()
        return self

    def __exit__(self, *failure: object) -> None:
        if self.process.poll() is None:
            self.kill()
