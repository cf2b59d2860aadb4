"""Pages of a meeting ask the database as often for three people as for three hundred."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from studyapp.accounts.models import User
from studyapp.groups.models import Membership, Role
from studyapp.meetings.models import AgendaItem, Attendance, Ballot, Decision, Hand, Meeting, Part, Speech, ToDo, Turn
from studyapp.meetings.services import leading, polls, records
from tests.factories import join
from tests.meetings.somebody import signed_in

pytestmark = pytest.mark.django_db

SMALL = {"people": 3, "items": 2, "speeches": 1}
LARGE = {"people": 300, "items": 60, "speeches": 200}


def fill(meeting, *, people, items, speeches):
    """That many more of each; every second person has come, every third has a hand up, a turn and a to-do."""
    now, made = timezone.now(), Membership.objects.count()
    names = [f"成员{made}.{number}" for number in range(people)]
    users = User.objects.bulk_create(User(username=name, display_name=name, password="!") for name in names)
    Membership.objects.bulk_create(Membership(group=meeting.group, user=user, role=Role.MEMBER) for user in users)
    rows = Attendance.objects.bulk_create(
        Attendance(meeting=meeting, user=user, checked_in_at=now if number % 2 == 0 else None, was_expected=True)
        for number, user in enumerate(users)
    )
    came = [row for row in rows if row.checked_in_at]
    study = meeting.studies.get()
    revision, poll = study.article.revision, meeting.polls.get()
    span = {"study": study, "revision": revision, "start": 0, "end": 9}
    AgendaItem.objects.bulk_create(
        AgendaItem(meeting=meeting, position=99 + number, title=f"议题{number}", person=users[0], **span)
        for number in range(items)
    )
    Speech.objects.bulk_create(
        Speech(
            meeting=meeting, attendance=came[number % len(came)], summary=f"说了{number}", began_at=now, ended_at=now,
            edition=2,
        )
        for number in range(speeches)
    )  # fmt: skip
    Hand.objects.bulk_create(Hand(meeting=meeting, attendance=row) for row in came[::3])
    Turn.objects.bulk_create(
        Turn(meeting=meeting, attendance=row, revision=revision, position=9, start=0, end=9, first=1, last=1)
        for row in came[::3]
    )
    Ballot.objects.bulk_create(Ballot(poll=poll, attendance=row, voter=f"v{row.pk}", chosen=[0]) for row in came)
    Decision.objects.bulk_create(Decision(meeting=meeting, text=f"决定{number}") for number in range(items))
    ToDo.objects.bulk_create(ToDo(meeting=meeting, text=f"待办{user}", owner=user) for user in users[::3])
    Part.objects.bulk_create(Part(meeting=meeting, user=user, role=Part.Role.LEAD_READER) for user in users[::3])


@pytest.fixture
def reader(group):
    return join(group)


@pytest.fixture
def busy(meeting, lead, reader):
    """It has begun; a paragraph is read and something is asked."""
    there = meeting.studies.get().article.revision.paragraphs.get(number=2)
    leading.focus(meeting, paragraph=there, by=lead)
    polls.ask(meeting, question="烫吗？", choices=["烫", "不烫"], is_anonymous=False)
    return Meeting.objects.get()


def asked(client, address):
    client.get(address)  # what is asked once a process
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address)
    assert answer.status_code == 200, address
    return len(queries)


def compared(meeting, clients, address):
    """How often each asks in a small meeting and in a large one."""
    fill(meeting, **SMALL)
    few = [asked(client, address) for client in clients]
    fill(meeting, **LARGE)
    return few, [asked(client, address) for client in clients]


@pytest.mark.parametrize(
    ("page", "most"), [("meeting", 24), ("room", 90), ("console", 90), ("screen", 40), ("agenda", 20), ("roll", 20)]
)
def test_a_page_of_a_running_meeting(busy, lead, reader, page, most):
    both = [signed_in(lead), signed_in(reader)] if page in {"meeting", "room"} else [signed_in(lead)]
    few, many = compared(busy, both, reverse(f"meetings:{page}", args=[busy.pk]))
    assert few == many
    assert max(many) <= most


@pytest.mark.parametrize("page", ["guide:home", "groups:detail"])
def test_a_page_that_shows_meetings(busy, group, lead, reader, page):
    address = reverse(page, args=[group.pk] if page == "groups:detail" else [])
    few = [asked(signed_in(user), address) for user in (lead, reader)]
    for number in range(20):
        again = Meeting.objects.create(
            group=group, title=f"第{number}次", starts_at=timezone.now() + timedelta(days=number), nonce=f"n{number}",
            created_by=lead, ended_at=timezone.now() if number % 2 else None, started_at=timezone.now(),
        )  # fmt: skip
        again.studies.set(busy.studies.all())
    assert [asked(signed_in(user), address) for user in (lead, reader)] == few


@pytest.mark.parametrize("page", ["record", "print_record", "make_up"])
def test_a_page_of_a_meeting_that_is_over(busy, lead, page):
    meeting = leading.end(busy)
    counted = []
    for size in (SMALL, LARGE):
        fill(meeting, **size)
        records.write(meeting)
        counted.append(asked(signed_in(lead), reverse(f"meetings:{page}", args=[meeting.pk])))
    assert counted[0] == counted[1]
    assert counted[0] <= 60
