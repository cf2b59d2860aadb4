"""The page of a study: where the reader and the group stand in it, and what comes next."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from studyapp.accounts.models import User
from studyapp.annotations.models import Annotation
from studyapp.groups.models import Membership
from studyapp.guide import asked, marked, news
from studyapp.library.models import Place
from studyapp.meetings.models import Meeting
from studyapp.meetings.templatetags.meetings import near
from studyapp.studies.bands import strip_of
from studyapp.studies.models import Study
from studyapp.studies.plan import has_days, plan_of

QUESTIONS, SENTENCES, FACES = 5, 5, 12
UNANSWERED = Q(status=Annotation.Status.OPEN) | Q(status=Annotation.Status.PARKED)


def page_of(study: Study, *, user: User) -> dict[str, Any]:
    """What the template needs; the number of queries does not depend on how much there is."""
    revision = study.article.revision
    waiting = asked.asked(study, user=user).filter(UNANSWERED)
    bars = marked.bars(study, revision, user=user)
    new, latest = news.told(study, user=user)
    rows, meeting = plan_of(study, user=user), next_meeting(study, user=user)
    return {
        "study": study,
        "article": study.article,
        "revision": revision,
        "place": Place.objects.open_to(user).filter(article=study.article_id).with_words().first(),
        "news": new,
        "latest": latest,
        "bars": bars,
        "warm": [bar for bar in bars if bar.people],
        "peaks": _("、").join(bar.name for bar in marked.peaks(bars)),
        "popular": marked.popular(study, revision, user=user, count=SENTENCES),
        "questions": asked.shown(waiting[:QUESTIONS], study),
        "question_count": waiting.count(),
        "meeting": meeting,
        "has_days": meeting is not None or has_days(rows),
        "faces": Membership.objects.filter(group=study.group_id)
        .select_related("user")
        .order_by("-role", "joined_at")[:FACES],
        "people": Membership.objects.filter(group=study.group_id).count(),
        "rows": rows,
        "strip": strip_of(study, revision, user=user),
        "is_leading": Study.objects.led_by(user).filter(pk=study.pk).exists(),
    }


def next_meeting(study: Study, *, user: User) -> Meeting | None:
    return near(user).filter(studies=study).prefetch_related("agenda").first()
