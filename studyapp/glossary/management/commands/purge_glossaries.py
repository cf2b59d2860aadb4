"""Forget the words that were taken off a glossary, after their grace. Meant to run once a day."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from studyapp.glossary.models import GRACE
from studyapp.glossary.services import purge


class Command(BaseCommand):
    help = "Remove words taken off a group's glossary more than 30 days ago, with their explanations."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{purge(timezone.now() - GRACE)} words forgotten")
