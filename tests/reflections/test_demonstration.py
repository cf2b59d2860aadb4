"""The demo's reflection: drafted from its author's marks, shared, replied to, some hours ago."""

import pytest
from django.utils import timezone

from studyapp.reflections import demonstration
from studyapp.reflections.models import Reflection
from tests.factories import join, make_user

pytestmark = pytest.mark.django_db


def test_the_group_reads_it_and_somebody_has_replied(study, reader, leader, notes):
    demonstration.fill(study, {"heqing": reader, "limei": leader})
    made = Reflection.objects.shared_with(join(study.group, user=make_user())).select_related("topic").get()
    assert "> 石头（第1段）" in made.topic.body
    assert made.topic.replies.count() == 1
    assert made.topic.shared_at < made.topic.active_at < timezone.now()
