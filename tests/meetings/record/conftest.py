"""A meeting that is over, who was there, and its record."""

import pytest

from studyapp.groups.models import Role
from studyapp.meetings.services import leading, records, to_dos
from studyapp.meetings.services.attending import check_in
from studyapp.meetings.services.floor import give_floor, summarise
from tests.factories import join, make_meeting, make_study, make_user


@pytest.fixture
def study():
    return make_study(text="先把茶叶放进壶里。\n再等水开。\n慢慢倒。")


@pytest.fixture
def owner(study):
    return study.group.memberships.get(role=Role.OWNER).user


@pytest.fixture
def member(study):
    return join(study.group, user=make_user(display_name="林溪"))


@pytest.fixture
def recorder(study):
    return join(study.group, user=make_user(display_name="陈小禾"), role=Role.RECORDER)


@pytest.fixture
def meeting(study, owner, member, recorder):
    """Over: the owner, a member and the recorder were there; somebody said something."""
    meeting = leading.start(make_meeting(study=study, place="活动室二楼"), by=owner)
    leading.focus(meeting, paragraph=study.article.revision.paragraphs.get(number=2), by=owner)
    check_in(meeting, user=recorder)
    summarise(give_floor(check_in(meeting, user=member)), summary="水开了再倒。", edition=1, by=None)
    to_dos.decide(meeting, text="下次带茶。", by=owner)
    return leading.end(meeting)


@pytest.fixture
def record(meeting):
    return records.write(meeting)
