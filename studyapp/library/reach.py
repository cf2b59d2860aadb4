"""Whom publications reach, as conditions of queries. Arguments name the columns of keys."""

from django.db.models import F

from studyapp.conditions import Condition, given


class IsPublished(Condition):
    """Whether the article stands published to the group."""

    sql = (
        "EXISTS (SELECT 1 FROM library_publication AS standing"
        " WHERE standing.article_id = {} AND standing.group_id = {} AND standing.withdrawn_at IS NULL)"
    )

    def __init__(self, article: str, group: str) -> None:
        super().__init__(F(article), F(group))


class Reaches(Condition):
    """Whether the article stands published to everyone or to a living group of the user's."""

    sql = (
        "EXISTS (SELECT 1 FROM library_publication AS standing"
        " LEFT JOIN groups_studygroup AS living ON living.id = standing.group_id AND living.deleted_at IS NULL"
        " LEFT JOIN groups_membership AS part ON part.group_id = living.id AND part.user_id = {}"
        " WHERE standing.article_id = {} AND standing.withdrawn_at IS NULL"
        " AND (standing.group_id IS NULL OR part.id IS NOT NULL))"
    )

    def __init__(self, article: str, user: int | None) -> None:
        super().__init__(given(user), F(article))
