"""The studies of a group, for the group's page."""

from dataclasses import dataclass

from django import template

from studyapp.accounts.models import User
from studyapp.groups.models import StudyGroup
from studyapp.library.models import Article, Place, Revision
from studyapp.library.shelf import newest_revisions
from studyapp.studies.models import Study

register = template.Library()


@dataclass(frozen=True, slots=True)
class Row:
    """A study in a list; `number` is the paragraph the user came to, None when not begun."""

    article: Article
    revision: Revision
    number: int | None


@register.simple_tag
def studies_of(group: StudyGroup, user: User) -> list[Row]:
    """What the group studies and the user may read, the newest first."""
    studies = list(Study.objects.visible_to(user).filter(group=group).select_related("article").order_by("-opened_at"))
    articles = [study.article_id for study in studies]
    revisions = newest_revisions(articles)
    places = Place.objects.filter(user=user, article__in=articles).with_words()
    numbers = {place.article_id: place.number for place in places}
    return [Row(study.article, revisions[study.article_id], numbers.get(study.article_id)) for study in studies]
