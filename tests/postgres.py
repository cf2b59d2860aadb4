"""`python tests/postgres.py pytest` runs pytest with a PostgreSQL of its own, which lives as long as the command.

When DATABASE_URL names one already, that one is used. PostgreSQL refuses to run as root: `postgres` runs it then.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
QUICK = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off -c max_connections=200"


def programs() -> Path | None:
    """The folder of initdb and pg_ctl, which Debian keeps out of PATH; the newest of several."""
    return max(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name), default=None)


def installed_programs() -> Path:
    if programs() is None:
        subprocess.run([ROOT / "deploy/debian", "postgresql"], check=True)
    return programs() or sys.exit("PostgreSQL is not where Debian puts it, in /usr/lib/postgresql.")


@contextmanager
def own_postgres() -> Iterator[str]:
    """The URL of a cluster that listens on nothing but a socket in its own folder, and leaves nothing behind."""
    binaries = installed_programs()
    account = "postgres" if os.geteuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="tongdu-postgres-"))
    if account:
        shutil.chown(folder, account)

    def call(program: str, *arguments: str) -> None:
        subprocess.run(
            [binaries / program, "--pgdata", folder / "data", *arguments],
            user=account,
            group=account,
            extra_groups=[] if account else None,
            cwd=folder,
            check=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )

    try:
        call("initdb", "--auth=trust", "--username=tongdu", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")
        options = f"-k {folder} -c listen_addresses='' {QUICK}"
        call("pg_ctl", "start", "--wait", f"--log={folder}/log", f"--options={options}")
        try:
            yield f"postgres://tongdu@/{folder}/postgres"
        finally:
            call("pg_ctl", "stop", "--mode=immediate")
    finally:
        shutil.rmtree(folder)


def main(command: list[str]) -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    if os.environ.get("DATABASE_URL"):
        return subprocess.call(command)
    with own_postgres() as url:
        return subprocess.call(command, env=os.environ | {"DATABASE_URL": url})


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
