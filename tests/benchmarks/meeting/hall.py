"""The rows of a crowd's meeting, and what the log says of it afterwards."""

from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.hashers import make_password
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.utils import timezone

from studyapp.accounts.models import User
from studyapp.groups.models import Membership, Role
from studyapp.live.models import Event
from studyapp.meetings.models import Attendance
from studyapp.meetings.services import leading
from studyapp.meetings.services.agenda import add_item
from tests.factories import join, make_article, make_group, make_meeting

LINES = 60
LINE = "水从山里来，一路走，一路记：哪里缓，哪里急，“转弯”的地方总有人家，也总有一座桥等着。" * 2
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@dataclass
class Hall:
    """A running meeting; `sessions` of members who checked in, and one of who leads it."""

    meeting: object
    study: object
    lead: User
    leads: str
    sessions: list[str] = field(default_factory=list)
    attendances: list[int] = field(default_factory=list)

    @cached_property
    def paths(self) -> dict[str, str]:
        around = f"/meetings/{self.meeting.pk}/"
        names = ("live", "room", "text", "here", "focus", "hand/raise", "hand/lower", "floor/give")
        return {name: f"{around}{name}/" for name in names} | {
            "part": f"{around}part/",
            "paragraphs": f"/read/{self.study.article_id}/paragraphs/?revision={self.revision.pk}",
            "mark": f"/read/{self.study.article_id}/mark/",
            "reading": f"/read/{self.study.article_id}/p/30/",
        }

    @cached_property
    def revision(self):
        return self.study.article.revision

    def take_to(self, number: int) -> None:
        """Past the server, which may be down."""
        leading.focus(self.meeting, paragraph=self.revision.paragraphs.get(number=number), by=self.lead)


def start_of(number: int) -> int:
    """Where a paragraph begins."""
    return (number - 1) * (len(LINE) + 1)


def hall_of(size: int) -> Hall:
    group = make_group(name=f"{size}人")
    lead = join(group, role=Role.FACILITATOR)
    study = make_article(text="\n".join([LINE] * LINES), groups=(group,)).studies.get(group=group)
    meeting = make_meeting(study=study, by=lead)
    for title in ("说说读法", "轮读", "先议疑问"):
        add_item(meeting, title=title, minutes=10)
    hall = Hall(leading.start(meeting, by=lead), study, lead, signed_in([lead])[0])
    hall.sessions = signed_in(members(hall.meeting, size))
    hall.attendances = list(Attendance.objects.filter(meeting=meeting).values_list("pk", flat=True)[:100])
    return hall


def members(meeting, size: int) -> list[User]:
    """All at once: a thousand acts one by one would take longer than what is measured."""
    password, now = make_password("绿茶-正好-八分烫"), timezone.now()
    names = [f"crowd{meeting.pk}-{number}" for number in range(size)]
    User.objects.bulk_create([User(username=name, display_name=f"读者{name[5:]}", password=password) for name in names])
    people = list(User.objects.filter(username__in=names))
    Membership.objects.bulk_create([Membership(group=meeting.group, user=one, role=Role.MEMBER) for one in people])
    Attendance.objects.bulk_create([Attendance(meeting=meeting, user=one, checked_in_at=now) for one in people])
    return people


def signed_in(people: list[User]) -> list[str]:
    """Keys of sessions."""
    rows = []
    for one in people:
        known = {SESSION_KEY: str(one.pk), BACKEND_SESSION_KEY: BACKEND, HASH_SESSION_KEY: one.get_session_auth_hash()}
        store = SessionStore()
        key, data, end = store._get_new_session_key(), store.encode(known), timezone.now() + timedelta(days=1)
        rows.append(Session(session_key=key, session_data=data, expire_date=end))
    Session.objects.bulk_create(rows)
    return [row.session_key for row in rows]


def told(topic: str, kind: str, *, after: int = 0) -> list[tuple[int, float, dict]]:
    """What the log holds: number, moment and data of each event."""
    rows = Event.objects.filter(topic__name=topic, kind=kind, number__gt=after).order_by("number")
    return [
        (number, moment.timestamp(), data) for number, moment, data in rows.values_list("number", "happened_at", "data")
    ]
