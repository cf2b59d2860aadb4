"""Where a study stands, for those who lead it: only what everybody of the group could find out, added up."""

from datetime import timedelta
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils import timezone

from studyapp.accounts.models import User
from studyapp.annotations.models import Annotation, Reply
from studyapp.groups.models import Membership, Role
from studyapp.guide import asked
from studyapp.library.models import Revision
from studyapp.studies.along import FEWEST, sharing, units_of
from studyapp.studies.models import Progress, Study
from studyapp.studies.standing import Standing
from studyapp.studies.units import Reached, Unit, standings

QUESTIONS = 30
LATELY = timedelta(days=14)


def overview_of(study: Study, *, user: User) -> dict[str, Any]:
    revision = study.article.revision
    waiting = asked.asked(study, user=user, status=Annotation.Status.OPEN).order_by("created_at", "pk")
    people = sharing(study)
    return {
        "study": study,
        "questions": asked.shown(waiting[:QUESTIONS], study),
        "question_count": waiting.count(),
        "sharing": people if people >= FEWEST else 0,
        "unreached": unreached(study, revision) if people >= FEWEST else [],
        "quiet": quiet(study, user=user),
        "members": studying(study).count(),
    }


def unreached(study: Study, revision: Revision) -> list[Unit]:
    """What nobody who shares says to have read; one may have read it in pieces, as the plan divides it."""
    rows = Progress.objects.shared_in(study).filter(revision=revision).order_by()
    reached = [Reached(*row) for row in rows.values_list("start", "end", "standing").distinct()]
    found = units_of(revision)
    known = standings(found, reached)
    return [unit for unit, so_far in zip(found, known, strict=True) if so_far is Standing.UNREAD]


def studying(study: Study) -> Any:
    return Membership.objects.filter(group=study.group_id, role__gte=Role.MEMBER)


def quiet(study: Study, *, user: User) -> int | None:
    """How many have shown nothing to the group lately: no note, no reply, no progress that they share.

    None while it would say something of somebody: beside few others, who asks knows of each; and while the study is
    sealed.
    """
    if study.is_sealed or studying(study).exclude(user=user).count() < FEWEST:
        return None
    since, author = timezone.now() - LATELY, OuterRef("user")
    noted = Annotation.objects.shared().filter(study=study, author=author, shared_at__gt=since)
    said = Reply.objects.standing().filter(study=study, author=author, created_at__gt=since)
    read = Progress.objects.shared_in(study).filter(user=author)
    silent: int = studying(study).exclude(Exists(noted)).exclude(Exists(said)).exclude(Exists(read)).count()
    return silent
