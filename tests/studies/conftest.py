"""A study, and who leads it at the keyboard."""

import pytest

from studyapp.groups.models import Role
from tests.studies.planned import member, study_of


@pytest.fixture
def study(group):
    return study_of(group)


@pytest.fixture
def leader(client, study):
    leader = member(study, "李梅", role=Role.FACILITATOR)
    client.force_login(leader)
    return leader
