"""签发: a record is signed once by who leads, as it was read, and then stays as it is."""

import pytest

from studyapp.meetings.models import Meeting, RecordField
from studyapp.meetings.services import leading, records, to_dos
from studyapp.meetings.services.attending import check_in, excuse
from studyapp.meetings.services.floor import summarise
from tests.factories import join, make_meeting, make_user
from tests.meetings.record.signing import address, field, signed

pytestmark = pytest.mark.django_db


def test_signing(client, record, owner, recorder, member):
    seen = {"seen": records.digest(record)}
    for person in (recorder, member):
        client.force_login(person)
        assert client.post(address("sign", record.meeting_id), seen).status_code == 404
    client.force_login(owner)
    assert client.post(address("sign", record.meeting_id), {"seen": "x"}).status_code == 422
    assert client.post(address("sign", record.meeting_id), seen).status_code == 302
    record.refresh_from_db()
    assert (record.signed_by, record.signer, record.digest) == (owner, "李梅", seen["seen"])
    assert client.post(address("sign", record.meeting_id), seen).status_code == 409


def test_what_was_not_read_is_not_signed(client, record, owner, recorder):
    seen = records.digest(record)
    records.change_field(field(record, "place"), text="茶室", edition=1, by=recorder)
    client.force_login(owner)
    response = client.post(address("sign", record.meeting_id), {"seen": seen})
    assert response.status_code == 409
    assert "请再看一遍" in response.content.decode()
    assert not Meeting.objects.filter(record__signed_at__isnull=False).exists()


def test_a_late_check_in_is_read_before_it_is_signed(record, owner):
    seen = records.digest(record)
    late = join(record.meeting.group)
    record.meeting.group.memberships.filter(user=late).update(joined_at=record.meeting.started_at)
    check_in(record.meeting, user=late, by=owner)
    with pytest.raises(records.StaleRecordError):
        records.sign(record, by=owner, seen=seen)


def test_a_meeting_that_goes_on_is_not_signed(record, owner):
    leading.resume(record.meeting)
    with pytest.raises(records.NotOverError):
        records.sign(record, by=owner, seen=records.digest(record))


def test_a_signed_meeting_does_not_go_on(record, owner):
    signed(record, owner)
    leading.resume(Meeting.objects.get(pk=record.meeting_id))
    assert Meeting.objects.get(pk=record.meeting_id).is_over


def test_signed_it_stays(record, owner, member, study):
    meeting = record.meeting
    decision, speech = meeting.decisions.get(), meeting.speeches.get()
    to_do = to_dos.give(meeting, text="买茶", owner=member, due_on=None, by=owner)
    signed(record, owner)
    before = list(RecordField.objects.values("name", "text", "edition"))
    for act in (
        lambda: records.change_field(field(record, "place"), text="别处", edition=1, by=owner),
        lambda: records.correct(speech, summary="别的", edition=speech.edition, by=member),
        lambda: records.note_speech(record, attendance=speech.attendance, summary="还有", by=owner),
        lambda: records.sign(record, by=member, seen=records.digest(record)),
        lambda: records.hand_in(record, by=owner),
        lambda: summarise(speech, summary="绕过记录改的", edition=speech.edition, by=owner),
        lambda: to_dos.decide(meeting, text="再加", by=owner),
        lambda: to_dos.change_decision(decision, text="改", was=decision.text, by=owner),
        lambda: to_dos.give(meeting, text="再做", owner=None, due_on=None, by=owner),
        lambda: to_dos.change_to_do(to_do, text="改", owner=None, due_on=None, was=to_do.said, by=owner),
        lambda: to_dos.drop(decision, by=owner),
        lambda: to_dos.drop(to_do, by=owner),
    ):
        with pytest.raises(records.SignedError):
            act()
    Meeting.objects.update(place="别处", title="别的")
    excuse(meeting, user=join(study.group), reason="后来")
    records.lay_out(study.group, names=["time"])
    records.write(Meeting.objects.get(pk=meeting.pk))
    assert list(RecordField.objects.values("name", "text", "edition")) == before
    record.refresh_from_db()
    assert records.digest(record) == record.digest


def test_too_late_is_told_with_what_was_typed(client, record, recorder, owner):
    there, speech = field(record, "place"), record.meeting.speeches.get()
    signed(record, owner)
    client.force_login(recorder)
    for name, pk in (("change_field", there.pk), ("change_speech", speech.pk)):
        response = client.post(address(name, pk), {"text": "茶室三楼", "edition": 1})
        assert response.status_code == 409
        assert "茶室三楼" in response.content.decode()
    response = client.post(address("add_decision", record.meeting_id), {"text": "再来"})
    assert response.status_code == 409
    assert "再来" in response.content.decode()


def test_additions(client, record, owner, recorder, member):
    client.force_login(recorder)
    assert client.post(address("add_to_record", record.meeting_id), {"text": "太早"}).status_code == 404
    signed(record, owner)
    assert client.post(address("add_to_record", record.meeting_id), {"text": " "}).status_code == 422
    assert client.post(address("add_to_record", record.meeting_id), {"text": "水是二沸。"}).status_code == 303
    client.force_login(member)
    assert "水是二沸。" in client.get(address("record", record.meeting_id)).content.decode()
    assert client.post(address("add_to_record", record.meeting_id), {"text": "我也补"}).status_code == 404


def test_many_who_were_absent_are_told_in_short(client, study, owner):
    for number in range(12):
        join(study.group, user=make_user(display_name=f"书友{number}"))
    meeting = leading.end(leading.start(make_meeting(study=study, by=owner), by=owner))
    client.force_login(owner)
    page = client.get(address("record", meeting.pk)).content.decode()
    assert page.count("书友0等 12 人缺席，没有原因") == 2  # beside the record, and where it is signed
    assert "书友1缺席" not in page
    assert "还有 4 人" in page
