"""Acts of reading."""

from django.utils import timezone

from studyapp.accounts.models import User
from studyapp.library.models import Place, Revision


def keep_place(revision: Revision, *, reader: User, start: int) -> None:
    """Remember where the reader is: the code point at which their uppermost paragraph begins."""
    Place.objects.update_or_create(
        user=reader,
        article_id=revision.article_id,
        defaults={"revision": revision, "start": start, "seen_at": timezone.now()},
    )
