"""Forget what happened more than a week ago. Meant to run once a day."""

from typing import Any

from django.core.management.base import BaseCommand

from studyapp.live.services import purge


class Command(BaseCommand):
    help = "Remove events older than 7 days from the log that browsers follow."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{purge()} forgotten")
