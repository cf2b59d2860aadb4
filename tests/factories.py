"""Rows for tests, made by the services that make them in earnest. Keyword-only; what a test does not say does not matter."""

from itertools import count

from studyapp.accounts.models import User
from studyapp.groups.models import Membership, Role, StudyGroup

numbers = count(1)
PASSWORD = "绿茶-正好-八分烫"


def make_user(*, display_name: str = "林溪", is_staff: bool = False, email: str = "", **fields: object) -> User:
    username = str(fields.pop("username", "")) or f"reader{next(numbers)}"
    return User.objects.create_user(
        username, email=email, password=PASSWORD, display_name=display_name, is_staff=is_staff, **fields
    )


def make_group(*, name: str = "茶社", owner: User | None = None) -> StudyGroup:
    group = StudyGroup.objects.create(name=name)
    join(group, user=owner or make_user(display_name="李梅"), role=Role.OWNER)
    return group


def join(group: StudyGroup, *, user: User | None = None, role: Role = Role.MEMBER) -> User:
    user = user or make_user()
    Membership.objects.create(group=group, user=user, role=role)
    return user
