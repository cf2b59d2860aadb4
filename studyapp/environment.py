"""Settings from the environment: each read once, each refused in one clear line when it is not what it must be.

Every name may also be given as NAME_FILE, the path of a file that holds the value.
"""

import os
import secrets
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn, TypeVar
from urllib.parse import urlsplit

import environ

Value = TypeVar("Value")
env = environ.FileAwareEnv()

PLAIN_SCHEMES = {"http", "https"}


def refuse(name: str, problem: str) -> NoReturn:
    sys.exit(f"{name}: {problem}")


def checked(name: str, read: Callable[[], Value]) -> Value:
    """The value that `read` finds, or the end of the start with a line that names the setting."""
    try:
        return read()
    except (ValueError, TypeError, KeyError, OSError, environ.ImproperlyConfigured) as error:
        refuse(name, str(error) or type(error).__name__)


def boolean(name: str, *, default: bool = False) -> bool:
    word = checked(name, lambda: env.str(name, default="1" if default else "0")).strip().lower()
    if word in {"1", "true", "yes", "on"}:
        return True
    if word in {"0", "false", "no", "off", ""}:
        return False
    refuse(name, f"expected 1 or 0, got {word!r}")


def word_of(name: str, choices: set[str], *, default: str) -> str:
    word = checked(name, lambda: env.str(name, default=default))
    if word not in choices:
        refuse(name, f"expected one of {', '.join(sorted(choices))}, got {word!r}")
    return word


def names(name: str) -> list[str]:
    return [part.strip() for part in checked(name, lambda: env.str(name, default="")).split(",") if part.strip()]


def public_url() -> str:
    """Where browsers reach this site, without a closing slash; empty when nobody said."""
    url = checked("PUBLIC_URL", lambda: env.str("PUBLIC_URL", default="")).rstrip("/")
    parts = checked("PUBLIC_URL", lambda: urlsplit(url))
    if url and (parts.scheme not in PLAIN_SCHEMES or not parts.hostname or parts.path or parts.query):
        refuse("PUBLIC_URL", f"expected something like http://192.168.1.5:8000, got {url!r}")
    return url


def database(folder: Path) -> dict[str, object]:
    """The DATABASES entry: SQLite in `folder` unless DATABASE_URL names another."""
    default = f"sqlite:///{folder / 'tongdu.sqlite3'}"
    found = checked("DATABASE_URL", lambda: dict(env.db_url("DATABASE_URL", default=default)))
    engine = str(found.get("ENGINE", ""))
    if engine.endswith("sqlite3"):
        return found | {"OPTIONS": SQLITE_OPTIONS}
    if engine.endswith("postgresql"):
        return found | {"CONN_HEALTH_CHECKS": True, "OPTIONS": {"pool": {"min_size": 2, "max_size": 10}}}
    refuse("DATABASE_URL", f"expected sqlite:///… or postgres://…, got {engine or 'nothing usable'}")


# IMMEDIATE so that a writer waits for its turn instead of failing half-way; FULL so that what was said to be saved
# survives a power cut.
SQLITE_OPTIONS: dict[str, object] = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=20000;",
}


def email() -> dict[str, object]:
    """Django's EMAIL_* settings; without EMAIL_URL there is no mail and nothing breaks."""
    found = checked("EMAIL_URL", lambda: dict(env.email_url("EMAIL_URL", default="dummymail://")))
    return {name: value for name, value in found.items() if name.startswith("EMAIL_")}


def secret_key(folder: Path) -> str:
    """SECRET_KEY, or one that is made once and kept in `folder`, readable by its owner alone."""
    given = checked("SECRET_KEY", lambda: env.str("SECRET_KEY", default=""))
    return given or checked("SECRET_KEY", lambda: kept_secret(folder / "secret_key"))


def kept_secret(path: Path) -> str:
    """The words in `path`, made on the first call; when two processes start at once, both get the first one's."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    if not path.exists():
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(64))
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        draft.unlink()
    return path.read_text().strip()
