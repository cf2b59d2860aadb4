"""A meeting before it begins, while it runs, when it is over and once its record is signed, with everybody in it."""

from types import SimpleNamespace
from typing import Any

from studyapp.groups.models import Role
from studyapp.meetings.models import Part
from studyapp.meetings.services import agenda, attending, floor, leading, planning, polls, records, to_dos, turns
from studyapp.meetings.services.records import digest
from tests.factories import join, make_group, make_meeting, make_note, make_study, make_user
from tests.meetings.powers import WHO

TEXT = "\n".join(f"第{number}句，水从山里来。" for number in range(1, 9))


def a_world() -> Any:
    """A meeting before it begins, and everybody who has or might think to have something to do with it."""
    group = make_group()
    owner = group.members.get(memberships__role=Role.OWNER)
    roles = {"observer": Role.OBSERVER, "recorder": Role.RECORDER, "facilitator": Role.FACILITATOR}
    people = {who: join(group, user=make_user(display_name=who), role=roles.get(who, Role.MEMBER)) for who in WHO[4:-1]}
    people |= {"owner": owner, "removed": join(group), "outsider": make_group(name="别的组").members.get()}
    study = make_study(group=group, text=TEXT)
    meeting = make_meeting(study=study, by=owner, guests_allowed=True, place="三楼西间")
    elsewhere = make_meeting(study=study, by=owner)
    for who, role in (
        ("removed", Part.Role.FACILITATOR), ("removed", Part.Role.RECORDER), ("lead-reader", Part.Role.LEAD_READER),
        ("named-recorder", Part.Role.RECORDER), ("named-facilitator", Part.Role.FACILITATOR),
    ):  # fmt: skip
        planning.name_part(meeting, user=people[who], role=role)
    for role in (Part.Role.FACILITATOR, Part.Role.RECORDER):
        planning.name_part(elsewhere, user=people["elsewhere"], role=role)
    speaker = join(group, user=make_user(display_name="田重点"))
    key = planning.name_part(meeting, user=speaker, role=Part.Role.KEY_SPEAKER)
    planning.write_outline(key, "提纲里的话")
    attending.excuse(meeting, user=join(group), reason="去看牙")
    agenda.propose(meeting, by=owner)
    guest, token = attending.admit_guest(meeting, name="来客")
    note = make_note(article=study.article, author=speaker, study=study, kind="question", body="水从哪里来？")
    return SimpleNamespace(
        group=group, owner=owner, people=people, study=study, meeting=meeting, speaker=speaker, note=note,
        guest=guest, token=token, item=meeting.agenda.last(), revision=study.article.revision,
    )  # fmt: skip


def to_running(world: Any) -> None:
    """Everybody has come, somebody speaks, somebody else waits, paragraphs are shared out, something is asked."""
    meeting = world.meeting = leading.start(world.meeting, by=world.owner)
    there = world.revision.paragraphs.get(number=2)
    leading.focus(meeting, paragraph=there, by=world.owner)
    for user in (*world.people.values(), world.speaker):
        if meeting.group.members.filter(pk=user.pk).exists():
            attending.check_in(meeting, user=user)
    another = attending.check_in(meeting, user=join(meeting.group, user=make_user(display_name="还举着手")))
    world.hand = floor.raise_hand(another)
    world.speech = floor.give_floor(meeting.attendances.get(user=world.speaker))
    readers = [another, world.speech.attendance]
    world.turn, world.passed = turns.share_out(
        meeting, revision=world.revision, start=0, end=30, readers=readers, a_minute=200
    )
    turns.pass_turn(world.passed)
    world.poll = polls.ask(meeting, question="听懂了吗？", choices=["听懂了", "没有"])
    leading.show_note(meeting, world.note)
    world.to_do = to_dos.give(meeting, text="买茶", owner=world.speaker, due_on=None, by=world.owner)
    world.meeting.refresh_from_db()


def to_over(world: Any) -> None:
    to_running(world)
    world.meeting = leading.end(world.meeting)
    record = records.write(world.meeting)
    world.field = record.fields.get(name="place")


def to_signed(world: Any) -> None:
    to_over(world)
    record = world.meeting.record
    records.sign(record, by=world.owner, seen=digest(record))


MOVES = {"b": lambda world: None, "r": to_running, "o": to_over, "s": to_signed}
