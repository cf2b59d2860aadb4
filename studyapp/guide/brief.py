"""会前一页: what is good to have seen before a meeting, on one page that can be printed."""

from datetime import date
from typing import Any

from django.utils import timezone

from studyapp.accounts.models import User
from studyapp.annotations.models import Annotation
from studyapp.guide import asked, marked
from studyapp.guide.study import next_meeting
from studyapp.library.models import Revision
from studyapp.studies.models import Study
from studyapp.studies.steps import Laid, laid

STEPS, QUESTIONS, SENTENCES = 4, 5, 6  # as many as a sheet of paper holds


def brief_of(study: Study, *, user: User) -> dict[str, Any]:
    revision = study.article.revision
    meeting = next_meeting(study, user=user)
    until = timezone.localdate(meeting.starts_at) if meeting else None
    waiting = asked.asked(study, user=user, status=Annotation.Status.OPEN)
    return {
        "study": study,
        "meeting": meeting,
        "steps": due(study, revision, user=user, until=until),
        "questions": asked.shown(waiting[:QUESTIONS], study),
        "popular": marked.popular(study, revision, user=user, count=SENTENCES),
    }


def due(study: Study, revision: Revision, *, user: User, until: date | None) -> list[Laid]:
    """What the group has not discussed of the plan, as far as it is due by then; without a day the next step.

    Of very much that was left the last steps: it is one page.
    """
    steps = study.steps.filter(revision=revision).select_related("study__article")
    waiting = [row for row in laid(steps, user=user) if not row.discussed_at]
    by_then = [row for row in waiting if until and row.step.due_on and row.step.due_on <= until]
    return by_then[-STEPS:] or waiting[:1]
