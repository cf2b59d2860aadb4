"""What a member who was absent is shown of a meeting: what was read, asked and decided."""

from dataclasses import dataclass
from typing import Any

from studyapp.accounts.models import User
from studyapp.annotations.models import Annotation
from studyapp.library.models import Article
from studyapp.meetings.models import Meeting
from studyapp.meetings.recounting import absentees, asked
from studyapp.studies.models import Study


@dataclass(frozen=True, slots=True)
class Reading:
    """Paragraphs of a text, by their numbers. `can_open`: the article still stands published to the group."""

    article: Article
    numbers: list[int]
    can_open: bool


def readings(meeting: Meeting, *, reader: User) -> list[Reading]:
    """In the order in which they were taken up."""
    texts: dict[Article, set[int]] = {}
    for visit in meeting.visits.select_related("revision__article"):
        numbers = texts.setdefault(visit.revision.article, set())
        if visit.number:
            numbers.add(visit.number)
    studies = Study.objects.visible_to(reader).filter(group=meeting.group_id)
    seen = set(studies.values_list("article", flat=True)) if texts else set()
    return [Reading(article, sorted(numbers), article.pk in seen) for article, numbers in texts.items()]


def page(meeting: Meeting, *, reader: User) -> dict[str, Any]:
    mine = next((each for each in absentees(meeting) if each.user_id == reader.pk), None)
    questions = Annotation.objects.visible_to(reader).filter(pk__in=asked(meeting).values("pk"))
    return {
        "meeting": meeting,
        "readings": readings(meeting, reader=reader),
        "questions": questions.with_number().select_related("revision__article", "answer").order_by("start", "pk"),
        "decisions": meeting.decisions.all(),
        "mine": mine,
        "has_record": Meeting.objects.with_record_for(reader).filter(pk=meeting.pk).exists(),
    }
