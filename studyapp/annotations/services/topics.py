"""Topics: what a group talks about besides the text, one discussion for each study."""

from uuid import UUID

from django.db import transaction

from studyapp.accounts.models import User
from studyapp.annotations.models import Annotation
from studyapp.annotations.services.marks import keep
from studyapp.studies.models import Study


@transaction.atomic
def open_topic(study: Study, *, author: User, key: UUID, body: str) -> Annotation:
    """Begin to talk about something. Sent again with the same key, it is kept once."""
    nowhere = {"paragraph": 0, "start": 0, "end": 0}
    fields = {"kind": Annotation.Kind.TOPIC, "body": body, **nowhere}
    return keep(study.article.revision, author=author, key=key, study=study, fields=fields)
