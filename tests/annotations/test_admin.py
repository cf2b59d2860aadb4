"""Notes and Django's admin: staff look after people, groups and texts, and see nothing of what is written there."""

import re

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from tests.factories import make_note, make_study, make_user

pytestmark = pytest.mark.django_db
THEIRS = ("annotations", "inbox", "live")


@pytest.fixture
def note(group):
    return make_note(article=make_study(group=group).article, author=make_user())


@pytest.fixture(autouse=True)
def chief(client):
    chief = make_user(is_staff=True, is_superuser=True)
    client.force_login(chief)
    return chief


@pytest.mark.parametrize("app", THEIRS)
def test_nothing_of_it_is_registered(app):
    assert not any(admin.site.is_registered(model) for model in apps.get_app_config(app).get_models())


def behind(model):
    """The names by which rows of these apps are found from a row of the model."""
    relations = [field for field in model._meta.get_fields() if field.auto_created and not field.concrete]
    return [each.name for each in relations if each.related_model._meta.app_label in THEIRS]


@pytest.mark.parametrize("model", list(admin.site._registry), ids=str)
def test_no_list_tells_to_whom_a_note_belongs(client, note, model):
    path = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    for name in behind(model):
        for asked in ({name: note.pk}, {f"{name}__isnull": "False"}, {f"{name}__pk__gte": "0"}):
            assert client.get(path, asked).status_code == 400, (path, asked)


@pytest.mark.parametrize("model", list(admin.site._registry), ids=str)
def test_nothing_is_deleted_there_so_no_page_counts_what_would_go_with_it(client, note, model):
    row = model._base_manager.first()
    if row is not None:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}_delete"
        assert client.get(reverse(name, args=[row.pk])).status_code == 403


def without_tokens(response):
    return re.sub(r"""CSRFToken": "\w+""", "", response.content.decode())


def test_no_address_of_the_admin_tells_whether_a_note_exists(client, note):
    kind = ContentType.objects.get_for_model(note).pk
    there, missing = (client.get(f"/admin/r/{kind}/{pk}/") for pk in (note.pk, note.pk + 1))
    assert there.status_code == missing.status_code == 404
    assert without_tokens(there) == without_tokens(missing)
