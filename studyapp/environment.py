"""Settings from the environment: each read once, each refused in one clear line when it is not what it must be.

Every name may also be given as NAME_FILE, the path of a file that holds the value; the file wins.
"""

import os
import secrets
import stat
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn, TypeVar
from urllib.parse import quote, urlsplit

from environ import Env, ImproperlyConfigured
from environ.fileaware_mapping import FileAwareMapping

Value = TypeVar("Value")

OTHERS = stat.S_IRWXG | stat.S_IRWXO
PLAIN_SCHEMES = {"http", "https"}


def refuse(name: str, problem: str) -> NoReturn:
    sys.exit(f"{name}: {problem}")


def checked(name: str, read: Callable[[], Value]) -> Value:
    """The value that `read` finds, or the end of the start with a line that names the setting."""
    try:
        return read()
    except OSError as error:
        refuse(name, f"{error.strerror}: {error.filename}")
    except (ValueError, TypeError, KeyError, ImproperlyConfigured) as error:
        refuse(name, str(error) or type(error).__name__)


def text(name: str, default: str = "") -> str:
    """What the environment or the file says, without blanks around it; nothing said is the default."""
    return checked(name, lambda: str(FileAwareMapping(cache=False).get(name, ""))).strip() or default


def boolean(name: str, *, default: bool = False) -> bool:
    word = text(name, "1" if default else "0").lower()
    if word in {"1", "true", "yes", "on"}:
        return True
    if word in {"0", "false", "no", "off"}:
        return False
    refuse(name, f"expected 1 or 0, got {word!r}")


def word_of(name: str, choices: set[str], *, default: str) -> str:
    word = text(name, default)
    if word not in choices:
        refuse(name, f"expected one of {', '.join(sorted(choices))}, got {word!r}")
    return word


def names(name: str) -> list[str]:
    return [part.strip() for part in text(name).split(",") if part.strip()]


def port(name: str, *, default: int) -> int:
    word = text(name, str(default))
    if not word.isascii() or not word.isdigit() or not 0 < int(word) < 65536:
        refuse(name, f"expected a number from 1 to 65535, got {word!r}")
    return int(word)


def folder(name: str, *, default: Path) -> Path:
    """The folder, made if it is missing, and closed to the machine's other users: it will hold private notes."""
    path = Path(text(name, str(default))).resolve()
    checked(name, lambda: path.mkdir(mode=0o700, parents=True, exist_ok=True))
    found = path.stat()
    if found.st_mode & stat.S_ISVTX:
        refuse(name, f"{path} is shared by everybody on this machine, name a folder of its own")
    if found.st_uid == os.geteuid() and found.st_mode & OTHERS:
        checked(name, lambda: path.chmod(stat.S_IMODE(found.st_mode) & ~OTHERS))
    if not os.access(path, os.W_OK | os.X_OK):
        refuse(name, f"cannot write in {path}")
    return path


def public_url() -> str:
    """Where browsers reach this site, without a closing slash; empty when nobody said."""
    url = text("PUBLIC_URL").rstrip("/")
    parts = checked("PUBLIC_URL", lambda: urlsplit(url))
    if url and (parts.scheme not in PLAIN_SCHEMES or not parts.hostname or parts.path or parts.query or parts.fragment):
        refuse("PUBLIC_URL", f"expected something like http://192.168.1.5:8000, got {url!r}")
    checked("PUBLIC_URL", lambda: parts.port)
    return url


# IMMEDIATE so that a writer waits for its turn instead of failing half-way; FULL so that what was said to be saved
# survives a power cut.
SQLITE_OPTIONS: dict[str, object] = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=20000;",
}
SQLITE_SECONDS = 60  # that a connection is kept for the next request of its thread: making one takes a millisecond
POOL: dict[str, object] = {"min_size": 2, "max_size": 10}


def database(data: Path) -> dict[str, object]:
    """The DATABASES entry: SQLite in the folder `data` unless DATABASE_URL names another."""
    url = text("DATABASE_URL", f"sqlite:///{quote(str(data / 'tongdu.sqlite3'))}")
    scheme, _, rest = url.partition("://")
    if scheme not in {"sqlite", "postgres", "postgresql"} or (scheme == "sqlite" and not rest.startswith("/")):
        refuse("DATABASE_URL", f"expected sqlite:///… or postgres://…, got one that begins with {url[:12]!r}")
    found: dict[str, object] = checked("DATABASE_URL", lambda: dict(Env.db_url_config(url)))
    if scheme == "sqlite":
        return found | {"CONN_MAX_AGE": SQLITE_SECONDS, "OPTIONS": SQLITE_OPTIONS}
    said = found.get("OPTIONS", {})  # what follows the question mark, such as sslmode
    options = {"pool": POOL} | (said if isinstance(said, dict) else {})
    return found | {"CONN_HEALTH_CHECKS": True, "OPTIONS": options}


def email() -> dict[str, object]:
    """Django's EMAIL_* settings; without EMAIL_URL there is no mail and nothing breaks."""
    found = checked("EMAIL_URL", lambda: dict(Env.email_url_config(text("EMAIL_URL", "dummymail://"))))
    return {name: value for name, value in found.items() if name.startswith("EMAIL_")}


def secret_key(data: Path) -> str:
    """SECRET_KEY, or one that is made once and kept in the folder `data`, readable by its owner alone."""
    return text("SECRET_KEY") or checked("SECRET_KEY", lambda: kept_secret(data / "secret_key"))


def kept_secret(path: Path) -> str:
    """The words in `path`, made on the first call; when several processes start at once, all get the first one's."""
    if not path.exists():
        draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(64))
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text().strip()
