"""Where a study stands, for those who lead it: only what everybody of the group could find out, added up."""

from datetime import timedelta
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils import timezone

from studyapp.accounts.models import User
from studyapp.annotations.models import Annotation, Reply
from studyapp.groups.models import Membership, Role
from studyapp.guide import asked
from studyapp.studies.along import FEWEST
from studyapp.studies.bands import strip_of
from studyapp.studies.models import Study

QUESTIONS = 30
LATELY = timedelta(days=14)


def overview_of(study: Study, *, user: User) -> dict[str, Any]:
    waiting = asked.asked(study, user=user, status=Annotation.Status.OPEN).order_by("created_at", "pk")
    strip = strip_of(study, study.article.revision, user=user)
    return {
        "study": study,
        "questions": asked.shown(waiting[:QUESTIONS], study),
        "question_count": waiting.count(),
        "sharing": strip.sharing,
        "unreached": [band for band in strip.bands if band.read is None],
        "quiet": quiet(study, user=user),
        "members": studying(study).count(),
    }


def studying(study: Study) -> Any:
    return Membership.objects.filter(group=study.group_id, role__gte=Role.MEMBER)


def quiet(study: Study, *, user: User) -> int | None:
    """How many have said nothing to the group lately, no note and no reply. Who has read is not asked: notes bear
    names, progress does not, and the difference would tell of one.

    None while it would say something of somebody: beside few others, who asks knows of each; and while the study is
    sealed.
    """
    if study.is_sealed or studying(study).exclude(user=user).count() < FEWEST:
        return None
    since, author = timezone.now() - LATELY, OuterRef("user")
    noted = Annotation.objects.shared().filter(study=study, author=author, shared_at__gt=since)
    said = Reply.objects.standing().filter(study=study, author=author, created_at__gt=since)
    silent: int = studying(study).exclude(Exists(noted)).exclude(Exists(said)).count()
    return silent
