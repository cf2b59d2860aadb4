"""Settings from the environment: what they do, and how a bad one stops the start."""

import json
import os
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connection

from manage import is_local_runserver
from studyapp.environment import kept_secret

ROOT = Path(__file__).resolve().parent.parent
SHOW = """
import json
from studyapp import settings
said = {name: getattr(settings, name) for name in dir(settings) if name.isupper()}
print(json.dumps(said, default=lambda value: None))
"""


def start(*arguments: str, data: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Python in an environment that holds nothing but these names."""
    names = {"PATH": os.environ["PATH"], "DATA_DIR": str(data), "DJANGO_SETTINGS_MODULE": "studyapp.settings"}
    return subprocess.run(
        [sys.executable, *arguments], env=names | environment, cwd=ROOT, capture_output=True, text=True, timeout=60
    )


@pytest.fixture
def settings_of(tmp_path):
    def read(**environment: str) -> dict[str, object]:
        done = start("-c", SHOW, data=tmp_path, **environment)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return read


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DEBUG", "maybe"),
        ("STATIC", "elsewhere"),
        ("SIGN_UP", "everyone"),
        ("PUBLIC_URL", "nonsense"),
        ("PUBLIC_URL", "http://192.168.1.5:http"),
        ("PUBLIC_URL", "https://study.example.org/below"),
        ("DATABASE_URL", "foo"),
        ("DATABASE_URL", "mysql://there/base"),
        ("DATABASE_URL", "sqlite://relative.sqlite3"),
        ("DATABASE_URL", "postgres://reader:secret@there:port/base"),
        ("EMAIL_URL", "pigeon://there"),
        ("DATA_DIR", "/proc/tongdu"),
        ("SECRET_KEY_FILE", "/nowhere/secret"),
        ("DATABASE_URL_FILE", "/nowhere/database"),
    ],
)
def test_a_bad_value_stops_the_start_with_one_line(name, value, tmp_path):
    done = start("manage.py", "check", data=tmp_path, **{name: value})
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith(name.removesuffix("_FILE") + ": ")
    assert done.stderr.count("\n") == 1
    assert "secret@" not in done.stderr


def test_any_value_may_lie_in_a_file(settings_of, tmp_path):
    (tmp_path / "key").write_text("$ecret-" * 10 + "\n")
    (tmp_path / "database").write_text("postgres://reader:p%40ss@there:5433/base?sslmode=require\n")
    found = settings_of(SECRET_KEY_FILE=f"{tmp_path}/key", DATABASE_URL_FILE=f"{tmp_path}/database")
    database = found["DATABASES"]["default"]
    assert found["SECRET_KEY"] == "$ecret-" * 10
    assert (database["HOST"], database["PORT"], database["NAME"], database["PASSWORD"]) == (
        "there",
        5433,
        "base",
        "p@ss",
    )
    assert database["OPTIONS"].keys() == {"pool", "sslmode"}
    assert database["CONN_HEALTH_CHECKS"] is True


def test_without_anything_said_it_is_private_and_local(settings_of, tmp_path):
    found = settings_of()
    assert found["DEBUG"] is False
    assert found["SIGN_UP"] == "invitation"
    assert found["ALLOWED_HOSTS"] == ["localhost", "127.0.0.1", "[::1]"]
    assert found["DATABASES"]["default"]["NAME"] == f"{tmp_path}/tongdu.sqlite3"
    assert found["EMAIL_BACKEND"].endswith("dummy.EmailBackend")
    assert not found["SESSION_COOKIE_SECURE"]
    assert not found["SECURE_SSL_REDIRECT"]


def test_the_public_address_drives_what_follows_from_it(settings_of):
    found = settings_of(PUBLIC_URL="https://study.example.org/", ALLOWED_HOSTS="also.example.org")
    assert {"study.example.org", "also.example.org"} < set(found["ALLOWED_HOSTS"])
    assert found["CSRF_TRUSTED_ORIGINS"] == ["https://study.example.org"]
    assert found["SESSION_COOKIE_SECURE"]
    assert found["CSRF_COOKIE_SECURE"]
    assert found["SECURE_HSTS_SECONDS"] == 365 * 24 * 60 * 60


def test_a_room_without_https_keeps_plain_cookies(settings_of):
    found = settings_of(PUBLIC_URL="http://192.168.1.5:8000")
    assert "192.168.1.5" in found["ALLOWED_HOSTS"]
    assert not found["SESSION_COOKIE_SECURE"]
    assert found["SECURE_HSTS_SECONDS"] == 0


def test_a_data_folder_with_odd_letters_is_found(settings_of, tmp_path):
    odd = tmp_path / "同读 100% a+b"
    assert settings_of(DATA_DIR=str(odd))["DATABASES"]["default"]["NAME"] == f"{odd}/tongdu.sqlite3"
    assert stat.S_IMODE(odd.stat().st_mode) == 0o700


@pytest.mark.parametrize("rights", [0o755, 0o770, 0o701])
def test_a_data_folder_of_ours_that_stood_open_is_closed_to_others(settings_of, tmp_path, rights):
    data = tmp_path / "data"
    data.mkdir()
    data.chmod(rights)
    settings_of(DATA_DIR=str(data))
    assert stat.S_IMODE(data.stat().st_mode) == 0o700


def test_a_folder_that_all_share_is_refused_and_left_as_it_is(tmp_path):
    shared = tmp_path / "tmp"
    shared.mkdir()
    shared.chmod(0o1777)
    done = start("manage.py", "check", data=shared)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert done.stderr.startswith("DATA_DIR: ")
    assert stat.S_IMODE(shared.stat().st_mode) == 0o1777


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives a folder away")
def test_a_folder_of_somebody_elses_keeps_its_rights(settings_of, tmp_path):
    data = tmp_path / "data"
    data.mkdir(mode=0o755)
    os.chown(data, 65534, -1)
    settings_of(DATA_DIR=str(data))
    assert stat.S_IMODE(data.stat().st_mode) == 0o755


@pytest.mark.parametrize(
    ("line", "is_local"),
    [
        ("manage.py runserver", True),
        ("manage.py runserver 8001", True),
        ("manage.py runserver --noreload localhost:8001", True),
        ("manage.py runserver [::1]:8001", True),
        ("manage.py runserver 0.0.0.0:8000", False),
        ("manage.py runserver 0:8000", False),
        ("manage.py runserver localhost.example.org:8000", False),
        ("manage.py migrate", False),
    ],
)
def test_debug_is_for_a_runserver_that_only_this_machine_reaches(line, is_local):
    assert is_local_runserver(line.split()) is is_local


def test_the_key_is_made_once_however_many_start_together(tmp_path):
    path = tmp_path / "secret_key"
    with ThreadPoolExecutor(16) as pool:
        found = set(pool.map(lambda _: kept_secret(path), range(64)))
    assert found == {path.read_text()}
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_the_production_example_passes_djangos_own_check(tmp_path):
    lines = (ROOT / "deploy/tongdu.env").read_text().splitlines()
    example = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
    done = start(
        "manage.py", "check", "--deploy", "--fail-level", "INFO", data=tmp_path, **example | {"DATA_DIR": str(tmp_path)}
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "System check identified no issues (0 silenced).\n"


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite's own settings")
def test_sqlite_waits_for_its_turn_and_survives_a_power_cut():
    with connection.cursor() as cursor:
        pragma = {
            name: cursor.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "busy_timeout", "foreign_keys")
        }
    full = 2
    assert pragma == {"journal_mode": "wal", "synchronous": full, "busy_timeout": 20_000, "foreign_keys": 1}
    assert connection.transaction_mode == "IMMEDIATE"


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "postgresql", reason="PostgreSQL's own settings")
def test_postgres_asks_a_connection_whether_it_still_lives():
    assert connection.settings_dict["CONN_HEALTH_CHECKS"] is True
    assert connection.pool is not None
