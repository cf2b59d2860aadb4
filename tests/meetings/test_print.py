"""The print of a record says what the Word file says, in the language of the house and on the clock of the meeting."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from studyapp.groups.models import Role
from studyapp.meetings.models import StudyRecord
from studyapp.meetings.services import leading, records
from tests.factories import make_meeting, make_study

pytestmark = pytest.mark.django_db
LATE = datetime(2027, 3, 1, 23, 30, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture
def owner():
    return make_study().group.memberships.get(role=Role.OWNER).user


@pytest.fixture
def record(owner):
    study = owner.memberships.get().group.studies.get()
    meeting = leading.start(make_meeting(study=study, title="第一回"), by=owner)
    return records.write(leading.end(meeting))


@pytest.fixture
def printed(client, owner, record):
    def read(language="zh-hans"):
        client.force_login(owner)
        address = f"/meetings/{record.meeting_id}/record/print/"
        return client.get(address, headers={"accept-language": language}).content.decode()

    return read


def test_a_draft_says_so_and_what_is_missing(printed):
    page = printed()
    assert "（草稿，未签发）" in page
    assert "第一回（第 1 次）" in page
    assert "<p>未记</p>" in page


def test_it_is_in_one_language_whoever_prints_it(printed):
    sheet = printed("en").partition("<article")[2].partition("</article>")[0]
    for words in ("学习记录", "主持人签发：", "出席", "未记", "（草稿，未签发）"):
        assert words in sheet
    assert "Place" not in sheet


def test_what_was_added_stands_behind_the_signature_on_the_clock_of_the_meeting(printed, owner, record):
    record = records.sign(record, by=owner, seen=records.digest(record))
    records.add(record, text="水是二沸。", by=owner)
    StudyRecord.objects.update(signed_at=LATE)
    type(owner).objects.filter(pk=owner.pk).update(time_zone="Asia/Tokyo")
    page = printed()
    assert page.index("2027年3月1日") < page.index("水是二沸。（李梅，")
