"""How the sights and acts of tests/meetings/powers.py are asked for: addresses, and forms that are right."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils import timezone

from studyapp.meetings.models import Attendance, Part, Speech, ToDo, Turn
from studyapp.meetings.models.records import StudyRecord
from studyapp.meetings.recounting import FIELDS
from studyapp.meetings.services.records import digest
from tests.meetings.planning_forms import typed

Path = Callable[[Any], str]
Said = dict[str, Any]


def at(name: str, *more: str) -> Path:
    """An address of the meeting, with more values behind its number."""
    return lambda world: reverse(f"meetings:{name}", args=[world.meeting.pk, *more])


def of(name: str, thing: str) -> Path:
    """The address of something in the world; of nothing that there is when it is not there yet."""
    return lambda world: reverse(f"meetings:{name}", args=[pk_of(world, thing)])


def in_meeting(name: str, thing: str) -> Path:
    return lambda world: reverse(f"meetings:{name}", args=[world.meeting.pk, pk_of(world, thing)])


def pk_of(world: Any, thing: str) -> int:
    return getattr(getattr(world, thing, None), "pk", 999_999)


def panel(name: str) -> Path:
    return at("part", name)


# What is asked for, and the words by which one knows that it is there; None for a stream.
SEEING: dict[str, tuple[Path, str | None]] = {
    "meeting": (at("meeting"), "第一次学习会"),
    "room": (at("room"), 'id="room-agenda"'),
    "text": (at("text"), "水从山里来"),
    "live": (at("live"), None),
    "status-panel": (panel("status"), ""),
    "agenda-panel": (panel("agenda"), 'id="agenda"'),
    "floor-panel": (panel("floor"), 'id="floor"'),
    "poll-panel": (panel("poll"), 'id="poll"'),
    "people-panel": (panel("people"), 'id="people"'),
    "here-panel": (panel("here"), ""),
    "shown-panel": (panel("shown"), ""),
    "reasons": (panel("people"), "去看牙"),
    "silent": (panel("hands"), "位未发言"),
    "console": (at("console"), "console"),
    "screen": (at("screen"), "screen-text"),
    "screen-code": (at("screen_code"), "screen-code"),
    "desk": (at("agenda"), "议程"),
    "change-page": (at("edit"), "三楼西间"),
    "roll": (at("roll"), "去看牙"),
    "decisions": (at("decisions"), 'id="decisions"'),
    "record": (at("record"), "三楼西间"),
    "print": (at("print_record"), "三楼西间"),
    "word": (at("download_record"), ""),
    "history": (of("field_history", "field"), "三楼西间"),
    "make-up": (at("make_up"), "make-up-read"),
    "others-outline": (at("outline"), ""),
}


def own(world: Any, who: str) -> Any:
    """The attendance of who asks."""
    return world.meeting.attendances.get(**mine(world, who))


def mine(world: Any, who: str) -> Said:
    return {"pk": world.guest.pk} if who == "guest" else {"user": world.people.get(who)}


def there(world: Any, who: str) -> Any:
    """The same, of who is there at all."""
    return world.meeting.attendances.filter(**mine(world, who)).first() if who in {"guest", *world.people} else None


def not_come(world: Any, who: str) -> None:
    """As if they had not come."""
    if who != "guest":
        Attendance.objects.filter(meeting=world.meeting, user=world.people.get(who), user__isnull=False).delete()


def spoken(world: Any, who: str) -> Speech:
    """Something that they have said; of who was never there, something that somebody else has said."""
    attendance = there(world, who) or world.meeting.attendances.create(guest_name="谁", checked_in_at=timezone.now())
    now = timezone.now()
    speech: Speech = world.meeting.speeches.create(attendance=attendance, began_at=now, ended_at=now)
    return speech


def reading(world: Any, who: str) -> Turn:
    fields = {"revision": world.revision, "position": 9, "start": 0, "end": 5, "first": 1, "last": 1}
    turn: Turn = world.meeting.turns.create(attendance=there(world, who), **fields)
    return turn


def to_do_of(world: Any, who: str) -> ToDo:
    to_do: ToDo = world.meeting.to_dos.create(text="做点什么", owner=world.people.get(who) or world.speaker)
    return to_do


def correct_own(world: Any, who: str) -> tuple[str, Said]:
    speech = spoken(world, who)
    return reverse("meetings:correct", args=[world.meeting.pk, speech.pk]), {"summary": "改", "edition": 1}


def correct_others(world: Any, who: str) -> tuple[str, Said]:
    speech = world.meeting.speeches.filter(attendance__user=world.speaker).first() or spoken(world, "nobody")
    return reverse("meetings:correct", args=[world.meeting.pk, speech.pk]), {"summary": "改", "edition": 1}


def pass_own(world: Any, who: str) -> tuple[str, Said]:
    return reverse("meetings:pass_turn", args=[world.meeting.pk, reading(world, who).pk]), {}


def tick_own(world: Any, who: str) -> tuple[str, Said]:
    return reverse("meetings:tick", args=[to_do_of(world, who).pk]), {}


def reopen_poll(world: Any, _who: str) -> tuple[str, Said]:
    if world.meeting.is_running:
        world.meeting.polls.update(closed_at=timezone.now())
    return of("reopen_poll", "poll")(world), {}


def let_in(world: Any, _who: str) -> tuple[str, Said]:
    """A guest who was shown out."""
    now = timezone.now()
    out = world.meeting.attendances.create(guest_name="谁", checked_in_at=now, left_at=now, shown_out_at=now)
    return reverse("meetings:let_in", args=[out.pk]), {}


def tick_others(world: Any, who: str) -> tuple[str, Said]:
    return reverse("meetings:tick", args=[to_do_of(world, "nobody").pk]), {}


def signing(world: Any) -> Said:
    record = StudyRecord.objects.filter(meeting=world.meeting).first()
    return {"seen": digest(record) if record else "0" * 64}


def place(world: Any) -> Said:
    there = world.revision.paragraphs.get(number=4)
    return {"revision": world.revision.pk, "start": there.start}


def shared_out(world: Any) -> Said:
    readers = [one.pk for one in world.meeting.attendances.filter(user__isnull=False, checked_in_at__isnull=False)[:2]]
    return {"study": world.study.pk, "first": 3, "last": 5, "a_minute": 200, "readers": readers}


def absent(world: Any) -> Said:
    missing = world.group.memberships.exclude(user__in=world.meeting.attendances.values("user")).first()
    someone = missing.user_id if missing else world.meeting.attendances.get(leave_reason="去看牙").user_id
    return {"absence-user": someone, "absence-reason": "值班"}


def nothing(_world: Any) -> Said:
    return {}


def always(**said: Any) -> Callable[[Any], Said]:
    return lambda _world: said


# The address, what is sent, and who must not have come before; or a function for what is different for each.
Act = tuple[Path, Callable[[Any], Said]]
ACTING: dict[str, Act | Callable[[Any, str], tuple[str, Said]]] = {
    "announce": (at("announce"), nothing),
    "cancel": (at("cancel"), nothing),
    "name-part": (at("name_part"), lambda world: {"user": world.speaker.pk, "role": Part.Role.LEAD_READER}),
    "drop-part": (
        lambda world: reverse("meetings:drop_part", args=[world.meeting.parts.get(user=world.speaker).pk]),
        nothing,
    ),
    "propose": (at("propose"), nothing),
    "add-item": (at("add_item"), always(title="喝茶", kind="discussion", minutes=5)),
    "drop-item": (of("drop_item", "item"), nothing),
    "start": (at("start"), nothing),
    "enter": (at("enter"), nothing),
    "leave": (at("leave"), nothing),
    "here": (at("here"), place),
    "excuse": (at("excuse"), always(reason="出差")),
    "late": (at("late"), nothing),
    "late-for": (at("late_for"), lambda world: {"user": world.meeting.attendances.get(leave_reason="去看牙").user_id}),
    "absence": (at("absence"), absent),
    "show-out": (of("show_out", "guest"), nothing),
    "let-in": let_in,
    "lend-screen": (at("lend_screen"), nothing),
    "focus": (at("focus"), place),
    "hand-over": (at("hand_over"), lambda world: {"to": world.people["facilitator"].pk}),
    "show-note": (at("show_note"), lambda world: {"note": "" if world.meeting.shown_id else world.note.pk}),
    "raise-hand": (at("raise_hand"), nothing),
    "put-down": (of("put_down", "hand"), nothing),
    "give-floor": (
        at("give_floor"),
        lambda world: {"attendance": getattr(getattr(world, "hand", None), "attendance_id", 1)},
    ),
    "end-speech": (of("end_speech", "speech"), nothing),
    "summary": (of("summary", "speech"), always(summary="说了水", edition=1)),
    "correct-own": correct_own,
    "correct-others": correct_others,
    "next-item": (at("next_item"), nothing),
    "take-up": (of("take_up", "item"), nothing),
    "park": (at("park"), always(text="改天再说")),
    "share-out": (at("share_out"), shared_out),
    "next-turn": (at("next_turn"), nothing),
    "pass-own": pass_own,
    "pass-others": (in_meeting("pass_turn", "turn"), nothing),
    "volunteer": (in_meeting("volunteer", "passed"), nothing),
    "ask": (at("ask"), always(question="累吗？", choices="累\n不累")),
    "vote": (of("answer", "poll"), always(chosen=[1])),
    "close-poll": (of("close_poll", "poll"), nothing),
    "reopen-poll": reopen_poll,
    "end": (at("end"), nothing),
    "resume": (at("resume"), nothing),
    "decide": (at("add_decision"), always(text="再喝一次")),
    "give-to-do": (at("add_to_do"), always(text="洗壶")),
    "drop-to-do": (of("drop_to_do", "to_do"), nothing),
    "tick-own": tick_own,
    "tick-others": tick_others,
    "change-field": (of("change_field", "field"), always(text="河边", edition=1)),
    "change-speech": (of("change_speech", "speech"), always(text="说了山", edition=1)),
    "note-speech": (
        at("note_speech"),
        lambda world: {
            "attendance": world.meeting.attendances.filter(checked_in_at__isnull=False).last().pk,
            "summary": "补",
        },
    ),
    "hand-in": (at("hand_in"), nothing),
    "sign": (at("sign"), signing),
    "add": (at("add_to_record"), always(text="漏了一句")),
    "make-up-done": (at("made_up"), nothing),
    "lay-out": (
        lambda world: reverse("meetings:lay_out", args=[world.group.pk]),
        always(order=list(FIELDS), chosen=["time", "place"]),
    ),
    "plan-another": (
        lambda world: reverse("meetings:create", args=[world.group.pk]),
        lambda world: typed(world.study),
    ),
}
ABSENT = {"enter", "excuse", "late", "make-up-done"}  # are for who has not come yet


def is_prepared(what: str) -> bool:
    """Whether something is changed for it before it is asked."""
    return what in ABSENT or not isinstance(ACTING[what], tuple)


def prepared(world: Any, what: str, who: str) -> tuple[str, Said]:
    """Where to send what, as it stands for who asks."""
    if what in ABSENT:
        not_come(world, who)
    act = ACTING[what]
    if not isinstance(act, tuple):
        return act(world, who)
    path, said = act
    return path(world), said(world)
