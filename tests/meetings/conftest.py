"""A meeting that runs, and who leads it, at the desk."""

import pytest

from studyapp.groups.models import Role
from studyapp.meetings.services import leading
from tests.factories import join, make_meeting, make_study
from tests.meetings.somebody import signed_in

TEXT = "\n".join(f"第{number}句，水从山里来。" for number in range(1, 9))


@pytest.fixture
def lead(group):
    return join(group, role=Role.FACILITATOR)


@pytest.fixture
def meeting(group, lead):
    study = make_study(group=group, text=TEXT)
    return leading.start(make_meeting(study=study, by=lead, guests_allowed=True), by=lead)


@pytest.fixture
def desk(lead):
    return signed_in(lead)
