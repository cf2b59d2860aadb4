"""Read one draft: what an upload starts beside the web process."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from studyapp.importing.services import read_draft


class Command(BaseCommand):
    help = "Read the file of a draft within its limits and keep the outline."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("draft", type=int)

    def handle(self, *, draft: int, **options: Any) -> None:
        read_draft(draft)
