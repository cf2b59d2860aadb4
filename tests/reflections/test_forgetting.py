"""What is forgotten for good: reflections long deleted, and those of people who left."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from studyapp.annotations.models import Annotation
from studyapp.groups.services import leave_for_good
from studyapp.reflections import services
from studyapp.reflections.models import Reflection, Version

pytestmark = pytest.mark.django_db


def purge():
    said = StringIO()
    call_command("purge_reflections", stdout=said)
    return said.getvalue().strip()


def gone_for(reflection, days):
    Reflection.objects.filter(pk=reflection.pk).update(deleted_at=timezone.now() - timedelta(days=days))


def test_after_thirty_days_with_its_versions(reflection):
    services.set_aside(reflection, title="", body="另一份。")
    gone_for(reflection, 31)
    assert purge() == "1 reflections forgotten"
    assert not Reflection.objects.exists()
    assert not Version.objects.exists()


def test_not_before_that_and_not_what_stands(reflection):
    assert purge() == "0 reflections forgotten"
    gone_for(reflection, 29)
    assert purge() == "0 reflections forgotten"


def test_of_who_left_the_words_go_and_what_was_shared_stays_without_a_name(reflection, study, reader):
    services.share(reflection, study=study)
    leave_for_good(reader)
    assert purge() == "1 reflections forgotten"
    assert "我总是急。" in Annotation.objects.get(kind="topic").body


def test_notes_go_and_the_reflection_stays(reflection, notes):
    Annotation.objects.filter(pk=notes["slow"].pk).delete()
    assert "我总是急。" in Reflection.objects.get().body
