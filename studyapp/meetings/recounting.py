"""What happened in a meeting, told in the words of a study record: one function for each field of it."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from html import unescape

from django.db.models import Q, QuerySet
from django.utils.formats import date_format
from django.utils.html import strip_tags
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from studyapp.accounts.models import User
from studyapp.annotations.models import Annotation
from studyapp.annotations.models.annotations import AnnotationQuerySet
from studyapp.groups.models import Role
from studyapp.markdown import rendered
from studyapp.meetings.models import AgendaItem, Attendance, FocusVisit, Meeting, Part, StudyRecord, ToDo
from studyapp.meetings.times import weekday, zone_of

COMMA = gettext_lazy("、")


def when(meeting: Meeting) -> str:
    """On the clock of the meeting, not of who writes."""
    zone = zone_of(meeting)
    start, end = meeting.started_at or meeting.starts_at, meeting.ended_at
    began, ended = localtime(start, zone), localtime(end, zone) if end else None
    day = _("%(date)s（%(weekday)s）") % {"date": date_format(began, "DATE_FORMAT"), "weekday": weekday(began)}
    if end is None or ended is None:
        return f"{day}{began:%H:%M}"
    last = "" if ended.date() == began.date() else date_format(ended, "DATE_FORMAT") + " "
    return f"{day}{began:%H:%M}–{last}{ended:%H:%M}，{lasted(end - start)}"


def lasted(span: timedelta) -> str:
    minutes = max(1, round(span.total_seconds() / 60))
    return ngettext("%(count)s 分钟", "%(count)s 分钟", minutes) % {"count": minutes}


def where(meeting: Meeting) -> str:
    return meeting.place or (_("线上") if meeting.link else "")


def facilitator(meeting: Meeting) -> str:
    """Those who were named and came; when none of them did, who led instead."""
    named = people_in(meeting, Part.Role.FACILITATOR)
    there = named.filter(pk__in=meeting.attendances.present().values("user"))
    return full_names(there) or (meeting.lead.get_full_name() if meeting.lead else full_names(named))


def recorder(meeting: Meeting) -> str:
    """Those who were named; when nobody was, who handed the record in, or before that the group's own who came."""
    handed = User.objects.filter(pk__in=StudyRecord.objects.filter(meeting=meeting).values("handed_by"))
    of_group = meeting.group.memberships.filter(role=Role.RECORDER).values("user")
    there = User.objects.filter(pk__in=meeting.attendances.present().filter(user__in=of_group).values("user"))
    return full_names(people_in(meeting, Part.Role.RECORDER)) or full_names(handed) or full_names(there)


def people_in(meeting: Meeting, role: str) -> QuerySet[User]:
    """Who was named, but for those who have left the group without coming."""
    came = meeting.attendances.present().values("user")
    named = meeting.parts.filter(Q(user__in=came) | Q(user__in=meeting.group.memberships.values("user")), role=role)
    found: QuerySet[User] = User.objects.filter(pk__in=named.values("user"))
    return found


def full_names(people: QuerySet[User]) -> str:
    return listed(each.get_full_name() for each in people.order_by("pk"))


def present(meeting: Meeting) -> str:
    return counted([named(each) for each in came(meeting) if each.is_voting])


def observing(meeting: Meeting) -> str:
    return counted([named(each) for each in came(meeting) if not each.is_voting])


def counted(names: list[str]) -> str:
    if not names:
        return ""
    people = ngettext("%(count)s 人", "%(count)s 人", len(names)) % {"count": len(names)}
    return _("%(names)s（%(people)s）") % {"names": listed(names), "people": people}


def absent(meeting: Meeting) -> str:
    """A line for each who did not come, with the reason if they gave one, and whether they have made up for it."""
    return "\n".join(map(missed, absentees(meeting)))


def absentees(meeting: Meeting) -> list[Attendance]:
    """Who was a member when the meeting ended and did not come: not observers, nor who joined the group later. Who has
    left the group since was absent all the same.
    """
    expected = meeting.attendances.filter(was_expected=True, checked_in_at=None)
    return list(expected.select_related("user").order_by("pk"))


def missed(entry: Attendance) -> str:
    name = _("%(name)s（已补学）") % {"name": entry.name} if entry.made_up_at else entry.name
    return f"{name}：{entry.leave_reason}" if entry.leave_reason else name


def content(meeting: Meeting) -> str:
    """Which paragraphs of which texts were visited, and for how long altogether: a line for each text."""
    texts: dict[int, list[FocusVisit]] = {}
    for visit in meeting.visits.select_related("revision__article"):
        texts.setdefault(visit.revision_id, []).append(visit)
    return "\n".join(stretch(visits, meeting.ended_at) for visits in texts.values())


def stretch(visits: list[FocusVisit], until: datetime | None) -> str:
    numbers = sorted({visit.number for visit in visits if visit.number})
    spent = sum(((visit.ended_at or until or visit.began_at) - visit.began_at for visit in visits), timedelta())
    said = {"article": visits[0].revision.article, "numbers": ranges(numbers), "lasted": lasted(spent)}
    return (_("《%(article)s》第 %(numbers)s 段，%(lasted)s") if numbers else _("《%(article)s》，%(lasted)s")) % said


def manner(meeting: Meeting) -> str:
    """The kinds of items that were really taken up."""
    done = meeting.agenda.filter(done_at__isnull=False).exclude(kind=AgendaItem.Kind.BREAK)
    kinds = dict.fromkeys(item.get_kind_display() for item in done)
    return listed(map(str, kinds))


def speeches(meeting: Meeting) -> str:
    rows = meeting.speeches.exclude(summary="").select_related("attendance__user")
    return "\n".join(
        f"{row.attendance.name}：{on_a_line(row.summary)}" + (paragraph(row.paragraph) if row.paragraph else "")
        for row in rows
    )


def on_a_line(words: str) -> str:
    """So that nobody's line looks like that of somebody else."""
    return " ".join(words.split())


def questions(meeting: Meeting) -> str:
    """Each with its answer, then what was put off without being pinned to the text."""
    rows = asked(meeting).with_number().select_related("answer").order_by("start", "pk")
    said = [f"{question(in_words(row.body), row.number)}\n{answer(row)}" for row in rows]
    put_off = [each.text for each in meeting.parked.filter(annotation=None).exclude(text="")]
    return "\n".join([*said, *(f"{question(text)}\n{_('会后再议')}" for text in put_off)])


def question(words: str, number: int | None = None) -> str:
    return _("问：%(words)s") % {"words": words} + (paragraph(number) if number else "")


def in_words(body: str) -> str:
    """A note without its Markdown: a record is read on paper. No empty lines."""
    words = unescape(strip_tags(rendered(body)))
    return "\n".join(line for line in words.split("\n") if line.strip())


def asked(meeting: Meeting) -> AnnotationQuerySet:
    """Questions that the agenda took up or the meeting put off; only those that the whole group sees."""
    shared = Annotation.objects.shared().filter(study__group=meeting.group_id, study__in=meeting.studies.open())
    taken = meeting.agenda.filter(question__isnull=False, skipped=False).values("question")
    put_off = meeting.parked.filter(annotation__isnull=False).values("annotation")
    return shared.filter(Q(pk__in=taken) | Q(pk__in=put_off), kind=Annotation.Kind.QUESTION)


def answer(question: Annotation) -> str:
    if question.answer and not question.answer.hidden_at and not question.answer.deleted_at:
        return _("答：%(words)s") % {"words": in_words(question.answer.body)}
    return str(question.get_status_display())


def decisions(meeting: Meeting) -> str:
    return "\n".join(f"{index}. {row.text}" for index, row in enumerate(meeting.decisions.all(), 1))


def to_dos(meeting: Meeting) -> str:
    return "\n".join(to_do(row) for row in meeting.to_dos.select_related("owner"))


def to_do(row: ToDo) -> str:
    """量石凳的高度：周远，5月30日前"""
    day = _("%(day)s前") % {"day": date_format(row.due_on, "DATE_FORMAT")} if row.due_on else ""
    who = "，".join(filter(None, [row.owner.get_full_name() if row.owner else "", day]))
    return f"{row.text}：{who}" if who else row.text


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


# Their rows are what is changed; the words follow.
MADE_OF_ROWS = {"speeches", "decisions", "to_dos"}

FIELDS: dict[str, tuple[object, Callable[[Meeting], str]]] = {
    "time": (gettext_lazy("时间"), when),
    "place": (gettext_lazy("地点"), where),
    "manner": (gettext_lazy("方式"), manner),
    "facilitator": (gettext_lazy("主持人"), facilitator),
    "recorder": (gettext_lazy("记录人"), recorder),
    "present": (gettext_lazy("出席"), present),
    "observing": (gettext_lazy("列席"), observing),
    "absent": (gettext_lazy("缺席及原因"), absent),
    "content": (gettext_lazy("学习内容"), content),
    "speeches": (gettext_lazy("发言摘要"), speeches),
    "questions": (gettext_lazy("问题与解答"), questions),
    "decisions": (gettext_lazy("决定事项"), decisions),
    "to_dos": (gettext_lazy("待办"), to_dos),
}
