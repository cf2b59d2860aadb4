"""补学: what who was absent is shown, and that they have made up for it."""

import pytest
from django.utils import timezone

from studyapp.groups.models import Role
from studyapp.groups.services import remove
from studyapp.meetings.models import Parked
from studyapp.meetings.services import leading, records, to_dos
from studyapp.meetings.services.attending import check_in, excuse
from studyapp.studies.models import Study
from tests.factories import join, make_meeting, make_note, make_study, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def study():
    return make_study(text="先把茶叶放进壶里。\n再等水开。")


@pytest.fixture
def owner(study):
    return study.group.memberships.get(role=Role.OWNER).user


@pytest.fixture
def away(study):
    return join(study.group, user=make_user(display_name="何清"))


@pytest.fixture
def meeting(study, owner, away):
    meeting = leading.start(make_meeting(study=study), by=owner)
    excuse(meeting, user=away, reason="出差")
    leading.focus(meeting, paragraph=study.article.revision.paragraphs.get(number=2), by=owner)
    note = make_note(article=study.article, author=owner, study=study, kind="question", body="几分烫？")
    Parked.objects.create(meeting=meeting, annotation=note)
    to_dos.decide(meeting, text="下次带茶。", by=owner)
    return leading.end(meeting)


@pytest.fixture
def page(meeting):
    return f"/meetings/{meeting.pk}/make-up/"


def test_what_was_read_asked_and_decided(client, page, away, study):
    client.force_login(away)
    shown = client.get(page).content.decode()
    assert f"/read/{study.article_id}/p/2/" in shown
    assert f"/read/{study.article_id}/p/1/" not in shown
    for words in ("几分烫？", "下次带茶。", "我补学完了"):
        assert words in shown
    assert shown.count("<li>") >= 3


def test_done_it_stands_in_the_record(client, page, away, meeting):
    records.write(meeting)
    client.force_login(away)
    assert client.post(f"{page}done/").status_code == 302
    assert meeting.record.fields.get(name="absent").text == "何清（已补学）：出差"
    first = meeting.attendances.get(user=away).made_up_at
    client.post(f"{page}done/")
    assert meeting.attendances.get(user=away).made_up_at == first
    assert "补学完了。" in client.get(page).content.decode()


def test_after_signing_it_stands_beside_it(client, page, away, meeting, owner):
    record = records.write(meeting)
    records.sign(record, by=owner, seen=records.digest(record))
    client.force_login(away)
    client.post(f"{page}done/")
    assert "已补学" not in meeting.record.fields.get(name="absent").text
    assert "已补学" in client.get(f"/meetings/{meeting.pk}/record/").content.decode()


def test_who_was_there_has_nothing_to_make_up(client, page, meeting, owner):
    client.force_login(owner)
    assert "我补学完了" not in client.get(page).content.decode()
    client.post(f"{page}done/")
    assert meeting.attendances.get(user=owner).made_up_at is None


def test_who_may_see_it(client, page, study, owner, away):
    observer = join(study.group, role=Role.OBSERVER)
    remove(study.group.memberships.get(user=away), by=owner)
    for person, status in ((make_user(), 404), (away, 404), (observer, 200)):
        client.force_login(person)
        assert client.get(page).status_code == status
        assert client.post(f"{page}done/").status_code == (302 if status == 200 else 404)


def test_not_before_the_end(client, study, owner):
    meeting = leading.start(make_meeting(study=study), by=owner)
    check_in(meeting, user=owner)
    client.force_login(owner)
    assert client.get(f"/meetings/{meeting.pk}/make-up/").status_code == 404


def test_nothing_of_a_sealed_study(client, page, away, study):
    Study.objects.update(sealed_at=timezone.now(), reveals_at=None)
    client.force_login(away)
    assert "几分烫？" not in client.get(page).content.decode()


def test_no_private_note(client, page, away, meeting, study, owner):
    secret = make_note(article=study.article, author=owner, kind="question", body="这一句谁也不给看")
    Parked.objects.create(meeting=meeting, annotation=secret)
    for person in (away, owner):
        client.force_login(person)
        assert "这一句谁也不给看" not in client.get(page).content.decode()
