"""Who takes part in a group, as a condition of queries."""

from django.db.models import F

from studyapp.conditions import Condition, given


class TakesPart(Condition):
    """Whether the user has at least this role in the group, deleted or not. `group` names the column of its key."""

    sql = (
        "EXISTS (SELECT 1 FROM groups_membership AS part"
        " WHERE part.group_id = {} AND part.user_id = {} AND part.role >= {})"
    )

    def __init__(self, group: str, user: int | None, *, least: int) -> None:
        super().__init__(F(group), given(user), given(least))
