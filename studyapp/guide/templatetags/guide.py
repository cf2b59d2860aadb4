"""From an article to its studies."""

from collections.abc import Iterable

from django import template

from studyapp.accounts.models import User
from studyapp.groups.models import StudyGroup
from studyapp.library.models import Article
from studyapp.studies.models import Study

register = template.Library()


@register.simple_tag
def doors(groups: Iterable[StudyGroup], article: Article, user: User) -> list[tuple[StudyGroup, Study | None]]:
    """With each group its study of the article, if the user takes part in it. One query."""
    studies = {study.group_id: study for study in Study.objects.visible_to(user).filter(article=article)}
    return [(group, studies.get(group.pk)) for group in groups]
