"""Meetings for tests/annotations/test_privacy.py: what is private has touched everything in them that could keep it."""

from collections.abc import Callable
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from django.urls import reverse

from studyapp.accounts.models import User
from studyapp.annotations.models import Annotation
from studyapp.annotations.services import moderation
from studyapp.meetings.models import AgendaItem, Decision, Hand, Meeting, Parked, Part, Poll, RecordField, Speech, ToDo
from studyapp.meetings.services import agenda, attending, floor, leading, planning, polls, records, running, turns
from studyapp.studies.models import Study
from tests.factories import join, make_meeting, make_user

REASON = "膝上的旧伤"  # why somebody does not come: for themselves, for who writes the record, and in it
HIDDEN = (
    "壶底的茶垢"  # in what a facilitator has hidden: for facilitators and its author, and on nothing that others read
)
GUEST = "河畔来的客人"  # the name of a guest: in no log
ROWS_OF_MEETINGS = {  # what the numbers in addresses are, by how these begin
    "meetings": [Meeting], "m": [Meeting], "records": [RecordField], "meetings/items": [AgendaItem],
    "meetings/parts": [Part], "meetings/hands": [Hand], "meetings/polls": [Poll], "meetings/speeches": [Speech],
    "meetings/parked": [Parked], "records/speeches": [Speech], "records/decisions": [Decision],
    "records/to-dos": [ToDo],
}  # fmt: skip
MOST = {AgendaItem: 2, RecordField: 3, Parked: 2}  # of many that are alike the last, among them the questions
SEEN_BY_ALL = ("screen", "record", "print_record", "download_record")  # facilitators open them, others read along


def met(people: dict[str, User], *, study: Study, sealed: Study, writer: Any) -> dict[str, Any]:
    """One meeting that runs and one that is over, whose record is not signed yet. Returned is a guest's cookie."""
    running_one = opened(people, study=study, sealed=sealed, writer=writer)
    over = opened(people, study=study, sealed=sealed, writer=writer)
    for meeting in (running_one, over):
        touched(meeting, people, study=study, writer=writer, is_over=meeting == over)
    guest, token = attending.admit_guest(running_one, name=GUEST)
    floor.raise_hand(guest)
    return {"running": running_one, "over": over, "guest": (running_one, token)}


def opened(people: dict[str, User], *, study: Study, sealed: Study, writer: Any) -> Meeting:
    """With an outline of the author's own notes, typed in before it began."""
    owner, author = people["owner"], people["author"]
    meeting = make_meeting(study=study, by=owner, guests_allowed=True)
    meeting.studies.add(sealed)
    planning.name_part(meeting, user=author, role=Part.Role.KEY_SPEAKER)
    own = [note.pk for note in Annotation.objects.own(author).filter(study=None).exclude(body="")[:9]]
    path = reverse("meetings:take_notes", args=[meeting.pk])
    assert writer.client.post(path, {"outline": "先说水", "notes": own}).status_code == 302
    attending.excuse(meeting, user=join(study.group, user=make_user(display_name="来不了")), reason=REASON)
    agenda.propose(meeting, by=owner)
    return leading.start(meeting, by=owner)


def touched(meeting: Meeting, people: dict[str, User], *, study: Study, writer: Any, is_over: bool) -> None:
    """Notes of the author are taken up, put off and shown while the group may read them; then each is gone."""
    owner, revision = people["owner"], study.article.revision
    leading.focus(meeting, paragraph=revision.paragraphs.get(number=1), by=owner)
    for name in ("member", "observer", "facilitator", "author"):
        attending.check_in(meeting, user=people[name])
    speech = floor.give_floor(meeting.attendances.get(user=people["author"]))
    said = {"summary": "平常的话", "edition": 1}
    assert writer.client.post(reverse("meetings:correct", args=[meeting.pk, speech.pk]), said).status_code == 303
    turns.share_out(meeting, revision=revision, start=0, end=9, readers=[speech.attendance], a_minute=200)
    polls.ask(meeting, question="烫吗？", choices=["烫", "不烫"])
    ends: list[Callable[[Annotation], object]] = [
        lambda note: writer.act("unshare", note),
        lambda note: writer.act("delete", note),
        lambda note: moderation.hide(note, by=people["facilitator"], reason="不合适"),
    ]
    notes = [taken_up(meeting, writer.note(article_of(study), study=study, kind="question", tags="")) for _ in ends[:2]]
    notes.append(taken_up(meeting, writer.note(article_of(study), study=study, kind="question", body=HIDDEN, tags="")))
    if is_over:
        records.write(leading.end(meeting))  # while all may read them
    for note, end in zip(notes, ends, strict=True):
        end(note)


def taken_up(meeting: Meeting, note: Annotation) -> Annotation:
    place = {"study": note.study, "start": note.start, "end": note.end, "question": note}
    running.take_up(AgendaItem.objects.create(meeting=meeting, position=50, title="先议疑问", minutes=5, **place))
    running.park(meeting, question=note)
    leading.show_note(meeting, note)
    return note


def article_of(study: Study) -> Any:
    return study.article


def unpacked(file: bytes) -> bytes:
    """All that is in a Word file."""
    packed = ZipFile(BytesIO(file))
    return b"".join(map(packed.read, packed.namelist()))
