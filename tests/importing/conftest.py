"""A draft on the desk of a group's owner. Drafts are read at once: a process of its own would not see them."""

import pytest
from django.urls import reverse

from tests.factories import make_draft, make_group, make_user
from tests.importing.desk import SECTIONS, TEXT


@pytest.fixture(autouse=True)
def read_drafts_at_once(settings, tmp_path):
    settings.READ_DRAFTS_IN_BACKGROUND = False
    settings.DATA_DIR = tmp_path


@pytest.fixture
def owner(client):
    user = make_user()
    client.force_login(user)
    return user


@pytest.fixture
def group(owner):
    return make_group(owner=owner)


@pytest.fixture
def draft(owner, group):
    return make_draft(text=TEXT, title="一碗茶的来路", sections=SECTIONS, by=owner)


@pytest.fixture
def act(client, draft):
    """Do one correction as the page's forms do."""

    def post(name, *, version=None, headers=None, **data):
        draft.refresh_from_db()
        data = {"version": draft.version if version is None else version, "place": "", **data}
        return client.post(reverse("importing:correct", args=[draft.pk, name]), data, headers=headers)

    return post
