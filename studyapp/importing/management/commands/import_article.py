"""The whole way from a file to an article without a browser: read, outline, and publish if asked."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from studyapp.accounts.models import User
from studyapp.groups.models import Membership, Role, StudyGroup
from studyapp.importing import services
from studyapp.importing.child import outline_in_child
from studyapp.importing.editing import describe
from studyapp.importing.material import Choices
from studyapp.importing.models import Draft
from studyapp.importing.remarks import RefusedError
from studyapp.importing.structure import Outline


class Command(BaseCommand):
    help = "Import a file as a draft of a group's; with --publish its members can read it at once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--group", required=True, help="the group's name or number")
        parser.add_argument("--title")
        parser.add_argument("--publish", action="store_true")

    def handle(self, *, file: Path, group: str, title: str | None, publish: bool, **options: Any) -> None:
        study_group = group_named(group)
        owner = (
            Membership.objects.filter(group=study_group, role=Role.OWNER).select_related("user").earliest("joined_at")
        )
        data, outline = read(file)
        draft = kept(outline, data, name=file.name, by=owner.user, title=title)
        if publish:
            services.publish(draft, by=owner.user, everyone=False, groups=[study_group], seen=draft.version)
        said = "Published to" if publish else "Kept as a draft for"
        self.stdout.write(f"{said} {study_group}: {title or outline.title or outline.suggested_title}")


def group_named(name: str) -> StudyGroup:
    found = StudyGroup.objects.living().filter(name=name) or StudyGroup.objects.living().filter(
        pk=int(name) if name.isdecimal() else 0
    )
    if len(found) != 1:
        raise CommandError(f"There are {len(found)} groups called {name}; say its number.")
    return found[0]


def read(file: Path) -> tuple[bytes, Outline]:
    try:
        data = file.read_bytes()
        return data, outline_in_child(data, file.name, Choices())
    except OSError as error:
        raise CommandError(str(error)) from error
    except RefusedError as error:
        raise CommandError(str(error.remark)) from error


@transaction.atomic
def kept(outline: Outline, data: bytes, *, name: str, by: User, title: str | None) -> Draft:
    """A draft whose first step is the outline, under the title that was asked for."""
    draft = services.kept_draft(data, name=name, by=by)
    services.take_reading(draft, outline)
    if title:
        services.correct(
            draft,
            lambda found: describe(
                found, title=title, author=found.author or "", source=found.source or "", published=found.published
            ),
            act="--title",
            seen=draft.version,
        )
    draft.refresh_from_db()
    return draft
