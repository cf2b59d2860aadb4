"""End the groups whose 30 days of grace are over. Meant to run once a day."""

from typing import Any

from django.core.management.base import BaseCommand

from studyapp.groups.models import StudyGroup
from studyapp.groups.services import purge_group


class Command(BaseCommand):
    help = "Remove groups that were deleted more than 30 days ago, with their studies; private notes stay."

    def handle(self, *args: Any, **options: Any) -> None:
        ended = [str(group) for group in StudyGroup.objects.past_grace() if purge_group(group)]
        self.stdout.write("\n".join([*ended, f"{len(ended)} ended"]))
