"""The study record: written from what happened, changed by field, signed once, then only added to."""

import pytest

from studyapp.groups.models import Role
from studyapp.groups.services import remove
from studyapp.meetings.models import FieldEdit, Meeting, Part, RecordLayout, Speech
from studyapp.meetings.recounting import FIELDS
from studyapp.meetings.services import leading, records, to_dos
from studyapp.meetings.services.attending import check_in
from tests.factories import join, make_meeting, make_user
from tests.meetings.record.signing import address, field, signed

pytestmark = pytest.mark.django_db


def test_it_writes_itself(client, meeting, owner):
    client.force_login(owner)
    page = client.get(address("record", meeting.pk)).content.decode()
    for words in ("活动室二楼", "李梅、陈小禾、林溪（3 人）", "第 2 段", "水开了再倒。", "下次带茶。"):
        assert words in page
    assert set(meeting.record.fields.values_list("name", flat=True)) == set(FIELDS)


def test_it_is_not_there_before_the_end(client, study, owner):
    meeting = leading.start(make_meeting(study=study), by=owner)
    client.force_login(owner)
    assert client.get(address("record", meeting.pk)).status_code == 404


def test_a_page_costs_no_more_with_more_speeches(client, meeting, owner, django_assert_max_num_queries):
    client.force_login(owner)
    client.get(address("record", meeting.pk))
    for attendance in meeting.attendances.all():
        for _ in range(5):
            Speech.objects.create(meeting=meeting, attendance=attendance, ended_at=meeting.ended_at, summary="好。")
    records.write(meeting)
    with django_assert_max_num_queries(60):
        assert client.get(address("record", meeting.pk)).status_code == 200


def test_whoever_reads_first_it_is_in_one_language(client, meeting, owner):
    client.force_login(owner)
    client.get(address("record", meeting.pk), headers={"accept-language": "en"})
    assert "分钟" in field(meeting.record, "time").text
    client.get(address("record", meeting.pk), headers={"accept-language": "zh-CN"})
    assert not FieldEdit.objects.exists()


def test_who_sees_it(client, meeting, study, owner, member, recorder):
    outsider, gone = make_user(), join(study.group)
    observer = join(study.group, role=Role.OBSERVER)
    remove(study.group.memberships.get(user=gone), by=owner)
    for person, status in ((outsider, 404), (gone, 404), (observer, 200), (member, 200), (recorder, 200), (owner, 200)):
        client.force_login(person)
        response = client.get(address("record", meeting.pk))
        assert response.status_code == status
        reads = person in (owner, recorder)
        assert ("活动室二楼" in response.content.decode()) == reads
        for name in ("print_record", "download_record"):
            assert client.get(address(name, meeting.pk)).status_code == (200 if reads else 404)
    signed(records.write(meeting), owner)
    for person, status in ((outsider, 404), (gone, 404), (observer, 200), (member, 200)):
        client.force_login(person)
        for name in ("record", "print_record", "download_record"):
            assert client.get(address(name, meeting.pk)).status_code == status


def test_before_it_is_signed_others_see_what_they_said(client, meeting, study, member):
    client.force_login(member)
    page = client.get(address("record", meeting.pk)).content.decode()
    assert "记录还在校改" in page
    assert "水开了再倒。" in page
    client.force_login(join(study.group))
    assert "水开了再倒。" not in client.get(address("record", meeting.pk)).content.decode()


def test_whoever_records_in_this_meeting_may_change_it(client, meeting, study):
    named = join(study.group)
    client.force_login(named)
    there = field(records.write(meeting), "place")
    assert client.get(address("edit_field", there.pk)).status_code == 404
    Part.objects.create(meeting=meeting, user=named, role=Part.Role.RECORDER)
    assert client.get(address("edit_field", there.pk)).status_code == 200


def test_a_field_is_changed(client, record, recorder):
    client.force_login(recorder)
    there = field(record, "place")
    response = client.post(address("change_field", there.pk), {"text": "茶室\r\n二楼", "edition": 1})
    assert response.status_code == 303
    there.refresh_from_db()
    assert (there.text, there.edition, there.edited_by) == ("茶室\n二楼", 2, recorder)
    assert there.edits.get().text == "活动室二楼"
    history = client.get(address("field_history", there.pk)).content.decode()
    assert "活动室二楼" in history
    assert "陈小禾" in history


def test_a_swap_brings_what_follows(client, record, recorder):
    client.force_login(recorder)
    there = field(record, "place")
    told = {"text": "茶室", "edition": 1}
    page = client.post(address("change_field", there.pk), told, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in page
    assert f'id="field-{there.pk}"' in page
    assert page.count('hx-swap-oob="true"') == 3
    form = client.get(address("edit_field", there.pk), headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in form
    assert "茶室" in form


def test_a_conflict_loses_neither(client, record, recorder, owner):
    there = field(record, "place")
    records.change_field(there, text="茶室", edition=1, by=owner)
    client.force_login(recorder)
    for headers in ({}, {"HX-Request": "true"}):
        response = client.post(address("change_field", there.pk), {"text": "活动室三楼", "edition": 1}, headers=headers)
        assert response.status_code == 409
        page = response.content.decode()
        assert "茶室" in page
        assert "活动室三楼" in page
        assert 'name="edition" value="2"' in page
    assert field(record, "place").text == "茶室"
    client.post(address("change_field", there.pk), {"text": "茶室、活动室三楼", "edition": 2})
    assert field(record, "place").text == "茶室、活动室三楼"


@pytest.mark.parametrize(
    "told", [{}, {"text": "x" * 20_001, "edition": 1}, {"text": "x", "edition": "0"}, {"text": "\x00", "edition": 1}]
)
def test_what_is_no_change_is_refused(client, record, recorder, told):
    client.force_login(recorder)
    assert client.post(address("change_field", field(record, "place").pk), told).status_code == 422
    assert field(record, "place").text == "活动室二楼"


def test_what_nobody_touched_follows_the_meeting(record, study, owner):
    records.change_field(field(record, "place"), text="茶室", edition=1, by=owner)
    check_in(record.meeting, user=join(study.group, user=make_user(display_name="方圆")), by=owner)
    Meeting.objects.update(place="别处")
    records.write(Meeting.objects.get(pk=record.meeting_id))
    assert "方圆（补签）" in field(record, "present").text
    assert field(record, "place").text == "茶室"


def test_rows_are_followed_whoever_changed_them(record, recorder):
    to_dos.decide(record.meeting, text="洗杯子。", by=recorder)
    there = field(record, "decisions")
    assert there.text == "1. 下次带茶。\n2. 洗杯子。"
    assert there.edited_by == recorder
    to_dos.decide(record.meeting, text="收杯子。", by=recorder)
    assert "收杯子" in field(record, "decisions").text
    assert there.edits.count() == 2


def test_what_is_made_of_rows_is_changed_there(client, record, recorder):
    client.force_login(recorder)
    there = field(record, "decisions")
    assert client.post(address("change_field", there.pk), {"text": "x", "edition": 1}).status_code == 422
    assert client.get(address("edit_field", there.pk)).status_code == 303


def test_handing_in(client, record, recorder, member):
    client.force_login(member)
    assert client.post(address("hand_in", record.meeting_id)).status_code == 404
    client.force_login(recorder)
    assert client.post(address("hand_in", record.meeting_id)).status_code == 302
    assert "等签发" in client.get(address("record", record.meeting_id)).content.decode()


def test_a_speaker_corrects_what_they_said(client, record, member, recorder, study):
    speech = record.meeting.speeches.get()
    client.force_login(join(study.group))
    assert client.post(address("change_speech", speech.pk), {"text": "x", "edition": 2}).status_code == 404
    client.force_login(member)
    told = {"text": "水开了，等一等再倒。", "edition": speech.edition}
    assert client.post(address("change_speech", speech.pk), told).status_code == 303
    speech.refresh_from_db()
    assert speech.checked_at
    assert "等一等再倒" in field(record, "speeches").text
    client.force_login(recorder)
    response = client.post(address("change_speech", speech.pk), {"text": "另一句", "edition": told["edition"]})
    assert response.status_code == 409
    assert "等一等再倒" in response.content.decode()
    assert "另一句" in response.content.decode()


def test_who_corrects_learns_nothing_of_the_rest(client, record, member):
    speech = record.meeting.speeches.get()
    client.force_login(member)
    told = {"text": "水开了。", "edition": speech.edition}
    page = client.post(address("change_speech", speech.pk), told, headers={"HX-Request": "true"}).content.decode()
    assert "水开了。" in page
    assert "签发" not in page
    assert "hx-swap-oob" not in page


def test_a_speech_that_nobody_wrote_down(client, record, recorder):
    client.force_login(recorder)
    there = record.meeting.attendances.first()
    assert client.post(address("note_speech", record.meeting_id), {}).status_code == 422
    told = {"attendance": there.pk, "summary": "茶要热着喝。"}
    assert client.post(address("note_speech", record.meeting_id), told).status_code == 303
    assert "李梅：茶要热着喝。" in field(record, "speeches").text


def test_layout(client, record, owner, recorder):
    group = record.meeting.group
    client.force_login(recorder)
    assert client.get(address("record_layout", group.pk)).status_code == 404
    client.force_login(owner)
    page = client.get(address("record_layout", group.pk)).content.decode()
    assert page.count('name="order"') == len(FIELDS)
    order = list(FIELDS)
    assert client.post(address("lay_out", group.pk), {"order": order}).status_code == 422
    told = {"order": order, "chosen": ["time", "present", "decisions"], "up": "decisions"}
    assert client.post(address("lay_out", group.pk), told).status_code == 302
    assert RecordLayout.objects.get().names == ["time", "decisions", "present"]
    there = client.get(address("record", record.meeting_id)).content.decode()
    assert "活动室二楼" not in there
    assert there.index("决定事项") < there.index("<h2>出席</h2>")


def test_a_signed_record_keeps_its_layout(client, record, owner):
    signed(record, owner)
    records.lay_out(record.meeting.group, names=["time"])
    client.force_login(owner)
    assert "活动室二楼" in client.get(address("record", record.meeting_id)).content.decode()
