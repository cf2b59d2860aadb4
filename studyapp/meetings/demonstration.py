"""The meetings of the demo: one that took place, with its record signed, and one that the group looks forward to."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

from studyapp.accounts.models import User
from studyapp.annotations.models import Annotation
from studyapp.inbox.models import Notification
from studyapp.library.models import Paragraph
from studyapp.meetings.models import AgendaItem, Attendance, FocusVisit, Meeting, Parked, Part, Speech
from studyapp.meetings.services import agenda, attending, leading, planning, records, to_dos
from studyapp.reading.demonstration import Said, Written, write
from studyapp.studies.models import Study

People = Mapping[str, User]
Kind = AgendaItem.Kind

THURSDAY, SEVEN = 3, time(19)
PLACE = "茶社二楼"
ENDED, HANDED, SIGNED = timedelta(minutes=84), timedelta(hours=2), timedelta(hours=14)  # after it began
HELD = (
    (Kind.TALK, "开场：签到，说说今天怎么学", 5),
    (Kind.READING, "轮读：一、先把水看清", 25),
    (Kind.QUESTIONS, "先议疑问：石凳为什么放在拐弯处", 15),
    (Kind.DISCUSSION, "看色、听声、问路，我们能学哪一样", 30),
    (Kind.DECISIONS, "小结，定下决定和待办", 10),
)
COMING = (
    (Kind.TALK, "开场：签到，说说河边那一趟", 10),
    (Kind.READING, "轮读：二、再把路走慢", 25),
    (Kind.QUESTIONS, "先议疑问：老人为什么只站一站", 15),
    (Kind.TALK, "重点发言：慢与方便", 10),
    (Kind.DISCUSSION, "自由讨论：我们身边的“停处”", 20),
    (Kind.DECISIONS, "小结，定下决定和待办", 10),
)
# Minutes at each paragraph, by how it begins.
VISITED = (
    ("镇子东头有一条河", 7),
    ("动手之前", 9),
    ("一是看水色", 10),
    ("二是听水声", 21),
    ("三是问水路", 22),
    ("看色、听声", 9),
)
SPEECHES = (
    ("linxi", "二是听水声", 26, "站着听和坐着听不一样，所以凳子不是随便放的。园子里的漏窗也是这样。"),
    ("zhouyuan", "三是问水路", 43, "问一位老住户比翻图册快，不是图册没有用，而是水在人的记性里改过道。"),
    ("方圆", "三是问水路", 52, "小时候那片菜地是个水塘，图上早就没有了。"),
    ("chenxiaohe", "看色、听声", 68, "三样都不花钱，只要早起。可以先从看水色做起，每人记一个星期。"),
)  # fmt: skip
DECISIONS = ("下次学第二部分，由林溪领读。", "周四以前，一起去河边走一趟，傍晚六点在石拱桥头碰面。")
TO_DOS = (
    ("问问下游的老住户，水路改过几次", "chenxiaohe", 6),
    ("带一张傍晚的灯的照片", "heqing", 6),
    ("看水色，连记七天", "linxi", 7),
)
PUT_OFF = "雨后的水色和平时差多少？"
ADDED = "方圆补来一张旧照片，水塘在菜地西侧，不在东侧。"
OUTLINE = "\n".join(
    (
        "一、作者的“慢”不是拖，是不急。",
        "二、凳子设在最想回头的地方：方便的是脚，还是眼睛？",
        "三、请大家各说一个自己身边的“停处”。",
    )
)


def fill(river: Study, people: People) -> None:
    """Both about the same text, on Thursdays at seven; the one that took place was a day ago at least."""
    now = timezone.now()
    begin = thursday_after(now)
    last = begin - timedelta(weeks=1)
    hold(river, people, last if now - last > timedelta(days=1) else last - timedelta(weeks=1))
    announce(river, people, begin)


def thursday_after(now: datetime) -> datetime:
    today = now.astimezone(ZoneInfo(settings.TIME_ZONE))
    day = today.date() + timedelta(days=(THURSDAY - today.weekday()) % 7 or 7)
    return datetime.combine(day, SEVEN, today.tzinfo)


def planned(
    river: Study, people: People, begin: datetime, title: str, items: tuple[tuple[str, str, int], ...]
) -> Meeting:
    by = people["limei"]
    parts: dict[str, list[User]] = {
        Part.Role.RECORDER: [people["chenxiaohe"]],
        Part.Role.LEAD_READER: [people["linxi"]],
    }
    meeting = planning.plan(
        river.group, by=by, title=title, starts_at=begin, studies=[river], parts=parts, place=PLACE, guests_allowed=True
    )
    for kind, words, minutes in items:
        agenda.add_item(meeting, kind=kind, title=words, minutes=minutes, study=river)
    return meeting


def announce(river: Study, people: People, begin: datetime) -> None:
    """One to come: who leads, who speaks, what is taken up, and who has asked leave."""
    meeting = planned(river, people, begin, "沿河而行（二）：再把路走慢", COMING)
    part = planning.name_part(meeting, user=people["zhouyuan"], role=Part.Role.KEY_SPEAKER)
    planning.write_outline(part, OUTLINE)
    about(meeting, Kind.QUESTIONS, asked(river, "老人为什么只站一站"))
    attending.excuse(meeting, user=people["songyan"], reason="那天在外地")
    planning.announce(meeting, by=people["limei"])


def hold(river: Study, people: People, begin: datetime) -> None:
    """One that took place, as if it had been then: its record is written from it, signed, and added to."""
    told = set(Notification.objects.values_list("pk", flat=True))
    meeting = planned(river, people, begin, "沿河而行（一）：先把水看清", HELD)
    about(meeting, Kind.QUESTIONS, question(river, people, begin))
    leading.start(meeting, by=people["limei"])
    there = gather(meeting, people)
    speak(meeting, there)
    for words in DECISIONS:
        to_dos.decide(meeting, text=words, by=people["limei"])
    for words, owner, days in TO_DOS:
        due = (begin + timedelta(days=days)).date()
        to_dos.give(meeting, text=words, owner=people[owner], due_on=due, by=people["limei"])
    Parked.objects.create(meeting=meeting, text=PUT_OFF)
    meeting = leading.end(Meeting.objects.get(pk=meeting.pk))
    put_back(meeting, begin)
    sign(meeting, people, begin)
    news = Notification.objects.exclude(pk__in=told)
    news.update(happened_at=begin + SIGNED, shows_at=begin + SIGNED, read_at=begin + SIGNED)


def gather(meeting: Meeting, people: People) -> dict[str, Attendance]:
    there = {
        name: attending.check_in(meeting, user=people[name]) for name in ("chenxiaohe", "zhouyuan", "linxi", "songyan")
    }
    attending.excuse(meeting, user=people["heqing"], reason="出差，回来补学")
    return there | {"方圆": attending.admit_guest(meeting, name="方圆")[0]}


def speak(meeting: Meeting, there: Mapping[str, Attendance]) -> None:
    items = {item.kind: item for item in meeting.agenda.all()}
    for name, where, minute, words in SPEECHES:
        began = meeting.starts_at + timedelta(minutes=minute)
        Speech.objects.create(
            meeting=meeting,
            attendance=there[name],
            item=items[Kind.DISCUSSION],
            paragraph=paragraph(meeting, where).number,
            began_at=began,
            ended_at=began + timedelta(minutes=3),
            summary=words,
            checked_at=began + HANDED if name == "linxi" else None,
        )


def put_back(meeting: Meeting, begin: datetime) -> None:
    """To when it is said to have been: the agenda and the places in the text, one after the other."""
    meeting.group.memberships.update(joined_at=begin - timedelta(days=30))
    Meeting.objects.filter(pk=meeting.pk).update(
        started_at=begin, ended_at=begin + ENDED, created_at=begin - timedelta(days=5)
    )
    meeting.attendances.filter(checked_in_at__isnull=False).update(checked_in_at=begin - timedelta(minutes=2))
    meeting.attendances.filter(leave_at__isnull=False).update(leave_at=begin - timedelta(days=1))
    moment = begin
    for item in meeting.agenda.all():
        moment += timedelta(minutes=item.minutes)
        AgendaItem.objects.filter(pk=item.pk).update(began_at=None, spent=item.minutes * 60, done_at=moment)
    moment = begin + timedelta(minutes=5)
    for where, minutes in VISITED:
        line = paragraph(meeting, where)
        until = moment + timedelta(minutes=minutes)
        FocusVisit.objects.create(
            meeting=meeting,
            revision_id=line.revision_id,
            start=line.start,
            number=line.number,
            began_at=moment,
            ended_at=until,
        )
        moment = until


def sign(meeting: Meeting, people: People, begin: datetime) -> None:
    meeting.refresh_from_db()
    to_dos.make_up(meeting, user=people["heqing"])
    record = records.hand_in(records.write(meeting), by=people["chenxiaohe"])
    record = records.sign(record, by=people["limei"], seen=records.digest(record))
    said = records.add(record, text=ADDED, by=people["chenxiaohe"])
    type(said).objects.filter(pk=said.pk).update(added_at=begin + SIGNED + timedelta(hours=1))
    record.fields.update(edited_at=begin + ENDED)
    type(record).objects.filter(pk=record.pk).update(
        written_at=begin + ENDED, handed_at=begin + HANDED, signed_at=begin + SIGNED
    )


def question(river: Study, people: People, begin: datetime) -> Annotation:
    """Asked some days before, answered the morning after."""
    since = (timezone.now() - begin) / timedelta(hours=1)
    answer = Said(
        "limei",
        since - 13,
        "会上说到了：坐下来才听得见水底的声音。",
        ("chenxiaohe",),
        answers=True,
    )
    words = "石凳为什么放在拐弯处，不放在桥头？"
    quote = "后来那里就放了第一张石凳"
    write(
        Written(
            "linxi", since + 40, quote, words, Annotation.Kind.QUESTION, me_too=("chenxiaohe", "heqing"), said=(answer,)
        ),
        river,
        people,
    )
    return asked(river, words)


def about(meeting: Meeting, kind: str, question: Annotation) -> None:
    meeting.agenda.filter(kind=kind).update(question=question, start=question.start, end=question.end)


def asked(river: Study, words: str) -> Annotation:
    return Annotation.objects.shared().get(study=river, kind=Annotation.Kind.QUESTION, body__contains=words)


def paragraph(meeting: Meeting, words: str) -> Paragraph:
    found = Paragraph.objects.filter(revision__article__studies__meetings=meeting, text__startswith=words)
    return found.get()
