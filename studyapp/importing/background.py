"""Reading beside the web process: a process of its own, and few of them at a time."""

import fcntl
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

SLOTS = 2  # children at a time on this machine


def spawn(command: str) -> None:
    """Start a management command that outlives this request, even this server."""
    process = subprocess.Popen(
        [sys.executable, str(settings.BASE_DIR / "manage.py"), command],
        stdin=subprocess.DEVNULL,
        start_new_session=True,
    )
    threading.Thread(target=process.wait, daemon=True).start()


@contextmanager
def slot(folder: Path) -> Iterator[bool]:
    """One of the machine's few places for reading: whether one was free."""
    folder.mkdir(parents=True, exist_ok=True)
    files = [(folder / f"reading-{number}.lock").open("w") for number in range(SLOTS)]
    try:
        yield any(is_locked(file.fileno()) for file in files)
    finally:
        for file in files:
            file.close()


def is_locked(descriptor: int) -> bool:
    """True when the lock is now ours; it ends with the file, so with the process at the latest."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
