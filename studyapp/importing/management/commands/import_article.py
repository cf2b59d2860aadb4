"""The whole way from a file to an article without a browser: read, outline, and publish if asked."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from studyapp.groups.models import Membership, Role, StudyGroup
from studyapp.importing import services
from studyapp.importing.remarks import RefusedError


class Command(BaseCommand):
    help = "Import a file as a draft of a group's owner; with --publish the group can read it at once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--group", required=True, help="the group's name or number")
        parser.add_argument("--title")
        parser.add_argument("--publish", action="store_true")

    def handle(self, *, file: Path, group: str, title: str | None, publish: bool, **options: Any) -> None:
        study_group = group_named(group)
        by = Membership.objects.filter(group=study_group, role=Role.OWNER).earliest("joined_at").user
        try:
            draft = services.draft_at_once(file.read_bytes(), name=file.name, by=by, title=title)
        except OSError as error:
            raise CommandError(str(error)) from error
        except RefusedError as error:
            raise CommandError(str(error.remark)) from error
        if publish:
            services.publish(draft, by=by, everyone=False, groups=[study_group], seen=draft.version)
        self.stdout.write(f"{'Published' if publish else 'Kept as a draft'} for {study_group}: {file.name}")


def group_named(name: str) -> StudyGroup:
    """The group of that name; of several with one name, the one whose number is given instead."""
    living = StudyGroup.objects.living()
    found = list(living.filter(name=name) or living.filter(pk=int(name) if name.isdecimal() else 0))
    if len(found) != 1:
        raise CommandError(f"There are {len(found)} groups called {name}.")
    return found[0]
