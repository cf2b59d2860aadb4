"""The agenda as it is proposed: open questions first, then the text from where the group is, within the time."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.db.models import F, OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from studyapp.accounts.models import User
from studyapp.annotations.models import Annotation
from studyapp.library.models import Paragraph, Revision
from studyapp.library.shelf import newest_revisions
from studyapp.meetings import cutting
from studyapp.meetings.cutting import Head, Stretch
from studyapp.meetings.models import AgendaItem, FocusVisit, Meeting
from studyapp.studies.due import to_discuss
from studyapp.studies.models import Study

Kind = AgendaItem.Kind

OPENING, CLOSING, BREAK = 5, 10, 10  # minutes
BREAK_FROM = 120
QUESTION = 5
MOST_QUESTIONS = 5
QUESTIONS_SHARE = 4  # at most a quarter of the time
TALKING = 1.5  # for two minutes of reading one of talk
SHORTEST, LONGEST = 5, 20  # minutes of an item about a stretch
LEAST_REST = 3  # minutes worth an item of their own
LINGERING = timedelta(seconds=30)  # who stays so long at a paragraph was not just passing


@dataclass(frozen=True, slots=True)
class Planned:
    """An item that is proposed; the names are those of AgendaItem."""

    kind: str
    title: str
    minutes: int
    study_id: int | None = None
    revision_id: int | None = None
    start: int | None = None
    end: int | None = None
    question_id: int | None = None


def proposal(meeting: Meeting, *, by: User) -> list[Planned]:
    """Only what everybody of the group may know of: no question of a study that is sealed, hidden, or not shared."""
    studies = list(Study.objects.visible_to(by).filter(meetings=meeting).select_related("article").order_by("pk"))
    revisions = newest_revisions([study.article_id for study in studies])
    readings = [
        reading
        for study in studies
        for reading in readings_of(
            study, revisions[study.article_id], meeting.characters_a_minute, by=timezone.localdate(meeting.starts_at)
        )
    ]
    return scheduled(readings, questions(studies, by=by), minutes=meeting.minutes)


def scheduled(readings: Sequence[Planned], asked: Sequence[Planned], *, minutes: int) -> list[Planned]:
    """Exactly so many minutes. What does not fit any more waits for another meeting. Pure."""
    opening = Planned(Kind.TALK, _("开场：签到，说说今天怎么学"), max(1, min(OPENING, minutes // 10)))
    closing = Planned(Kind.DECISIONS, _("小结，定下决定和待办"), max(1, min(CLOSING, minutes // 8)))
    pause = [Planned(Kind.BREAK, _("休息"), BREAK)] if minutes >= BREAK_FROM else []
    left = minutes - sum(item.minutes for item in (opening, closing, *pause))
    first = asked[: min(MOST_QUESTIONS, left // QUESTIONS_SHARE // QUESTION)]
    left -= sum(item.minutes for item in first)
    taken = eased(fitting(readings, left), left)
    left -= sum(item.minutes for item in taken)
    if left >= LEAST_REST or (left and not taken):
        taken.append(Planned(Kind.DISCUSSION, _("自由讨论"), left))
    elif left:
        taken[-1] = longer(taken[-1], left)
    return [opening, *halved([*first, *taken], pause), closing]


def fitting(readings: Sequence[Planned], minutes: int) -> list[Planned]:
    """From the first on, as many as there is time for; of one that alone takes longer, as much as one gets to."""
    taken: list[Planned] = []
    for reading in readings:
        if reading.minutes > minutes:
            break
        taken.append(reading)
        minutes -= reading.minutes
    if readings and not taken and minutes > 0:
        return [longer(readings[0], minutes - readings[0].minutes)]
    return taken


def eased(taken: Sequence[Planned], minutes: int) -> list[Planned]:
    """Where there is much time, up to twice as much for each stretch: a short text is talked about at length."""
    planned = sum(item.minutes for item in taken)
    spare = max(0, minutes - planned - LONGEST)
    return [longer(item, min(item.minutes, spare * item.minutes // planned)) for item in taken]


def longer(item: Planned, minutes: int) -> Planned:
    return replace(item, minutes=item.minutes + minutes)


def halved(items: Sequence[Planned], pause: Sequence[Planned]) -> list[Planned]:
    """With the break where half of the time is over."""
    half, spent = sum(item.minutes for item in items) / 2, 0
    for index, item in enumerate(items):
        if spent + item.minutes / 2 >= half:
            return [*items[:index], *pause, *items[index:]]
        spent += item.minutes
    return [*items, *pause]


def readings_of(study: Study, revision: Revision, pace: int, *, by: date) -> list[Planned]:
    """What the plan has due by that day, then the text from where the group's meetings left it.
    `pace`: characters that are read aloud in a minute.
    """
    sections = revision.sections.order_by("start", "level").values_list("level", "title", "start", "end")
    lines = list(revision.paragraphs.filter(number__isnull=False).values_list("start", "end"))
    least, most = (round(minutes * pace / TALKING) for minutes in (SHORTEST, LONGEST))
    cut = cutting.stretches(study.article.title, [Head(*each) for each in sections], lines, least=least, most=most)
    due = to_discuss(study, revision, by=by)
    first = [each for each in cut if any(start < each.end and each.start < end for start, end in due)]
    ends = {each.end for each in first}
    left = [each for each in cutting.after(cut, reached(study, revision), lines) if each.end not in ends]
    return [planned(stretch, study, revision, pace) for stretch in [*first, *left]]


def planned(stretch: Stretch, study: Study, revision: Revision, pace: int) -> Planned:
    minutes = max(1, round(stretch.characters * TALKING / pace))
    return Planned(Kind.READING, stretch.title[:200], minutes, study.pk, revision.pk, stretch.start, stretch.end)


def reached(study: Study, revision: Revision) -> int | None:
    """Where the last paragraph begins at which a meeting of the group stayed for a while."""
    visits = FocusVisit.objects.filter(
        revision=revision, meeting__group=study.group_id, meeting__studies=study, meeting__ended_at__isnull=False
    ).exclude(ended_at=None)
    stayed = visits.filter(ended_at__gte=F("began_at") + LINGERING).order_by("-start")
    return stayed.values_list("start", flat=True).first()


def questions(studies: Sequence[Study], *, by: User) -> list[Planned]:
    """疑点先行: the open questions that most people share. Their words are not copied: they stay their authors'."""
    there = Paragraph.objects.filter(revision=OuterRef("revision"), start=OuterRef("paragraph"))
    shared = Annotation.objects.visible_to(by).shared().filter(study__in=Study.objects.revealed_to(by))
    asked: Any = shared.filter(
        study__in=[study.pk for study in studies],
        kind=Annotation.Kind.QUESTION,
        status=Annotation.Status.OPEN,
    ).annotate(asked_at=Subquery(there.values("number")[:1]), weight=F("me_too_count") + F("reply_count"))
    return [of_question(note) for note in asked.order_by("-weight", "pk")[:MOST_QUESTIONS]]


def of_question(note: Any) -> Planned:
    words = _("第%(number)s段的疑问") % {"number": note.asked_at} if note.asked_at else _("标题里的疑问")
    return Planned(Kind.QUESTIONS, words, QUESTION, note.study_id, note.revision_id, note.start, note.end, note.pk)
