"""What happened in a meeting, told in the words of a study record: one function for each field of it."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from studyapp.accounts.models import User
from studyapp.annotations.models import Annotation
from studyapp.meetings.models import AgendaItem, Attendance, FocusVisit, Meeting, Part

COMMA = gettext_lazy("、")


def when(meeting: Meeting) -> str:
    """On the clock of the meeting, not of who writes."""
    zone = ZoneInfo(meeting.time_zone)
    began = localtime(meeting.started_at or meeting.starts_at, zone)
    ended = localtime(meeting.ended_at, zone) if meeting.ended_at else None
    day = date_format(began, "DATE_FORMAT")
    if ended is None:
        return f"{day} {began:%H:%M}"
    minutes = round((ended - began).total_seconds() / 60)
    lasted = ngettext("%(count)s 分钟", "%(count)s 分钟", minutes) % {"count": minutes}
    return f"{day} {began:%H:%M}–{ended:%H:%M}，{lasted}"


def where(meeting: Meeting) -> str:
    return meeting.place or (_("线上") if meeting.link else "")


def in_part(role: str) -> Callable[[Meeting], str]:
    def told(meeting: Meeting) -> str:
        parts = meeting.parts.filter(role=role).select_related("user")
        return listed(part.user.get_full_name() for part in parts)

    return told


def present(meeting: Meeting) -> str:
    return listed(named(each) for each in came(meeting) if each.is_voting)


def observing(meeting: Meeting) -> str:
    return listed(named(each) for each in came(meeting) if not each.is_voting)


def absent(meeting: Meeting) -> str:
    """Members who did not come, a line each, with the reason if they gave one."""
    came_in = {each.user_id for each in came(meeting)}
    reasons = dict(meeting.attendances.exclude(leave_reason="").values_list("user_id", "leave_reason"))
    members = User.objects.filter(memberships__group=meeting.group_id).exclude(pk__in=came_in - {None})
    return "\n".join(
        f"{user.get_full_name()}：{reasons[user.pk]}" if user.pk in reasons else user.get_full_name()
        for user in members.order_by("memberships__joined_at", "pk")
    )


def content(meeting: Meeting) -> str:
    """Which paragraphs of which texts were visited, and for how long altogether."""
    visits = meeting.visits.select_related("revision__article").order_by("revision", "number", "pk")
    return "\n".join(
        stretch(list(rows), meeting.ended_at) for _revision, rows in groupby(visits, key=lambda visit: visit.revision)
    )


def stretch(visits: list[FocusVisit], until: datetime | None) -> str:
    numbers = sorted({visit.number for visit in visits if visit.number})
    spent = sum(((visit.ended_at or until or visit.began_at) - visit.began_at for visit in visits), timedelta())
    minutes = max(1, round(spent.total_seconds() / 60))
    lasted = ngettext("%(count)s 分钟", "%(count)s 分钟", minutes) % {"count": minutes}
    return _("《%(article)s》第 %(numbers)s 段，%(lasted)s") % {
        "article": visits[0].revision.article,
        "numbers": ranges(numbers),
        "lasted": lasted,
    }


def manner(meeting: Meeting) -> str:
    """The kinds of items that were really taken up."""
    done = meeting.agenda.filter(done_at__isnull=False).exclude(kind=AgendaItem.Kind.BREAK)
    kinds = dict.fromkeys(item.get_kind_display() for item in done)
    return listed(map(str, kinds))


def speeches(meeting: Meeting) -> str:
    rows = meeting.speeches.exclude(summary="").select_related("attendance__user")
    return "\n".join(
        f"{row.attendance.name}：{row.summary}" + (paragraph(row.paragraph) if row.paragraph else "") for row in rows
    )


def questions(meeting: Meeting) -> str:
    """Questions that the agenda took up or the meeting put off; only those that the whole group sees."""
    shared = Annotation.objects.shared().filter(study__group=meeting.group_id, study__in=meeting.studies.open())
    asked = shared.filter(kind=Annotation.Kind.QUESTION)
    taken = asked.filter(pk__in=meeting.agenda.filter(question__isnull=False).values("question"))
    put_off = asked.filter(pk__in=meeting.parked.filter(annotation__isnull=False).values("annotation"))
    rows = (taken | put_off).select_related("answer").order_by("start", "pk")
    said = [f"{row.body}\n{answer(row)}" for row in rows]
    return "\n".join([*said, *(f"{each.text}\n{_('会后再议')}" for each in meeting.parked.filter(annotation=None))])


def answer(question: Annotation) -> str:
    if question.answer and not question.answer.hidden_at and not question.answer.deleted_at:
        return _("答：%(words)s") % {"words": question.answer.body}
    return str(question.get_status_display())


def decisions(meeting: Meeting) -> str:
    return "\n".join(f"{index}. {row.text}" for index, row in enumerate(meeting.decisions.all(), 1))


def to_dos(meeting: Meeting) -> str:
    return "\n".join(
        COMMA.join(
            [
                row.text,
                *([row.owner.get_full_name()] if row.owner else []),
                *([_("%(day)s前") % {"day": date_format(row.due_on, "DATE_FORMAT")}] if row.due_on else []),
            ]
        )
        for row in meeting.to_dos.select_related("owner")
    )


def came(meeting: Meeting) -> list[Attendance]:
    return list(meeting.attendances.present().select_related("user"))


def named(attendance: Attendance) -> str:
    return _("%(name)s（补签）") % {"name": attendance.name} if attendance.is_late else attendance.name


def paragraph(number: int) -> str:
    return _("（第 %(number)s 段）") % {"number": number}


def listed(names: Iterable[str]) -> str:
    return str(COMMA).join(names)


def ranges(numbers: list[int]) -> str:
    """1–3、5、8–9"""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return listed(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


FIELDS: dict[str, tuple[object, Callable[[Meeting], str]]] = {
    "time": (gettext_lazy("时间"), when),
    "place": (gettext_lazy("地点"), where),
    "facilitator": (gettext_lazy("主持人"), in_part(Part.Role.FACILITATOR)),
    "recorder": (gettext_lazy("记录人"), in_part(Part.Role.RECORDER)),
    "present": (gettext_lazy("出席"), present),
    "observing": (gettext_lazy("列席"), observing),
    "absent": (gettext_lazy("缺席及原因"), absent),
    "content": (gettext_lazy("学习内容"), content),
    "manner": (gettext_lazy("方式"), manner),
    "speeches": (gettext_lazy("发言摘要"), speeches),
    "questions": (gettext_lazy("问题与解答"), questions),
    "decisions": (gettext_lazy("决定事项"), decisions),
    "to_dos": (gettext_lazy("待办（责任人·时限）"), to_dos),
}
