"""Fill an empty database with a reading group, two articles with notes, and two meetings: a newcomer finds it alive."""

import os
import secrets
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import transaction

from studyapp.accounts.models import User
from studyapp.cards import demonstration as cards
from studyapp.glossary import demonstration as glossary
from studyapp.groups.models import Role
from studyapp.groups.services import admit, create_group
from studyapp.importing import services
from studyapp.meetings import demonstration as meetings
from studyapp.reading import demonstration as notes
from studyapp.reflections import demonstration as reflections

TEXTS = Path(services.__file__).with_name("demo")
ARTICLES = (("river.txt", None), ("tea.txt", "一碗茶的来路"))
PEOPLE = (
    ("limei", "李梅", Role.OWNER),
    ("zhouyuan", "周远", Role.FACILITATOR),
    ("chenxiaohe", "陈小禾", Role.RECORDER),
    ("heqing", "何清", Role.MEMBER),
    ("linxi", "林溪", Role.MEMBER),
    ("songyan", "宋岩", Role.OBSERVER),
)
ADMINISTRATOR = ("admin", "管理员")


class Command(BaseCommand):
    help = "Fill an empty database with a demo and print its sign-ins; a database with people in it stays as it is."

    def handle(self, **options: Any) -> None:
        kept = settings.DATA_DIR / "demo-sign-ins.txt"
        if not User.objects.exists():
            keep_for_owner(kept, fill())
        if kept.exists():
            self.stdout.write(kept.read_text())


@transaction.atomic
def fill() -> str:
    """Make people, their group and its articles. Returns the sign-ins, a line each: name, password, who it is."""
    people = {username: person(username, name) for username, name, _ in PEOPLE}
    admin, admin_password = person(*ADMINISTRATOR, is_staff=True)
    group = create_group("茶社", by=people["limei"][0], label="读书会", description="每周四晚上，喝茶，读一篇短文。")
    for username, _, role in PEOPLE[1:]:
        admit(group, user=people[username][0], role=role)
    studies = []
    for name, title in ARTICLES:
        draft = services.draft_at_once((TEXTS / name).read_bytes(), name=name, by=admin, title=title)
        article = services.publish(draft, by=admin, everyone=False, groups=[group], seen=draft.version)
        studies.append(article.studies.get())
    river, tea = studies
    users = {username: user for username, (user, _) in people.items()}
    notes.fill(river, tea, users)
    reflections.fill(river, users)
    glossary.fill(group, users)
    cards.fill(river.article, users)
    meetings.fill(river, users)
    roles = {username: f"{name}，{role.label}" for username, name, role in PEOPLE}
    lines = [(ADMINISTRATOR[0], admin_password, ADMINISTRATOR[1])]
    lines += [(username, password, roles[username]) for username, (_, password) in people.items()]
    return "\n".join(f"{username:<12}{password:<16}{who}" for username, password, who in lines) + "\n"


def person(username: str, display_name: str, *, is_staff: bool = False) -> tuple[User, str]:
    password = secrets.token_urlsafe(9)
    user = User.objects.create_user(username, password=password, display_name=display_name)
    User.objects.filter(pk=user.pk).update(is_staff=is_staff, is_superuser=is_staff)
    return user, password


def keep_for_owner(path: Path, words: str) -> None:
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(words)
