"""Drafts are read at once in tests: what reads them in earnest is a process that cannot see a test's database."""

import pytest


@pytest.fixture(autouse=True)
def read_drafts_at_once(settings, tmp_path):
    settings.READ_DRAFTS_IN_BACKGROUND = False
    settings.DATA_DIR = tmp_path
