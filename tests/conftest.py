"""What all tests share: a quick password hash, and a database like the real one."""

import pytest
from django.db import connections

from tests.factories import join, make_group


@pytest.fixture(autouse=True)
def quick_passwords(settings):
    """Argon2 is slow on purpose; tests do not guess passwords."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix, tmp_path_factory):
    """SQLite is tested on a file, as it runs: threads share it, WAL and locks are real. In memory they are not."""
    database = connections["default"]
    if database.vendor == "sqlite":
        database.settings_dict["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "tongdu.sqlite3")


@pytest.fixture(autouse=True)
def no_cutting_beside(monkeypatch):
    """A process beside this one would look at another database."""
    monkeypatch.setattr("studyapp.cards.cutting.spawn", lambda command: None)


@pytest.fixture
def group(db):
    return make_group()


@pytest.fixture
def reader(client, group):
    """A member of the group, signed in."""
    reader = join(group)
    client.force_login(reader)
    return reader
