"""先独学后揭晓: whether something shows follows from the time alone."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from studyapp.inbox import services as inbox
from studyapp.live.services import publish
from studyapp.studies.models import Study


class OpenStudyError(Exception):
    """Everybody sees everything already: there is nothing to reveal."""


@transaction.atomic
def seal(study: Study) -> None:
    """From now on nobody sees what others mark, nor what they marked before; until it is revealed. Once is enough."""
    study = held(study)
    if study.is_sealed:
        return
    study.sealed_at, study.reveals_at = timezone.now(), None
    study.save(update_fields=["sealed_at", "reveals_at"])
    publish(study.topic, "marked", all=True)
    inbox.hold(study.topic)


@transaction.atomic
def reveal(study: Study) -> None:
    """From now on everybody sees everything. Raises OpenStudyError."""
    study = held_sealed(study)
    study.reveals_at = timezone.now()
    study.save(update_fields=["reveals_at"])
    publish(study.topic, "revealed")
    inbox.reveal(study.topic, at=study.reveals_at)


@transaction.atomic
def reveal_at(study: Study, *, moment: datetime | None) -> None:
    """Let it be revealed by itself at that time; without one not before somebody reveals it. Raises OpenStudyError."""
    study = held_sealed(study)
    study.reveals_at = moment
    study.save(update_fields=["reveals_at"])
    inbox.reveal(study.topic, at=moment)


def held(study: Study) -> Study:
    """The study as it is now, and nobody else's turn until the transaction ends."""
    return Study.objects.select_for_update().get(pk=study.pk)


def held_sealed(study: Study) -> Study:
    study = held(study)
    if not study.is_sealed:
        raise OpenStudyError
    return study
