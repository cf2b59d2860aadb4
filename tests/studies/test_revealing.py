"""先独学后揭晓: a facilitator seals a study and reveals it, now or at a time."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone

from studyapp.groups.models import Role
from studyapp.importing.publishing import withdraw
from studyapp.live.models import Event
from studyapp.studies.models import Study
from studyapp.studies.services.sealing import OpenStudyError, reveal, reveal_at, seal
from tests.factories import join, make_study, make_user

pytestmark = pytest.mark.django_db
ACTS = ("seal", "reveal_now", "reveal_at")


@pytest.fixture
def study(group):
    return make_study(group=group)


@pytest.fixture
def leader(client, group):
    leader = join(group, role=Role.FACILITATOR)
    client.force_login(leader)
    return leader


def address(name, study):
    return reverse(f"studies:{name}", args=[study.pk])


def page(client, study):
    return client.get(address("reveal", study)).content.decode()


def now_of(study):
    return Study.objects.get(pk=study.pk)


def test_it_says_how_it_stands(client, leader, study):
    assert "大家看得见彼此的批注" in page(client, study)
    seal(study)
    assert "独学中，还没定哪天揭晓" in page(client, study)
    reveal_at(study, moment=timezone.now() + timedelta(days=30))
    assert "揭晓" in page(client, study)
    reveal(study)
    assert "已揭晓（今天" in page(client, study)


def test_sealing_and_revealing(client, leader, study):
    client.post(address("seal", study))
    assert now_of(study).is_sealed
    client.post(address("reveal_now", study), {"typed_name": study.group.name})
    assert now_of(study).was_revealed
    client.post(address("seal", study))
    assert now_of(study).is_sealed
    assert now_of(study).reveals_at is None


def test_revealing_now_asks_for_the_name(client, leader, study):
    seal(study)
    answer = client.post(address("reveal_now", study), {"typed_name": "别的"})
    assert answer.status_code == 422
    assert "和小组的名称不一样" in answer.content.decode()
    assert now_of(study).is_sealed


def test_it_is_revealed_at_a_time_of_the_readers_own_clock(client, leader, study):
    leader.time_zone = "America/New_York"
    leader.save()
    seal(study)
    client.post(address("reveal_at", study), {"moment": "2100-11-26T19:00"})
    assert now_of(study).reveals_at == datetime(2100, 11, 26, 19, tzinfo=ZoneInfo("America/New_York"))
    assert 'value="2100-11-26T19:00"' in page(client, study)


def test_it_is_revealed_by_itself_when_the_time_has_come(study):
    seal(study)
    Study.objects.update(reveals_at=timezone.now() - timedelta(seconds=1))
    assert not now_of(study).is_sealed


def test_a_time_can_be_taken_back(client, leader, study):
    seal(study)
    reveal_at(study, moment=timezone.now() + timedelta(days=1))
    client.post(address("reveal_at", study), {"moment": ""})
    assert now_of(study).is_sealed
    assert now_of(study).reveals_at is None


@pytest.mark.parametrize(
    ("typed", "words"),
    [("2001-01-01T10:00", "已经过去"), ("9999-12-31T23:59", "太远了"), ("周四晚上", "请写日期和时间")],
)
def test_a_time_that_cannot_be_is_explained(client, leader, study, typed, words):
    seal(study)
    answer = client.post(address("reveal_at", study), {"moment": typed})
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_sealing_twice_changes_nothing(study):
    seal(study)
    reveal_at(study, moment=timezone.now() + timedelta(days=1))
    before = now_of(study)
    seal(study)
    assert now_of(study).reveals_at == before.reveals_at
    assert now_of(study).sealed_at == before.sealed_at


def test_what_is_open_cannot_be_revealed(client, leader, study):
    with pytest.raises(OpenStudyError):
        reveal(study)
    with pytest.raises(OpenStudyError):
        reveal_at(study, moment=None)
    for name, typed in (("reveal_now", {"typed_name": study.group.name}), ("reveal_at", {})):
        assert client.post(address(name, study), typed).status_code == 302


@pytest.mark.parametrize("role", [Role.OBSERVER, Role.MEMBER, Role.RECORDER])
def test_who_does_not_lead_sees_no_such_page(client, study, role):
    client.force_login(join(study.group, role=role))
    assert client.get(address("reveal", study)).status_code == 404
    assert {client.post(address(name, study)).status_code for name in ACTS} == {404}


def test_strangers_and_staff_see_no_such_page(client, study):
    client.force_login(make_user(is_staff=True))
    assert client.get(address("reveal", study)).status_code == 404
    assert {client.post(address(name, study)).status_code for name in ACTS} == {404}


def test_of_what_is_withdrawn_nothing_is_revealed(client, leader, study):
    withdraw(study.article)
    assert client.get(address("reveal", study)).status_code == 404


def test_open_pages_hear_of_it(study):
    seal(study)
    reveal(study)
    events = Event.objects.filter(topic__name=study.topic).order_by("number").values_list("kind", "data")
    assert list(events) == [("marked", {"all": True}), ("revealed", {})]


def test_the_groups_page_tells_members_and_lets_facilitators_in(client, group, study):
    seal(study)
    reveal_at(study, moment=timezone.now() + timedelta(days=1))
    client.force_login(join(group))
    html = client.get(group.get_absolute_url()).content.decode()
    assert "独学中，明天" in html
    assert address("reveal", study) not in html
    client.force_login(join(group, role=Role.FACILITATOR))
    assert address("reveal", study) in client.get(group.get_absolute_url()).content.decode()
