"""What a meeting of a crowd takes: how soon everybody is where who leads goes, and what else is felt meanwhile.

    python -m tests.benchmarks.meeting [--people 30 100 300 1000] [--faults]

One real server process on SQLite in a folder of its own, a meeting that runs, members who checked in and listen to
their rooms (page.py says how these behave), all on this machine. First nothing happens: what a connection costs. Then
who leads goes on a paragraph every three seconds, members make 20 marks a second, every six seconds a hand goes up or
somebody else has the floor, and one member opens the room and the reading page in turns. Times in ms but for marks.

`--faults`, alone or after the sizes: 100 people and a server that is killed, one that answers 503 for five seconds, and
listeners that do not read. The sizes take some four minutes and a half, the faults one and a half.
"""

import argparse
import asyncio
import os
import signal
import sys
import tempfile
from pathlib import Path

SIZES = [30, 100, 300, 1000]
FAULTY = 100  # people


def main(folder: Path, sizes: list[int], *, with_faults: bool) -> None:
    from tests.benchmarks.meeting import crowd, faults

    for size in sizes:
        say(measured(folder, size, crowd.crowd), is_first=size == sizes[0])
    for number, fault in enumerate([faults.killed, faults.refused, faults.slowed] if with_faults else []):
        say(measured(folder, FAULTY, fault), is_first=number != 1)


def measured(folder: Path, size: int, run) -> dict[str, str]:
    from tests.benchmarks.meeting.hall import hall_of
    from tests.browser.process import Site

    hall = hall_of(size)
    with Site(folder) as served:
        found: dict[str, str] = asyncio.run(run(served, hall, size))
    return found | {"load": f"{os.getloadavg()[0]:.1f}"}


def say(row: dict[str, str], *, is_first: bool) -> None:
    widths = {name: max(len(name), 6) + 2 for name in row}
    if is_first:
        print("".join(f"{name:>{width}}" for name, width in widths.items()))
    print("".join(f"{row[name]:>{width}}" for name, width in widths.items()), flush=True)


def wishes() -> argparse.Namespace:
    asking = argparse.ArgumentParser(prog="python -m tests.benchmarks.meeting")
    asking.add_argument("--people", type=int, nargs="*", metavar="N")
    asking.add_argument("--faults", action="store_true")
    found = asking.parse_args()
    found.people = (None if found.faults else SIZES) if found.people is None else found.people
    return found


if __name__ == "__main__":
    wish = wishes()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # the server is ended too
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"DJANGO_SETTINGS_MODULE": "studyapp.settings", "DATA_DIR": folder, "DEBUG": "0"}
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # rows are asked for between what is measured
        os.environ.pop("DATABASE_URL", None)
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        main(Path(folder), wish.people or [], with_faults=wish.faults)
