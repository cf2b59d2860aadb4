"""The rules of what a group sees of its members' progress: only counts and consenting names, only from three on."""

import re
from datetime import timedelta

import pytest
from django.contrib import admin
from django.db import connection
from django.template import engines
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from studyapp.accounts.models import User
from studyapp.groups.models import Membership, Role
from studyapp.groups.services import leave, remove, share_progress
from studyapp.inbox.models import Notification
from studyapp.live.models import Event
from studyapp.studies.along import discussed_in
from studyapp.studies.bands import strip_of
from studyapp.studies.models import Discussed, Mastery, PlanStep, Progress, Study
from studyapp.studies.plan import plan_of
from studyapp.studies.services.planning import Step, lay_plan
from studyapp.studies.services.progress import discuss
from studyapp.studies.standing import Standing
from studyapp.studies.units import Unit, standing
from tests.factories import make_group
from tests.studies.planned import hide_owner, member, reads, study_of, units

pytestmark = pytest.mark.django_db
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"')


@pytest.fixture
def study(group):
    study = study_of(group)
    hide_owner(study)
    return study


@pytest.fixture
def owner(group):
    return group.memberships.get(role=Role.OWNER).user


def shown(study, user):
    """What the page of the study says of progress."""
    request = RequestFactory().get("/")
    request.user = user
    context = {"study": study, "strip": strip(study, user), "is_leading": Study.objects.led_by(user).contains(study)}
    return TOKEN.sub("", engines["django"].get_template("studies/_along.html").render(context, request))


def strip(study, user):
    return strip_of(study, study.article.revision, user=user)


def everywhere(study, user):
    """All pages on which progress of others could show."""
    client = Client()
    client.force_login(user)
    addresses = [
        reverse("guide:study", args=[study.pk]),
        reverse("reading:read", args=[study.article_id]),
        reverse("groups:detail", args=[study.group_id]),
        reverse("library:article", args=[study.article_id]),
        *(reverse("studies:readers", args=[study.pk, band.start]) for band in strip(study, user).bands),
    ]
    pages = [client.get(address).content.decode() for address in addresses]
    return shown(study, user) + TOKEN.sub(
        "", "".join(re.sub(r'hx-headers=\'[^\']*\'|data-cursor="[^"]*"', "", page) for page in pages)
    )


def three(study, *numbers):
    """Three who share and have read these sections."""
    people = [member(study, name) for name in ("周远", "何清", "方圆")]
    for each in people:
        reads(study, each, *numbers)
    return people


def test_of_two_nothing_shows(study):
    for name in ("周远", "何清"):
        reads(study, member(study, name), 1, 2, 3)
    html = shown(study, member(study, shares=False))
    assert "data-reach" not in html
    assert "人读过" not in html
    assert "至少三个人" in html


def test_of_three_counts_show(study):
    three(study, 1, 2)
    html = shown(study, member(study, shares=False))
    assert html.count("3 人读过") == 2
    assert html.count("不到 3 人") == 1
    assert "多数人读到「二、走路」" in html


def test_no_smaller_number_ever_shows(study):
    people = three(study, 1)
    reads(study, people[0], 2)
    reads(study, people[1], 2)
    html = shown(study, people[0])
    assert re.findall(r"(\d+) 人读过", html) == ["3"]


def test_who_hides_is_in_no_page_of_others(study, owner):
    people = three(study, 1)
    hidden = member(study, "许一舟", shares=False)
    before = [everywhere(study, each) for each in (people[0], owner)]
    reads(study, hidden, 1, 2, 3, standing=Standing.STUDIED)
    assert [everywhere(study, each) for each in (people[0], owner)] == before


def test_hiding_and_showing_again_hold_at_once(study):
    people = three(study, 1)
    me = study.group.memberships.get(user=people[0])
    share_progress(me, shares=False)
    assert "人读过" not in shown(study, people[1])
    share_progress(me, shares=True)
    assert "3 人读过" in shown(study, people[1])


@pytest.mark.parametrize("goes", ["leaves", "is shown out"])
def test_who_goes_counts_no_more(study, owner, goes):
    people = three(study, 1)
    membership = study.group.memberships.get(user=people[0])
    if goes == "leaves":
        leave(membership)
    else:
        remove(membership, by=owner)
    assert "人读过" not in shown(study, people[1])


def test_observers_are_not_counted(study):
    people = three(study, 1)
    Membership.objects.filter(user=people[0]).update(role=Role.OBSERVER)
    assert "人读过" not in shown(study, people[1])
    html = shown(study, people[0])
    assert "把我算进去" not in html


def test_who_leads_but_does_not_share_sees_what_all_see(study, owner):
    people = three(study, 1)
    numbers = [re.findall(r"\d+ 人读过|不到 3 人", shown(study, each)) for each in (owner, people[0])]
    assert numbers[0] == numbers[1] == ["3 人读过", "不到 3 人", "不到 3 人"]


def test_names_are_of_three_at_least_who_let_the_group_know(client, study):
    people = three(study, 1)
    reads(study, people[0], 2)
    reads(study, member(study, "许一舟", shares=False), 1)
    client.force_login(people[0])
    bands = strip(study, people[0]).bands
    names = client.get(reverse("studies:readers", args=[study.pk, bands[0].start])).content.decode()
    assert [name in names for name in ("周远", "何清", "方圆", "许一舟")] == [True, True, True, False]
    few = client.get(reverse("studies:readers", args=[study.pk, bands[1].start])).content.decode()
    assert "还不到三个人" in few
    assert "周远</li>" not in few


def test_of_two_nobody_is_named(client, study):
    people = [member(study, name) for name in ("周远", "何清")]
    for each in people:
        reads(study, each, 1)
    client.force_login(people[0])
    assert client.get(reverse("studies:readers", args=[study.pk, 0])).status_code == 404


def test_another_group_is_told_nothing(study, group):
    other = make_group(name="书院")
    other_study = study.article.publications.create(group=other) and study.article.studies.create(group=other)
    stranger = member(other_study)
    three(study, 1)
    assert "人读过" not in shown(other_study, stranger)


def test_nobody_counts_twice_however_the_text_is_divided(study):
    people = [member(study, name) for name in ("周远", "何清", "方圆")]
    revision, first = study.article.revision, people[0]
    Progress.objects.create(user=first, revision=revision, start=0, end=revision.length, standing=Standing.READ)
    reads(study, first, 2, standing=Standing.STUDIED)
    reads(study, people[1], 2)
    assert "人读过" not in shown(study, people[2])
    assert strip(study, first).along.percent == 100


def test_it_stands_in_no_event_no_notice_and_no_admin_page(study, caplog):
    people = three(study, 1)
    client = Client()
    client.force_login(people[0])
    revision = study.article.revision
    events = Event.objects.count()
    said = {"mark": "s2-2", "revision": revision.pk, "leaf": 1, "study": study.pk}
    assert client.post(reverse("reading:progress", args=[study.article_id]), said).status_code == 303
    share_progress(study.group.memberships.get(user=people[0]), shares=False)
    assert Event.objects.count() == events
    assert not Notification.objects.exists()
    assert "s2" not in caplog.text
    assert not {Progress, Mastery, Discussed, PlanStep} & set(admin.site._registry)
    seen = [(options.list_display, options.list_filter, options.fields) for options in admin.site._registry.values()]
    assert "shares_progress" not in str(seen)


def queries(study, user):
    with CaptureQueriesContext(connection) as found:
        shown(study, user)
    return len(found)


def crowded(group, *, sections, people):
    """All have read everything; made by the hundred, not one by one."""
    lines = [words for number in range(sections) for words in (f"第{number}节", "水从山里来。")]
    parts = tuple((f"第{number}节", 1, 2 * number) for number in range(sections))
    study = study_of(group, text="\n".join(lines), sections=parts)
    users = User.objects.bulk_create(User(username=f"{group.pk}-{n}", display_name=f"读者{n}") for n in range(people))
    Membership.objects.bulk_create(Membership(group=group, user=user) for user in users)
    revision = study.article.revision
    rows = [(unit.start, unit.end) for unit in units(study)]
    Progress.objects.bulk_create(
        [
            Progress(user=user, revision=revision, start=start, end=end, standing=Standing.READ)
            for user in users
            for start, end in rows
        ],
        batch_size=900,
    )
    return study, users[0]


def test_the_number_of_queries_does_not_grow_with_people_and_sections():
    few, reader = crowded(make_group(), sections=3, people=7)
    many, another = crowded(make_group(), sections=300, people=200)
    assert "7 人读过" in shown(few, reader)
    assert "200 人读过" in shown(many, another)
    assert queries(few, reader) == queries(many, another)
    assert planned_queries(few, reader) == planned_queries(many, another)
    assert read_queries(few, reader) == read_queries(many, another)


def planned_queries(study, user):
    lay_plan(study, revision=study.article.revision, steps=[Step(unit.start, unit.end) for unit in units(study)[:60]])
    with CaptureQueriesContext(connection) as found:
        plan_of(study, user=user)
    return len(found)


def read_queries(study, user):
    client = Client()
    client.force_login(user)
    address = reverse("reading:leaf", args=[study.article_id, 1])
    client.get(address)
    with CaptureQueriesContext(connection) as found:
        client.get(address)
    return len(found)


def test_a_facilitator_says_by_hand_what_was_discussed(client, study, owner):
    revision, first = study.article.revision, units(study)[0]
    said = {"revision": revision.pk, "start": first.start, "end": first.end}
    address = reverse("studies:discussed", args=[study.pk])
    client.force_login(owner)
    assert client.post(address, {**said, "discussed": "1"}).status_code == 303
    assert "收回：" in shown(study, owner)
    html = client.post(address, {**said, "discussed": "0"}, headers={"HX-Request": "true"}).content.decode()
    assert 'id="along-sections"' in html
    assert not Discussed.objects.exists()
    assert client.post(address, {**said, "revision": revision.pk + 1, "discussed": "1"}).status_code == 422
    reader = member(study)
    assert "标为已讨论" not in shown(study, reader)
    client.force_login(reader)
    assert client.post(address, {**said, "discussed": "1"}).status_code == 404


def test_the_list_of_many_sections_stays_open_while_they_are_marked(client, group, owner):
    study = study_of(group, text="\n".join(["看水。"] * 12), sections=tuple((f"第{n}节", 1, n) for n in range(12)))
    first = units(study)[0]
    assert '<details class="along-all">' in shown(study, owner)
    client.force_login(owner)
    said = {"revision": study.article.revision.pk, "start": first.start, "end": first.end, "discussed": "1"}
    answer = client.post(reverse("studies:discussed", args=[study.pk]), said, headers={"HX-Request": "true"})
    assert '<details class="along-all" open>' in answer.content.decode()


def test_what_was_discussed_in_pieces_is_discussed_with_the_rest(study):
    """A plan that is laid anew divides the text anew; what had been discussed keeps its time."""
    revision, long_ago = study.article.revision, timezone.now() - timedelta(days=3)
    whole = units(study)[0]
    discuss(study, revision=revision, units=[Unit(whole.start, whole.start + 5)], at=long_ago)
    discuss(study, revision=revision, units=[whole])
    assert standing(whole, discussed_in(study, revision)) is Standing.DISCUSSED
    assert Discussed.objects.get(start=whole.start).discussed_at == long_ago
