"""A study begins when an article is published to a group."""

from studyapp.groups.models import StudyGroup
from studyapp.library.models import Article
from studyapp.studies.models import Study


def open_study(article: Article, *, group: StudyGroup) -> Study:
    """The group's study of the article; the same one again when it was published before."""
    return Study.objects.get_or_create(article=article, group=group)[0]
