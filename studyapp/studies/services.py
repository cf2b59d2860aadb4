"""Acts of studying together, and of keeping one's place."""

from django.utils import timezone

from studyapp.accounts.models import User
from studyapp.groups.models import StudyGroup
from studyapp.library.models import Article, Revision
from studyapp.studies.models import Place, Study


def open_study(article: Article, *, group: StudyGroup) -> Study:
    """The group's study of the article; the same one again when it was published before."""
    return Study.objects.get_or_create(article=article, group=group)[0]


def keep_place(revision: Revision, *, reader: User, start: int) -> None:
    """Remember where the reader is: the code point at which their uppermost paragraph begins."""
    Place.objects.update_or_create(
        user=reader,
        article_id=revision.article_id,
        defaults={"revision": revision, "start": start, "seen_at": timezone.now()},
    )
