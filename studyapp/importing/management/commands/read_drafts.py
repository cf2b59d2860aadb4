"""Read what waits: what an upload starts beside the web process."""

from typing import Any

from django.core.management.base import BaseCommand

from studyapp.importing.queue import read_waiting


class Command(BaseCommand):
    help = "Read the drafts that wait, within their limits, and keep their outlines."

    def handle(self, *args: Any, **options: Any) -> None:
        read_waiting()
